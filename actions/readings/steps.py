"""References to steps: by name, by number, as done, in a question."""

from __future__ import annotations

from dataclasses import replace

from actions.act import Exchange
from actions.acts.ask import Ask
from actions.acts.steps import OpenStep
from actions.acts.ticking import StepDone
from actions.hearing.numbers import numbers, points_at_steps
from actions.hearing.vocabulary import Heard
from actions.pointing import asked_aspect, numbered_step, step_elsewhere, steps_meant
from actions.readings.reading import POINTING_WORDS, UNSURE, Meant, is_meant_as, pressing
from actions.said import FALLBACK

#: Asked about whatever list is open, even beside words that say nothing to us.
OF_ANY_LIST = ("documents", "payment", "cost", "time", "deadline")
#: Small talk is short, and so easily taken for a short question: «скільки всього?» is like «всього доброго».
SMALL_TALK = ("goodbye", "greet", "thanks")


def steps_done(exchange: Exchange) -> Meant | None:
    """«Свідоцтво вже отримала»: a step by its name beside a word for "done", or for "not yet"."""
    heard = Heard.of(exchange.said.text)
    done = heard.has("undone") or (heard.has("done") and not heard.has("not"))
    if not is_meant_as(exchange, *UNSURE, "deny") or not done or asked_aspect(exchange):
        return None
    steps = steps_meant(exchange)
    return (StepDone, exchange) if steps and steps[0].covered >= 1 else None


def step_by_number(exchange: Exchange) -> Meant | None:
    """«А другий крок?»"""
    plan = exchange.plan()
    heard = Heard.of(exchange.said.text)
    if plan is None or not heard.has("step") or not points_at_steps(exchange.said.text):
        return None
    if is_meant_as(exchange, *UNSURE, "next_step", "show_list", "ask/details", "ask/simpler", "affirm"):
        found = numbers(exchange.said.text)
        step = numbered_step(plan, found[0]) if len(found) == 1 else None
        aspect = asked_aspect(exchange)
        if step is not None and aspect in (None, "details"):
            return OpenStep, pressing(exchange, "step", step.id)
        if step is not None:
            return Ask, exchange
    return None


def follow_up(exchange: Exchange) -> Meant | None:
    """A question about a step by its name, or about the one in focus, that reads like a need of its own."""
    if (
        exchange.plan() is None
        or not is_meant_as(exchange, *UNSURE, *SMALL_TALK, "my_lists", "show_list")
        or len(exchange.said.text.split()) > POINTING_WORDS
    ):
        return None
    aspect = asked_aspect(exchange)
    if aspect is None:
        return None
    heard = Heard.of(exchange.said.text)
    if steps_meant(exchange) or step_elsewhere(exchange) is not None or not heard.content():
        return Ask, exchange
    # «Ви знущаєтесь? Просто скажіть, які папери»: no need is named that they could be the papers of.
    vents = is_meant_as(exchange, "out_of_scope/abuse", "out_of_scope/small_talk")
    if aspect in OF_ANY_LIST and (vents or exchange.said.decision == "search"):
        return Ask, exchange
    likeliest = exchange.said.situations[0][0] if exchange.said.situations else None
    if likeliest == exchange.state.situation:
        return Ask, exchange
    # «Так, про весілля: куди звертатися» asks about another list that is open.
    if likeliest in exchange.state.opened and exchange.said.decision == "answer":
        return Ask, replace(exchange, state=exchange.state.about(likeliest))
    return None


def step_of_this_list(exchange: Exchange) -> Meant | None:
    """A few words that name a step of the list at hand and ask nothing we know: «яку компенсацію дадуть»."""
    said = exchange.said
    here = bool(said.situations) and said.situations[0][0] == exchange.state.situation
    elsewhere = said.intent.startswith("situation") and said.decision == "answer" and not here
    if exchange.plan() is None or not is_meant_as(exchange, FALLBACK, "situation") or elsewhere:
        return None
    if len(said.text.split()) > POINTING_WORDS or Heard.of(said.text).has("done"):
        return None
    steps = steps_meant(exchange)
    if not steps or (not here and steps[0].covered < 1):
        return None
    return Ask, pressing(exchange, "aspect", "details")
