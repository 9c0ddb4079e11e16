"""Circumstances told or taken back in words."""

from __future__ import annotations

from actions.act import Exchange
from actions.acts.answer import Answer, ChangeAnswer
from actions.acts.steps import ShowList
from actions.hearing.clauses import named_by, names_subject
from actions.hearing.vocabulary import Heard
from actions.interpret import ABROAD, as_answer
from actions.readings.reading import UNSURE, Meant, is_meant_as, pressing
from actions.said import FALLBACK, Learned

#: How likely "I take that back" must be for an unsure message to be read so.
TAKES_BACK = 0.25
#: How sure an answer must be if the message is surely about another need as well.
AS_SURE_AS_A_NEED = 0.9
#: How many times likelier a message answers the question that was put than another one.
RATHER_THE_ASKED = 9.0
#: Acts that an answer in a person's own words is easily taken for: «здоровий, слава богу» is like a greeting.
TAKEN_FOR_ANOTHER = ("answer", "affirm", "deny", "find_office", "greet", "goodbye")


def circumstance_told(exchange: Exchange) -> Meant | None:
    """An answer or a correction of one is taken by the acts that read answers; what follows must not get in between."""
    told = as_answer(exchange)
    if told and is_meant_as(exchange, *UNSURE):
        return ChangeAnswer, exchange
    return None


def answered_as_learned(exchange: Exchange) -> Meant | None:
    """An answer as the model learned that people give it: «хазяїн боїться податкової» to whether there is a contract.

    Tried when nothing more certain was found in the message, and only on one that asks nothing.
    """
    said, heard = exchange.said, Heard.of(exchange.said.text)
    asks = "?" in said.text or any(heard.has(group) for group in ("asking", "aspects", "correction"))
    learned = _learned(exchange)
    if learned is None or asks or exchange.offered:
        return None
    if not is_meant_as(exchange, *UNSURE, *TAKEN_FOR_ANOTHER):
        return None
    return Answer, pressing(exchange, "circumstance", f"{learned.circumstance}={learned.value}")


def _learned(exchange: Exchange) -> Learned | None:
    """The answer to the question that was put, or to another if the message gives that more surely.

    A message that is surely about another need, or about nothing of ours, answers the question only if that is as sure.
    """
    said, asked = exchange.said, exchange.said.answers.get(exchange.state.pending_question or "")
    surely_a_need = said.decision == "answer" and is_meant_as(exchange, "situation") and bool(said.situations)
    elsewhere = surely_a_need and said.situations[0][0] != exchange.state.situation
    if elsewhere or said.decision == "out_of_scope":
        return asked if asked is not None and asked.share >= AS_SURE_AS_A_NEED else None
    if asked is None or said.unasked is None:
        return asked or said.unasked
    return asked if asked.odds * RATHER_THE_ASKED >= said.unasked.odds else said.unasked


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
