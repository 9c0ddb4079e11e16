"""Circumstances in people's own words, as the real model hears them in a first message."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.understanding import Understanding


@pytest.fixture(scope="module")
def understanding(model: Path) -> Understanding:
    return Understanding(model)


@pytest.mark.parametrize(
    "name", ["посвідчення водія", "пожежна декларація для кафе", "туристичний збір як платити", "кадастровий номер"]
)
def test_the_name_of_a_need_tells_nothing_of_the_person(understanding: Understanding, name: str) -> None:
    """Whoever looks for a fire declaration has none yet, whoever asks how to pay a tax knows nothing of the council."""
    told = understanding.understand(name).circumstances

    assert [value for value in told if not value.startswith(("need=", "which_document="))] == []


def test_a_birth_does_not_tell_where_it_was(understanding: Understanding) -> None:
    assert understanding.understand("жінка народила, ми не розписані").circumstances == ("parents_married=no",)
