"""What holds for every act, whatever was said and whatever is remembered."""

from __future__ import annotations

import json
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from actions.act import Act, Exchange, Outcome
from actions.knowledge import Knowledge
from actions.said import Said
from actions.state import DialogueState, Expecting
from actions.turn import take_turn
from bot.buttons import INTENTS
from catalog.catalogue import Catalogue
from catalog.conditions import DONT_KNOW
from channels.conversation import TurnStatus
from channels.payload import Payload, tag_of
from channels.plain import as_plain_text
from channels.reply import Reply
from tests.actions.small_catalogue import CATALOGUE, knowledge
from tests.actions.talking import ACTS, RULES, choices_in, one_of, strings_in

#: A placeholder that nobody filled, or a rate that nobody wrote out.
UNFILLED = re.compile(r"\{[^}]*\}")
BEES = knowledge()
ENDS_THE_CONVERSATION = {TurnStatus.FORGOTTEN}

TEXTS = (
    "", "так", "ні", "не знаю", "yes", "готово", "що таке КЕП", "скільки це коштує?", "народилася дитина", "xqzw жщ",
    "ми не одружені, дитина народилася вдома", "прилетіло в дах", "{title} {0} %s", "паспорт довідка субсидія",
    "lost my passport", "do you speak English?", "цнап", "00036", "🏠🔥", "?", "а" * 2000,
)  # fmt: skip
INTENT_NAMES = (
    *sorted(RULES), "ask/cost", "ask/documents", "ask/where", "ask/source", "ask/refused", "ask/explain", "ask/weather",
    "out_of_scope/crisis", "out_of_scope/other_service", "out_of_scope/abuse", "out_of_scope/astrology", "",
)  # fmt: skip


@st.composite
def states(draw: st.DrawFn, catalogue: Catalogue) -> DialogueState:
    """A conversation that may have outlived changes of the catalogue."""
    situation = draw(one_of(catalogue.situations))
    answers = {}
    for circumstance in draw(st.lists(one_of(situation.circumstances), max_size=6)):
        values = [*(value.id for value in circumstance.values), DONT_KNOW, "value-of-old"]
        answers[circumstance.id] = tuple(draw(st.lists(st.sampled_from(values), min_size=1, max_size=2)))
    if draw(st.booleans()):
        answers["circumstance_of_old"] = ("yes",)
    steps = [*(step.id for step in situation.steps), "step-of-old"]
    return DialogueState(
        language=draw(st.sampled_from(["uk", "en"])),
        language_chosen=draw(st.booleans()),
        situation=draw(st.sampled_from([situation.id, situation.id, situation.id, None, "situation-of-old"])),
        answers={situation.id: answers},
        done_steps={situation.id: tuple(draw(st.lists(st.sampled_from(steps), max_size=15, unique=True)))},
        focus_step=draw(st.none() | st.sampled_from(steps)),
        pending_question=draw(st.none() | st.sampled_from([*(one.id for one in situation.circumstances), "of_old"])),
        asked={situation.id: draw(st.integers(0, 4)), "situation-of-old": 0},
        offered=tuple(draw(st.lists(st.sampled_from([f"situation:{situation.id}", "situation:of-old"]), max_size=2))),
        rivals=("situation-of-old", situation.id),
        needs=tuple(draw(st.lists(st.sampled_from([situation.id, "situation-of-old"]), max_size=2, unique=True))),
        former={situation.id: answers},
        expecting=draw(st.none() | st.sampled_from([one.value for one in Expecting])),
    )


