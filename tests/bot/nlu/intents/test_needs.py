"""Several needs in one message: a second is named only when a part of the message says it alone and surely."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest

from bot.nlu.intents.calibration import CRISIS, Bands, Decision
from bot.nlu.intents.needs import Ranking, Reading, Told, read
from bot.nlu.text.clauses import parts_of

BANDS = Bands(answer=0.8, clarify=0.2, out_of_scope=0.5, dialogue=0.4)
TOPICS = {"народ": "birth", "паспорт": "passport", "розлуч": "divorce", "одруж": "marriage", "дякую": "thanks"}


def rank(text: str) -> Ranking:
    """A model that knows one word for each topic; two topics share the probability."""
    there = [topic for word, topic in TOPICS.items() if word in text.lower()]
    named = ["thanks" if topic == "thanks" else f"situation/{topic}" for topic in there]
    rest = [f"situation/{topic}" for topic in TOPICS.values() if topic not in there and topic != "thanks"]
    sure = 0.9 / len(named) if named else 0.0
    return [*((name, sure) for name in named), *((name, 0.02) for name in rest)]


def likeliest(text: str) -> tuple[str, float]:
    return rank(text)[0]


def reading(text: str, told: Sequence[Told] = ()) -> Reading:
    return read(text, rank(text), BANDS, likeliest, told)


@pytest.mark.parametrize(
    ("text", "first", "needs"),
    [
        ("жінка народила, і ще паспорт загубила", "birth", ["passport"]),
        ("Народили сина. Як поміняти паспорт?", "birth", ["passport"]),
        ("Хочу розлучення. А також треба паспорт. Плюс народили дитину", "divorce", ["passport", "birth"]),
        ("народила і паспорт загубила", None, []),
        ("жінка народила, паспорт у неї є", None, []),
        ("Треба паспорт. Дуже дякую вам", None, []),
        ("паспорт", "passport", []),
    ],
)
def test_what_is_added_or_asked_is_a_need_and_what_is_told_is_not(
    text: str, first: str | None, needs: list[str]
) -> None:
    found = reading(text)

    assert [need.situation for need in found.needs] == needs
    if first is not None:
        assert found.decision is Decision.ANSWER
        assert found.ranking[0][0] == f"situation/{first}"


def test_a_need_carries_the_words_it_was_said_in() -> None:
    (need,) = reading("Жінка народила. А ще як поміняти паспорт?").needs

    assert need.text == "як поміняти паспорт"
    assert need.as_json() == {"situation": "passport", "confidence": 0.9, "text": "як поміняти паспорт"}


def test_a_circumstance_of_the_first_need_is_no_need() -> None:
    text = "Народили сина. Також ми одружені"
    place = text.index("ми одружені")

    assert [need.situation for need in reading(text).needs] == ["marriage"]
    assert reading(text, [("birth", place, len(text))]).needs == ()


def test_probabilities_stay_in_order_when_another_need_leads() -> None:
    shares = [share for _, share in reading("Треба паспорт. А ще хочу розлучення").ranking]

    assert shares == sorted(shares, reverse=True)


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Живу в м. Київ, дитині 2.5 року.", ["Живу в м. Київ, дитині 2.5 року"]),
        ("I lost my ID, and I also married!", ["I lost my ID"]),
        ("", []),
        ("… ?! ;", []),
    ],
)
def test_a_message_is_cut_where_something_new_begins(text: str, parts: list[str]) -> None:
    found = parts_of(text)

    assert [part.text for part in found] == parts
    assert all(text[part.start : part.end] == part.text for part in found)


def test_details_that_follow_the_need_are_not_read() -> None:
    """A long story would take long, and what is neither asked nor added names no need."""
    read_parts: list[str] = []

    def noted(part: str) -> tuple[str, float]:
        read_parts.append(part)
        return likeliest(part)

    text = "Жінка народила. Ми дуже раді. У нього темні очі. Що робити з паспортом?"
    read(text, rank("народила"), BANDS, noted)

    assert read_parts == ["Жінка народила", "Що робити з паспортом"]


ALERT = replace(BANDS, danger=0.2)


@pytest.mark.parametrize(
    ("ranking", "first", "decision", "danger"),
    [
        ([("situation/divorce", 0.5), (CRISIS, 0.3)], CRISIS, Decision.OUT_OF_SCOPE, True),
        ([("thanks", 0.6), (CRISIS, 0.3)], CRISIS, Decision.OUT_OF_SCOPE, True),
        ([("out_of_scope/medical", 0.6), (CRISIS, 0.3)], CRISIS, Decision.OUT_OF_SCOPE, True),
        ([("situation/divorce", 0.82), (CRISIS, 0.2)], "situation/divorce", Decision.ANSWER, True),
        ([("situation/divorce", 0.5), (CRISIS, 0.1)], "situation/divorce", Decision.CLARIFY, False),
    ],
    ids=["unsure", "thanks", "another kind", "sure of a need", "no danger"],
)
def test_a_danger_goes_before_everything_but_a_need_that_is_sure(
    ranking: Ranking, first: str, decision: Decision, danger: bool
) -> None:
    found = read("будь-що", ranking, ALERT, likeliest)

    assert (found.ranking[0][0], found.decision, found.danger) == (first, decision, danger)
