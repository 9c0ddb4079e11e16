"""What a typed message means in front of what the person sees; None where the intent alone says it.

Each reading looks at one kind of reference. They are tried in order, from what we just asked to what was spoken of
earlier, and a reading that is not sure leaves the message to the next.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from rapidfuzz import fuzz

from actions.act import Act, Exchange
from actions.acts.answer import ChangeAnswer, NextQuestion
from actions.acts.ask import Ask
from actions.acts.clarify import Clarify, NoneOfThese, going_on_unchosen
from actions.acts.come_back import ComeBack, open_situation_named
from actions.acts.conversation import ForgetMe
from actions.acts.feedback import GiveFeedback
from actions.acts.guide import Guide
from actions.acts.lists import MyLists
from actions.acts.office import FindOffice
from actions.acts.service import ShowService
from actions.acts.steps import OpenStep, StepDone
from actions.hearing.numbers import numbers, pick, points_at_steps
from actions.hearing.vocabulary import Heard
from actions.interpret import as_answer
from actions.pointing import asked_aspect, numbered_step, step_elsewhere, steps_meant
from actions.said import FALLBACK
from actions.state import Expecting
from catalog import spelling
from channels.payload import Payload

Meant = tuple[type[Act], Exchange]
Reading = Callable[[Exchange], Meant | None]

#: How alike a message and the title of something offered must be, of 100.
SAME_TITLE = 88
#: A message longer than this tells a story rather than points at something.
POINTING_WORDS = 14
#: How likely "I take that back" must be for an unsure message to be read so.
TAKES_BACK = 0.25
#: Acts that offered buttons lead to, with the name their value has for the act.
OFFERED_ACTS: dict[str, tuple[type[Act], str]] = {
    "situation": (Guide, "situation"),
    "step": (OpenStep, "step"),
    "service": (ShowService, "service"),
    "done": (StepDone, "step"),
}
#: Intents whose meaning may be another in front of a list. What is none of them is meant as it is said.
UNSURE = (FALLBACK, "situation", "out_of_scope")
#: Small talk is short, and so easily taken for a short question: «скільки всього?» is like «всього доброго».
SMALL_TALK = ("goodbye", "greet", "thanks")


def what_is_meant(exchange: Exchange) -> Meant | None:
    """The act that takes the turn instead of the one named for the intent, and the exchange it is given."""
    if not exchange.said.text or exchange.said.intent == "out_of_scope/crisis":
        return None
    for reading in READINGS:
        meant = reading(exchange)
        if meant is not None:
            return meant
    return None


def expected_reply(exchange: Exchange) -> Meant | None:
    """A yes, a no, a place or a few words that we asked for."""
    intent = exchange.said.intent
    if exchange.expected == Expecting.FORGET and intent in ("affirm", "deny"):
        return ForgetMe, _pressing(exchange, "confirmed", "confirm" if intent == "affirm" else "keep")
    if exchange.expected == Expecting.NEEDS and exchange.state.needs and not as_answer(exchange):
        if intent == "affirm":
            return Guide, _pressing(exchange, "situation", exchange.state.needs[0])
        if intent == "deny":
            return NextQuestion, replace(exchange, state=replace(exchange.state, needs=()))
    if exchange.expected == Expecting.PLACE and _names_a_place(exchange):
        return FindOffice, exchange
    if exchange.expected == Expecting.FEEDBACK_WORDS and _is(exchange, FALLBACK, "ask/simpler", "help", "deny"):
        return GiveFeedback, exchange
    return None


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
        return act, _pressing(exchange, name, chosen.value)
    return (NoneOfThese, exchange) if exchange.said.intent == "deny" else None


def circumstance_told(exchange: Exchange) -> Meant | None:
    """An answer or a correction of one is taken by the acts that read answers; what follows must not get in between."""
    told = as_answer(exchange)
    if told and _is(exchange, *UNSURE):
        return ChangeAnswer, exchange
    return None


def office_nearby(exchange: Exchange) -> Meant | None:
    """«Де найближчий ЦНАП», "an office near me"."""
    heard = Heard.of(exchange.said.text)
    near, office = heard.has("near"), heard.has("offices")
    if (near and office) or (exchange.said.intent == "ask/where" and (office or near) and not _names_step(exchange)):
        return FindOffice, exchange
    return None


def all_lists(exchange: Exchange) -> Meant | None:
    """«Мої списки» in the plural, where there are several."""
    if exchange.said.intent != "show_list" or len(exchange.state.opened) < 2:
        return None
    return (MyLists, exchange) if Heard.of(exchange.said.text).has("lists") else None


def back_to_another(exchange: Exchange) -> Meant | None:
    """«Повернімось до паспорта»: to a list that is open."""
    spoken = _is(exchange, *UNSURE, "ask", "goodbye", "show_list") and Heard.of(exchange.said.text).has("back")
    return (ComeBack, exchange) if spoken and open_situation_named(exchange) is not None else None


def steps_done(exchange: Exchange) -> Meant | None:
    """«Свідоцтво вже отримала»: a step by its name beside a word for "done", or for "not yet"."""
    heard = Heard.of(exchange.said.text)
    done = heard.has("undone") or (heard.has("done") and not heard.has("not"))
    if not _is(exchange, *UNSURE, "deny") or not done or asked_aspect(exchange):
        return None
    steps = steps_meant(exchange)
    return (StepDone, exchange) if steps and steps[0].covered >= 1 else None


def step_by_number(exchange: Exchange) -> Meant | None:
    """«А другий крок?»"""
    plan = exchange.plan()
    heard = Heard.of(exchange.said.text)
    if plan is None or not heard.has("step") or not points_at_steps(exchange.said.text):
        return None
    if _is(exchange, *UNSURE, "next_step", "show_list", "ask/details", "ask/simpler", "affirm"):
        found = numbers(exchange.said.text)
        step = numbered_step(plan, found[0]) if len(found) == 1 else None
        aspect = asked_aspect(exchange)
        if step is not None and aspect in (None, "details"):
            return OpenStep, _pressing(exchange, "step", step.id)
        if step is not None:
            return Ask, exchange
    return None


def follow_up(exchange: Exchange) -> Meant | None:
    """A question about a step by its name, or about the one in focus, that reads like a need of its own."""
    if (
        exchange.plan() is None
        or not _is(exchange, *UNSURE, *SMALL_TALK, "my_lists", "show_list")
        or len(exchange.said.text.split()) > POINTING_WORDS
    ):
        return None
    if asked_aspect(exchange) is None:
        return None
    heard = Heard.of(exchange.said.text)
    if steps_meant(exchange) or step_elsewhere(exchange) is not None or not heard.content():
        return Ask, exchange
    likeliest = exchange.said.situations[0][0] if exchange.said.situations else None
    return (Ask, exchange) if likeliest == exchange.state.situation else None


def taken_back(exchange: Exchange) -> Meant | None:
    """«Передумав», «помилився»: to the choice of what to change, where we did not hear what."""
    if exchange.situation() is None or not _is(exchange, FALLBACK):
        return None
    unsure = exchange.said.share_of("change_answer") >= TAKES_BACK
    return (ChangeAnswer, exchange) if unsure or Heard.of(exchange.said.text).has("correction") else None


def step_of_this_list(exchange: Exchange) -> Meant | None:
    """A few words that name a step of the list at hand and ask nothing we know: «яку компенсацію дадуть»."""
    said = exchange.said
    here = bool(said.situations) and said.situations[0][0] == exchange.state.situation
    elsewhere = said.intent.startswith("situation") and said.decision == "answer" and not here
    if exchange.plan() is None or not _is(exchange, FALLBACK, "situation") or elsewhere:
        return None
    if len(said.text.split()) > POINTING_WORDS or Heard.of(said.text).has("done"):
        return None
    steps = steps_meant(exchange)
    if not steps or (not here and steps[0].covered < 1):
        return None
    return Ask, _pressing(exchange, "aspect", "details")


def refused(exchange: Exchange) -> Meant | None:
    """«Ні, інше», "something else": said of what we understood or offered."""
    if not exchange.said.is_short or not _is(exchange, *UNSURE, "deny", "change_answer"):
        return None
    heard = Heard.of(exchange.said.text)
    return (NoneOfThese, exchange) if heard.has("not_this") and not heard.content("not", "not_this", "plain") else None


def offers_still_open(exchange: Exchange) -> Meant | None:
    """A question or a plain yes after "do you mean this?", with nothing chosen: the only offer is taken as meant, and
    several are offered once more."""
    if not going_on_unchosen(exchange):
        return None
    if len(exchange.offered) == 1:
        return Guide, _pressing(exchange, "situation", Payload.parse(exchange.offered[0]).value)
    return Clarify, exchange


READINGS: tuple[Reading, ...] = (
    expected_reply,
    one_of_the_offered,
    refused,
    offers_still_open,
    circumstance_told,
    office_nearby,
    all_lists,
    back_to_another,
    steps_done,
    step_by_number,
    follow_up,
    step_of_this_list,
    taken_back,
)


def _is(exchange: Exchange, *intents: str) -> bool:
    """Whether the message has one of these intents; the name of a retrieval intent stands for all of its kinds."""
    intent = exchange.said.intent
    return intent in intents or intent.partition("/")[0] in intents


def _pressing(exchange: Exchange, name: str, value: str) -> Exchange:
    """The exchange as if the button with this value had been pressed."""
    return replace(exchange, said=replace(exchange.said, pressed={name: value}))


def _names_step(exchange: Exchange) -> bool:
    return bool(steps_meant(exchange))


def _names_a_place(exchange: Exchange) -> bool:
    """Whether a message after "where are you?" can be a place: short, and not something else for certain."""
    if _is(exchange, FALLBACK, "ask/where", "find_office"):
        return True
    return exchange.said.is_short and bool(exchange.knowledge.offices.in_place(exchange.said.text))


def _has_this_title(exchange: Exchange, payload: Payload) -> bool:
    heard = spelling.normalise(exchange.said.text)
    catalogue = exchange.catalogue
    situation = catalogue.situation(payload.value) if payload.act == "situation" else None
    service = catalogue.service(payload.value) if payload.act == "service" else None
    titles = [situation.title.uk, situation.title.en] if situation else [service.title] if service else []
    return any(fuzz.ratio(heard, spelling.normalise(title)) >= SAME_TITLE for title in titles)
