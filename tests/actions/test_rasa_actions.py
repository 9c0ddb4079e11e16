"""The acts as Rasa runs them: from its tracker to an exchange, and back to its events."""

from __future__ import annotations

import importlib
import pkgutil
from typing import Any

import pytest
import yaml
from rasa_sdk import Tracker
from rasa_sdk.executor import ActionExecutor, CollectingDispatcher

import actions.acts
from actions import knowledge
from actions.act import Act
from actions.acts import ACTS
from actions.acts.guide import Guide
from actions.acts.steps import ShowList
from actions.acts.ticking import StepDone
from actions.knowledge import Knowledge
from actions.rasa_actions import ACTIONS, STATUS_SLOT
from bot.settings import PROJECT
from channels.conversation import TurnStatus
from channels.plain import as_plain_text
from channels.reply import NoticeKind, Reply
from tests.actions.talking import RULES

BIRTH = "birth-of-child"
DECLARED = yaml.safe_load((PROJECT / "domain.yml").read_text(encoding="utf-8"))
ACTION_OF = {action.name(): action for action in (kind() for kind in ACTIONS)}


def turn(act: type[Act], message: dict[str, Any], **slots: Any) -> tuple[list[Reply], dict[str, Any]]:
    """Runs the act as Rasa does: the replies it uttered, and the slots it set."""
    unset = dict.fromkeys(DECLARED["slots"])
    tracker = Tracker("somebody", {**unset, **slots}, message, [], False, None, {}, "action_listen")
    dispatcher = CollectingDispatcher()
    events = ACTION_OF[act.act_name].run(dispatcher, tracker, {})
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


def test_no_act_is_forgotten() -> None:
    for module in pkgutil.iter_modules(actions.acts.__path__, "actions.acts."):
        importlib.import_module(module.name)
    written = [kind for kind in Act.__subclasses__() if kind.__module__.startswith("actions.acts.")]
    assert sorted(kind.__name__ for kind in ACTS) == sorted(kind.__name__ for kind in written)


def test_rasa_finds_one_action_for_every_act() -> None:
    executor = ActionExecutor()
    executor.register_package("actions")
    assert sorted(executor.actions) == sorted(act.act_name for act in ACTS)


def test_every_rule_names_an_act_and_every_act_has_a_rule() -> None:
    assert set(RULES.values()) == set(ACTION_OF)


def test_the_domain_declares_every_act_and_every_intent_with_a_rule() -> None:
    assert set(DECLARED["actions"]) == set(ACTION_OF)
    assert set(DECLARED["intents"]) == set(RULES)


def test_a_turn_utters_its_replies_and_sets_what_changed() -> None:
    replies, slots = turn(Guide, about(BIRTH))
    assert replies[0].guide is not None
    assert slots["situation"] == BIRTH
    assert slots[STATUS_SLOT] == TurnStatus.ANSWERED.value
    assert set(slots) <= set(DECLARED["slots"])


def test_slots_that_stay_the_same_are_not_written_again() -> None:
    _, first = turn(Guide, about(BIRTH))
    _, second = turn(ShowList, {"text": "/show_list", "intent": {"name": "show_list"}}, **first)
    assert second == {STATUS_SLOT: "answered"}


def test_personal_data_hidden_in_the_message_are_told_of_once() -> None:
    replies, _ = turn(Guide, about(BIRTH, metadata={"hidden": ["phone", "email"]}))
    assert [notice.kind for notice in replies[0].notices].count(NoticeKind.PRIVACY) == 1
    replies, _ = turn(Guide, about(BIRTH))
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
    replies, set_ = turn(Guide, about(BIRTH, text="a baby was born", **message), **slots)
    assert {**slots, **set_}["language"] == expected
    assert replies[0].language == expected
    guide = replies[0].guide
    situation = knowledge.current().catalogue.situation(BIRTH)
    assert guide is not None
    assert situation is not None
    assert guide.title == getattr(situation.title, expected)


def test_a_tick_of_a_step_that_is_gone_does_not_hurt() -> None:
    pressed = {
        "text": '/step_done{"step": "register-birth"}',
        "intent": {"name": "step_done"},
        "entities": [{"entity": "step", "value": "register-birth"}],
    }
    _, slots = turn(StepDone, pressed, situation=BIRTH, done_steps={BIRTH: ["no-such-step"]})
    assert "register-birth" in slots["done_steps"][BIRTH]
