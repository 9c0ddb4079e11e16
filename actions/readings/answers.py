"""Circumstances told or taken back in words."""

from __future__ import annotations

from actions.act import Exchange
from actions.acts.answer import Answer, ChangeAnswer
from actions.acts.steps import ShowList
from actions.hearing.clauses import named_by, names_subject
from actions.hearing.vocabulary import Heard
from actions.interpret import ABROAD, as_answer
from actions.readings.reading import UNSURE, Meant, is_meant_as, pressing
from actions.said import FALLBACK

#: How likely "I take that back" must be for an unsure message to be read so.
TAKES_BACK = 0.25
#: Acts that an answer in a person's own words is easily taken for: «здоровий, слава богу» is like a greeting.
TAKEN_FOR_ANOTHER = ("answer", "affirm", "deny", "find_office", "greet", "goodbye")


def circumstance_told(exchange: Exchange) -> Meant | None:
    """An answer or a correction of one is taken by the acts that read answers; what follows must not get in between."""
    told = as_answer(exchange)
    if told and is_meant_as(exchange, *UNSURE):
        return ChangeAnswer, exchange
    return None


def answered_as_learned(exchange: Exchange) -> Meant | None:
    """An answer to the question that was put, as the model learned that people give it: «хазяїн боїться податкової».

    Tried when nothing more certain was found in the message, and only on one that asks nothing.
    """
    said, pending = exchange.said, exchange.state.pending_question
    heard = Heard.of(said.text)
    asks = "?" in said.text or any(heard.has(group) for group in ("asking", "aspects", "correction"))
    if pending is None or pending not in said.answers or asks or exchange.offered or said.decision == "out_of_scope":
        return None
    if not is_meant_as(exchange, *UNSURE, *TAKEN_FOR_ANOTHER):
        return None
    return Answer, pressing(exchange, "circumstance", f"{pending}={said.answers[pending][0]}")


def question_reopened(exchange: Exchange) -> Meant | None:
    """«Ні, таки з алкоголем», where there are several kinds of it: to the one question that this is the subject of."""
    situation, heard = exchange.situation(), Heard.of(exchange.said.text)
    if situation is None or not (heard.has("after_all") or heard.has("correction")) or heard.has("aspects"):
        return None
    if not is_meant_as(exchange, *UNSURE, "deny", "affirm", "change_answer", "answer") or as_answer(exchange):
        return None
    named = named_by(exchange.said.text)
    about = [one for one in situation.circumstances if names_subject(named, one)]
    return (ChangeAnswer, pressing(exchange, "circumstance", about[0].id)) if len(about) == 1 else None


def abroad_told(exchange: Exchange) -> Meant | None:
    """«Ми за кордоном», where no question of the list is about that; with one, it is an answer."""
    situation, heard = exchange.situation(), Heard.of(exchange.said.text)
    if situation is None or not is_meant_as(exchange, *UNSURE) or any(heard.has(one) for one in ("aspects", "not")):
        return None
    if any(one.value(ABROAD) is not None for one in situation.circumstances):
        return None
    told = heard.has("abroad") or heard.has("countries")
    names_more = heard.content("abroad", "countries", "being_there", "plain")
    return (ShowList, pressing(exchange, "wanted", "abroad")) if told and not names_more else None


def taken_back(exchange: Exchange) -> Meant | None:
    """«Передумав», «помилився»: to the choice of what to change, where we did not hear what."""
    if exchange.situation() is None or not is_meant_as(exchange, FALLBACK):
        return None
    unsure = exchange.said.share_of("change_answer") >= TAKES_BACK
    return (ChangeAnswer, exchange) if unsure or Heard.of(exchange.said.text).has("correction") else None
