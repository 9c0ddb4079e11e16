"""Replies to what we just asked or offered."""

from __future__ import annotations

from dataclasses import replace

from rapidfuzz import fuzz

from actions.act import Act, Exchange
from actions.acts.answer import NextQuestion
from actions.acts.clarify import (
    UNREADABLE,
    Clarify,
    NoneOfThese,
    going_on_unchosen,
    likely_situations,
    situations_offered,
)
from actions.acts.conversation import ForgetMe
from actions.acts.feedback import GiveFeedback
from actions.acts.guide import Guide
from actions.acts.office import FindOffice
from actions.acts.out_of_scope import CRISIS, OutOfScope
from actions.acts.service import ShowService
from actions.acts.steps import OpenStep
from actions.acts.ticking import StepDone
from actions.hearing.numbers import pick
from actions.hearing.vocabulary import Heard
from actions.interpret import as_answer
from actions.pointing import asked_aspect
from actions.readings.reading import POINTING_WORDS, UNSURE, Meant, is_meant_as, pressing
from actions.said import FALLBACK
from actions.state import Expecting
from catalog import spelling
from channels.payload import Payload

#: How alike a message and the title of something offered must be, of 100.
SAME_TITLE = 88
#: Acts that offered buttons lead to, with the name their value has for the act.
OFFERED_ACTS: dict[str, tuple[type[Act], str]] = {
    "situation": (Guide, "situation"),
    "step": (OpenStep, "step"),
    "service": (ShowService, "service"),
    "done": (StepDone, "step"),
}


def expected_reply(exchange: Exchange) -> Meant | None:
    """A yes, a no, a place or a few words that we asked for."""
    intent = exchange.said.intent
    if exchange.expected == Expecting.FORGET and intent in ("affirm", "deny"):
        return ForgetMe, pressing(exchange, "confirmed", "confirm" if intent == "affirm" else "keep")
    if exchange.expected == Expecting.NEEDS and exchange.state.needs and not as_answer(exchange):
        if intent == "affirm":
            return Guide, pressing(exchange, "situation", exchange.state.needs[0])
        if intent == "deny":
            return NextQuestion, replace(exchange, state=replace(exchange.state, needs=()))
    if exchange.expected == Expecting.CRISIS and _says_little(exchange):
        # «Мені нікуди йти» after «мене б'є чоловік» is no question about work or housing.
        return OutOfScope, replace(exchange, said=replace(exchange.said, intent=CRISIS))
    if exchange.expected == Expecting.PLACE and _names_a_place(exchange):
        return FindOffice, exchange
    if exchange.expected == Expecting.FEEDBACK_WORDS and _says_what_is_wrong(exchange):
        return GiveFeedback, exchange
    return None


def _says_what_is_wrong(exchange: Exchange) -> bool:
    """«Не написано про доплату» names a need, but says what our answer lacks."""
    said = exchange.said
    lacks = is_meant_as(exchange, "situation") and said.is_short and Heard.of(said.text).has("not")
    return lacks or is_meant_as(exchange, FALLBACK, "ask/simpler", "help", "deny")


def one_of_the_offered(exchange: Exchange) -> Meant | None:
    """«Друге», "the last one", «так» to a single offer, or the title of an offer repeated."""
    offered = [Payload.parse(code) for code in exchange.offered]
    if not offered or len(exchange.said.text.split()) > POINTING_WORDS:
        return None
    chosen = None
    if exchange.said.is_short and not asked_aspect(exchange):
        chosen = pick(exchange.said.text, offered)
    if chosen is None and exchange.said.intent == "affirm" and len(offered) == 1:
        chosen = offered[0]
    if chosen is None:
        chosen = next((one for one in offered if _has_this_title(exchange, one)), None)
    if chosen is not None and chosen.act in OFFERED_ACTS:
        act, name = OFFERED_ACTS[chosen.act]
        return act, pressing(exchange, name, chosen.value)
    return (NoneOfThese, exchange) if exchange.said.intent == "deny" else None


def refused(exchange: Exchange) -> Meant | None:
    """«Ні, інше», "something else": said of what we understood or offered."""
    if not exchange.said.is_short or not is_meant_as(exchange, *UNSURE, "deny", "change_answer"):
        return None
    heard = Heard.of(exchange.said.text)
    return (NoneOfThese, exchange) if heard.has("not_this") and not heard.content("not", "not_this", "plain") else None


def offers_still_open(exchange: Exchange) -> Meant | None:
    """A question or a plain yes after "do you mean this?", with nothing chosen: the only offer is taken as meant, and
    several are offered once more."""
    if not going_on_unchosen(exchange):
        return None
    if len(exchange.offered) == 1 and exchange.said.intent != UNREADABLE:
        return Guide, pressing(exchange, "situation", Payload.parse(exchange.offered[0]).value)
    return Clarify, exchange


def pointed_at_again(exchange: Exchange) -> Meant | None:
    """A story told in pieces: what is likeliest now is meant, if it alone of what is likely was offered before."""
    likely = likely_situations(exchange)
    if exchange.said.decision != "clarify" or not likely:
        return None
    common = set(situations_offered(exchange)).intersection(likely)
    return (Guide, pressing(exchange, "situation", likely[0])) if common == {likely[0]} else None


def _says_little(exchange: Exchange) -> bool:
    """Whether a message is too unsure and too short to be a need of its own."""
    return exchange.said.decision != "answer" and (exchange.said.is_short or exchange.said.decision != "clarify")


def _names_a_place(exchange: Exchange) -> bool:
    """Whether a message after "where are you?" can be a place: short, and not something else for certain."""
    if is_meant_as(exchange, FALLBACK, "ask/where", "find_office"):
        return True
    return exchange.said.is_short and bool(exchange.knowledge.offices.in_place(exchange.said.text))


def _has_this_title(exchange: Exchange, payload: Payload) -> bool:
    heard = spelling.normalise(exchange.said.text)
    catalogue = exchange.catalogue
    situation = catalogue.situation(payload.value) if payload.act == "situation" else None
    service = catalogue.service(payload.value) if payload.act == "service" else None
    titles = [situation.title.uk, situation.title.en] if situation else [service.title] if service else []
    return any(fuzz.ratio(heard, spelling.normalise(title)) >= SAME_TITLE for title in titles)