@st.composite
def said_of(draw: st.DrawFn, catalogue: Catalogue) -> Said:
    """Something typed or pressed, sensible or not."""
    situation = draw(one_of(catalogue.situations))
    if draw(st.booleans()):
        circumstance = draw(one_of(situation.circumstances))
        value = draw(st.sampled_from([*(one.id for one in circumstance.values), DONT_KNOW, "value-of-old"]))
        values = {
            "situation": [situation.id, "situation-of-old"],
            "circumstance": [circumstance.id, f"{circumstance.id}={value}", "of_old=yes"],
            "step": [draw(one_of(situation.steps)).id, "step-of-old"],
            "aspect": ["documents", "cost", "where", "explain", "weather"],
            "service": [draw(one_of(catalogue.services)).key, "service0old"],
            "language": ["uk", "en"],
            "confirmed": ["confirm", "keep"],
            "location": ["50.45,30.52"],
            "helped": ["yes", "no"],
            "day": ["2026-12-05", "2020-01-01"],
            "event": ["event"],
        }
        intent, entity = draw(st.sampled_from(sorted(INTENTS.values(), key=str)))
        pressed = {entity: draw(st.sampled_from(values[entity]))} if entity and draw(st.booleans()) else {}
        if draw(st.booleans()):
            pressed["about"] = draw(st.sampled_from([situation.id, tag_of(situation.id), "situation-of-old"]))
        return Said(intent=intent, decision="answer", pressed=pressed)
    likely = draw(
        st.lists(st.sampled_from([*(one.id for one in catalogue.situations), "situation-of-old"]), max_size=3)
    )
    told = {situation.circumstances[0].id: (situation.circumstances[0].values[0].id,), "of_old": ("yes",)}
    return Said(
        text=draw(st.sampled_from(TEXTS) | st.text(max_size=30)),
        intent=draw(st.sampled_from([*INTENT_NAMES, *(f"situation/{one}" for one in likely)])),
        decision=draw(st.sampled_from(["answer", "clarify", "search"])),
        situations=tuple((one, draw(st.floats(0, 1))) for one in likely),
        told={situation.id: told} if draw(st.booleans()) else {},
        needs=tuple(likely[1:]),
    )


def leads_somewhere(payload: Payload, catalogue: Catalogue, outcome: Outcome, known: Knowledge) -> bool:
    """Whether what the button is about exists, as the person sees things after this turn."""
    if payload.act == "situation":
        return catalogue.situation(payload.value) is not None
    if payload.act == "service":
        return catalogue.service(payload.value) is not None
    plan = Exchange(Said(), outcome.state, known).plan()
    if payload.act in ("step", "done", "undone"):
        return plan is not None and plan.step(payload.value) is not None
    if payload.act in ("answer", "change"):
        name, _, value = payload.value.partition("=")
        circumstance = plan.situation.circumstance(name) if plan is not None else None
        return circumstance is not None and (not value or value == DONT_KNOW or circumstance.value(value) is not None)
    return True


def check(act: Act, said: Said, state: DialogueState, known: Knowledge) -> None:
    before = json.dumps(state.as_slots(), sort_keys=True)
    outcome = take_turn(act, Exchange(said, state, known))
    assert json.dumps(state.as_slots(), sort_keys=True) == before, "an act must not change what it was given"
    assert outcome.replies
    for reply in outcome.replies:
        assert reply.text.strip()
        assert not [text for text in strings_in(reply.as_json()) if UNFILLED.search(text) and said.text not in text]
        assert Reply.from_json(json.loads(json.dumps(reply.as_json()))) == reply
        assert reply.text in as_plain_text(reply)
    buttons = [choice for reply in outcome.replies for choice in choices_in(reply)]
    assert buttons or outcome.status in ENDS_THE_CONVERSATION, "a dead end"
    for choice in buttons:
        assert choice.title.strip()
        assert leads_somewhere(Payload.parse(choice.payload), known.catalogue, outcome, known), choice
    assert DialogueState.from_slots(json.loads(json.dumps(outcome.state.as_slots()))) == outcome.state


@pytest.mark.parametrize("name", sorted(ACTS))
@given(data=st.data())
@settings(max_examples=20)
def test_over_the_real_catalogue_every_reply_says_something_whole_and_leads_on(
    name: str, known: Knowledge, data: st.DataObject
) -> None:
    state = data.draw(states(known.catalogue))
    check(ACTS[name], data.draw(said_of(known.catalogue)), state, known)


@pytest.mark.parametrize("name", sorted(ACTS))
@given(data=st.data())
@settings(max_examples=20)
def test_over_the_small_catalogue_every_reply_says_something_whole_and_leads_on(name: str, data: st.DataObject) -> None:
    state = data.draw(states(CATALOGUE))
    check(ACTS[name], data.draw(said_of(CATALOGUE)), state, BEES)
