"""What the person said, read from Rasa's latest message."""

from __future__ import annotations

from typing import Any

import pytest

from actions.said import Said
from bot.buttons import as_rasa_message
from channels.payload import Payload


def typed(text: str, **parsed: Any) -> Said:
    return Said.from_message({"text": text, "intent": {"name": "greet", "confidence": 0.9}, **parsed})


def of_situation(*ranking: tuple[str, float]) -> dict[str, Any]:
    """The part of Rasa's answer that ranks the situations."""
    ranked = [{"intent_response_key": f"situation/{name}", "confidence": share} for name, share in ranking]
    first = ranked[0]["intent_response_key"] if ranked else None
    return {"situation": {"response": {"intent_response_key": first}, "ranking": ranked}}


def test_the_full_name_of_a_retrieval_intent_counts() -> None:
    said = typed(
        "скільки коштує",
        intent={"name": "ask"},
        response_selector={"ask": {"response": {"intent_response_key": "ask/cost"}}},
    )
    assert said.intent == "ask/cost"


def test_the_situations_come_ranked_with_their_probability() -> None:
    said = typed(
        "прилетіло в дах",
        intent={"name": "situation"},
        response_selector=of_situation(("damaged-home", 0.7), ("lost-documents", 0.1)),
    )
    assert said.intent == "situation/damaged-home"
    assert said.situations == (("damaged-home", 0.7), ("lost-documents", 0.1))


def test_circumstances_told_in_passing_are_kept_by_situation() -> None:
    def entity(group: str, value: str) -> dict[str, str]:
        return {"entity": "circumstance", "group": group, "value": value}

    said = typed(
        "ми не розписані, народила вдома",
        entities=[
            entity("birth-of-child", "parents_married=no"),
            entity("birth-of-child", "place_of_birth=home"),
            entity("open-shop", "goods=food"),
            entity("open-shop", "goods=alcohol"),
        ],
    )
    assert said.told_about("birth-of-child") == {"parents_married": ("no",), "place_of_birth": ("home",)}
    assert said.told_about("open-shop") == {"goods": ("food", "alcohol")}
    assert said.told_about("marriage") == said.told_about(None) == {}
    assert said.pressed == {}


def test_a_pressed_button_carries_its_value_and_no_text() -> None:
    said = Said.from_message(
        {
            "text": as_rasa_message(Payload("step", "register-birth")),
            "intent": {"name": "open_step"},
            "entities": [{"entity": "step", "value": "register-birth"}],
            "language": {"code": "en", "confidence": 1.0},
        }
    )
    assert (said.text, said.intent, said.pressed) == ("", "open_step", {"step": "register-birth"})
    assert said.language is None, "a button's code says nothing about the person's language"
    assert said.decision == "answer"


def test_a_typed_message_without_a_decision_is_searched_for() -> None:
    assert typed("абракадабра").decision == "search"


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("we lost our passports", {"code": "en", "confidence": 0.95}, "en"),
        ("у нас украли паспорта", {"code": "ru", "confidence": 0.95}, "uk"),
        ("вкрали паспорт", {"code": "uk", "confidence": 0.95}, "uk"),
        ("vkraly pasport", {"code": "en", "confidence": 0.95, "transliterated": True}, "uk"),
        ("ok", {"code": "en", "confidence": 0.99}, None),
        ("passport paper stamp", {"code": "en", "confidence": 0.4}, None),
        ("вкрали паспорт", None, None),
    ],
)
def test_the_language_is_followed_only_when_the_message_shows_one(
    text: str, language: dict[str, Any] | None, expected: str | None
) -> None:
    assert typed(text, language=language).language == expected


def test_what_the_channel_knows_comes_with_the_message() -> None:
    said = typed("привіт", metadata={"language": "en", "hidden": ["phone"]})
    assert (said.channel_language, said.hidden) == ("en", ("phone",))


@pytest.mark.parametrize(("text", "short"), [("так, одружені", True), ("ну ми не одружені, але разом живемо", False)])
def test_an_answer_is_short_and_a_story_is_not(text: str, short: bool) -> None:
    assert typed(text).is_short is short


def test_a_message_of_nothing_is_no_crash() -> None:
    assert Said.from_message({}) == Said()
