"""Steps and situations are found by their names, in any form and among others like them."""

from __future__ import annotations

import pytest

from actions.hearing.names import alike, named_situation, named_steps
from actions.hearing.vocabulary import Heard
from actions.knowledge import Knowledge


def best(known: Knowledge, situation: str, text: str) -> str | None:
    found = known.catalogue.situation(situation)
    assert found is not None
    named = named_steps(Heard.of(text).content("done", "step"), known.plan(found, {}, ()))
    return named[0].step.id if named else None


@pytest.mark.parametrize(
    ("text", "step"),
    [
        ("а за допомогу при народженні до коли?", "birth-payment"),
        ("скільки часу займе реєстрація місця проживання дитини", "register-child-residence"),
        ("де взяти рнокпп для дитини", "child-tax-number"),
        ("how much is the tax number for the child", "child-tax-number"),
        ("а єяслу як оформити", "yeyasla-1-3"),
        ("пакунок малюка", "baby-box-money"),
    ],
)
def test_a_step_is_found_by_what_it_is_called(known: Knowledge, text: str, step: str) -> None:
    assert best(known, "birth-of-child", text) == step


@pytest.mark.parametrize("text", ["скільки коштує кав'ярня", "закордонний паспорт", "як відкрити ФОП"])
def test_what_the_list_does_not_have_is_not_found_in_it(known: Knowledge, text: str) -> None:
    assert best(known, "birth-of-child", text) is None


def test_a_situation_is_found_among_the_open_ones(known: Knowledge) -> None:
    opened = [one for one in known.catalogue.situations if one.id in ("birth-of-child", "lost-documents", "retirement")]
    for text, wanted in (("до дитини", "birth-of-child"), ("паспорта", "lost-documents"), ("пенсії", "retirement")):
        found = named_situation(Heard.of(text).content("back"), opened)
        assert found is not None
        assert found.id == wanted
    assert named_situation(("кава",), opened) is None


def test_short_words_are_only_alike_when_they_are_the_same() -> None:
    assert alike("дім", "дім")
    assert not alike("дім", "дим")
    assert alike("passport", "pasport")
