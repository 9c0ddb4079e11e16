"""The frame around every act: from Rasa's tracker to an exchange, and back to Rasa's events."""

from __future__ import annotations

from typing import Any

import pytest
import yaml
from rasa_sdk import Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions import knowledge
from actions.act import STATUS_SLOT, Act, Exchange, known_answers
from actions.acts.guide import Guide
from actions.acts.steps import ShowList, StepDone
from actions.knowledge import Knowledge
from actions.said import Said
from actions.state import DialogueState
from bot.settings import PROJECT
from channels.conversation import TurnStatus
from channels.plain import as_plain_text
from channels.reply import NoticeKind, Reply
from tests.actions.talking import ACTS, RULES

BIRTH = "birth-of-child"
DECLARED = yaml.safe_load((PROJECT / "domain.yml").read_text(encoding="utf-8"))


def turn(act: Act, message: dict[str, Any], **slots: Any) -> tuple[list[Reply], dict[str, Any]]:
    """Runs the act as Rasa does: the replies it uttered, and the slots it set."""
    unset = dict.fromkeys(DECLARED["slots"])
    tracker = Tracker("somebody", {**unset, **slots}, message, [], False, None, {}, "action_listen")
    dispatcher = CollectingDispatcher()
    events = act.run(dispatcher, tracker, {})
    for uttered in dispatcher.messages:
        assert uttered["text"] == as_plain_text(Reply.from_json(uttered["custom"]))
    assert {event["event"] for event in events} == {"slot"}
    return [Reply.from_json(one["custom"]) for one in dispatcher.messages], {
        one["name"]: one["value"] for one in events
    }


def about(situation: str, text: str = "ось що сталося", **rest: Any) -> dict[str, Any]:
    ranking = [{"intent_response_key": f"situation/{situation}", "confidence": 0.9}]
    return {
        "text": text,
        "intent": {"name": "situation"},
        "response_selector": {"situation": {"response": ranking[0], "ranking": ranking}},
        "decision": "answer",
        **rest,
    }


@pytest.fixture(autouse=True)
def _knowledge(known: Knowledge) -> None:
    knowledge.use(lambda: known)


def test_every_rule_names_an_act_and_every_act_has_a_rule() -> None:
    assert set(RULES.values()) == set(ACTS)


def test_the_domain_declares_every_act_and_every_intent_with_a_rule() -> None:
    assert set(DECLARED["actions"]) == set(ACTS)
    assert set(DECLARED["intents"]) == set(RULES)


def test_a_turn_utters_its_replies_and_sets_what_changed() -> None:
    replies, slots = turn(Guide(), about(BIRTH))
    assert replies[0].guide is not None
    assert slots["situation"] == BIRTH
    assert slots[STATUS_SLOT] == TurnStatus.ANSWERED.value
    assert set(slots) <= set(DECLARED["slots"])


def test_slots_that_stay_the_same_are_not_written_again() -> None:
    _, first = turn(Guide(), about(BIRTH))
    _, second = turn(ShowList(), {"text": "/show_list", "intent": {"name": "show_list"}}, **first)
    assert second == {STATUS_SLOT: "answered"}


def test_personal_data_hidden_in_the_message_are_told_of_once() -> None:
    replies, _ = turn(Guide(), about(BIRTH, metadata={"hidden": ["phone", "email"]}))
    assert [notice.kind for notice in replies[0].notices].count(NoticeKind.PRIVACY) == 1
    replies, _ = turn(Guide(), about(BIRTH))
    assert NoticeKind.PRIVACY not in [notice.kind for notice in replies[0].notices]


ENGLISH = {"code": "en", "confidence": 0.95}


@pytest.mark.parametrize(
    ("message", "slots", "expected"),
    [
        pytest.param({"language": ENGLISH}, {}, "en", id="as just written"),
        pytest.param({"language": ENGLISH}, {"language": "uk", "language_chosen": True}, "uk", id="as chosen"),
        pytest.param({"metadata": {"language": "en"}}, {}, "en", id="as the channel knows"),
        pytest.param({"metadata": {"language": "en"}}, {"language": "uk"}, "uk", id="as shown before"),
        pytest.param({"metadata": {"language": "pl"}}, {}, "uk", id="ukrainian for others"),
        pytest.param({}, {}, "uk", id="ukrainian for strangers"),
    ],
)
def test_the_language_to_answer_in(message: dict[str, Any], slots: dict[str, Any], expected: str) -> None:
    replies, set_ = turn(Guide(), about(BIRTH, text="a baby was born", **message), **slots)
    assert {**slots, **set_}["language"] == expected
    assert replies[0].language == expected
    guide = replies[0].guide
    situation = knowledge.current().catalogue.situation(BIRTH)
    assert guide is not None
    assert situation is not None
    assert guide.title == getattr(situation.title, expected)


def test_an_exchange_has_no_plan_without_a_situation_or_with_one_that_is_gone(known: Knowledge) -> None:
    assert Exchange(Said(), DialogueState(), known).plan() is None
    assert Exchange(Said(), DialogueState(situation="gone"), known).plan() is None


def test_a_plan_leaves_out_answers_that_the_catalogue_no_longer_has(known: Knowledge) -> None:
    given = {"parents_married": ("no", "perhaps"), "moon_phase": ("full",), "place_of_birth": ("on_the_moon",)}
    state = DialogueState(situation=BIRTH, answers={BIRTH: given}, done_steps={BIRTH: ("no-such-step",)})
    plan = Exchange(Said(), state, known).plan()
    assert plan is not None
    assert plan.answers == {"parents_married": ("no",)}


def test_i_do_not_know_stays_an_answer_as_long_as_its_question_exists(known: Knowledge) -> None:
    situation = known.catalogue.situation(BIRTH)
    assert situation is not None
    told = {"parents_married": ("unknown",), "moon_phase": ("unknown",)}
    assert known_answers(situation, told) == {"parents_married": ("unknown",)}


def test_a_tick_of_a_step_that_is_gone_does_not_hurt() -> None:
    pressed = {
        "text": '/step_done{"step": "register-birth"}',
        "intent": {"name": "step_done"},
        "entities": [{"entity": "step", "value": "register-birth"}],
    }
    _, slots = turn(StepDone(), pressed, situation=BIRTH, done_steps={BIRTH: ["no-such-step"]})
    assert "register-birth" in slots["done_steps"][BIRTH]
