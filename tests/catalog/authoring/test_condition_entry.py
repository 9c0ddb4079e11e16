"""Conditions as an editor writes them."""

from __future__ import annotations

from pathlib import Path

import pytest

from catalog.authoring.condition_entry import read_condition
from catalog.authoring.files import open_file
from catalog.authoring.problems import Problem
from catalog.conditions import ALWAYS, All, Any, Condition, Not
from tests.catalog.small import answered

KNOWN = {"married": ["yes", "no"], "place": ["home", "hospital", "abroad"]}

HOME = answered("place", "home")
UNMARRIED = answered("married", "no")


@pytest.fixture
def problems() -> list[Problem]:
    return []


def read(folder: Path, written: str, problems: list[Problem]) -> Condition:
    path = folder / "page.yml"
    path.write_text(f"id: a\n{written}\n", encoding="utf-8")
    entry = open_file(path, problems)
    assert entry is not None
    return read_condition(entry, "when", KNOWN)


@pytest.mark.parametrize(
    ("written", "condition"),
    [
        ("", ALWAYS),
        ("when: always", ALWAYS),
        ("when: {place: [home]}", HOME),
        ("when: {place: home}", HOME),
        ("when: {place: [home, abroad]}", answered("place", "home", "abroad")),
        ('when: {place: [home], married: ["no"]}', All((HOME, UNMARRIED))),
        ("when: {not: {place: [home]}}", Not(HOME)),
        ('when: {any: [{place: [home]}, {married: ["no"]}]}', Any((HOME, UNMARRIED))),
        ('when: {all: [{place: [home]}, {married: ["no"]}]}', All((HOME, UNMARRIED))),
        ('when: {not: {place: [home], married: ["no"]}}', Not(All((HOME, UNMARRIED)))),
        ('when: {any: [{place: [home]}, {not: {married: ["no"]}}]}', Any((HOME, Not(UNMARRIED)))),
    ],
)
def test_a_condition_is_read_as_it_is_written(
    tmp_path: Path, problems: list[Problem], written: str, condition: Condition
) -> None:
    assert read(tmp_path, written, problems) == condition
    assert problems == []


def test_alternatives_stand_beside_what_must_hold_as_well(tmp_path: Path, problems: list[Problem]) -> None:
    found = read(tmp_path, 'when: {married: ["no"], any: [{place: [home]}, {place: [abroad]}]}', problems)
    assert found == All((Any((HOME, answered("place", "abroad"))), UNMARRIED))
    assert problems == []


@pytest.mark.parametrize(
    ("written", "found", "allowed"),
    [
        (
            "when: {maried: [no_answer]}",
            'no circumstance is called "maried"',
            'did you mean "married"? Allowed: married, place',
        ),
        (
            "when: {place: [hospitl]}",
            '"place" has no value "hospitl"',
            'did you mean "hospital"? Allowed: abroad, home, hospital',
        ),
        (
            "when: {not: {any: [{place: [moon]}]}}",
            '"place" has no value "moon"',
            "Allowed: abroad, home, hospital",
        ),
        ("when: {place: [unknown]}", '"place" has no value "unknown"', "Allowed: abroad, home, hospital"),
        ("when: {place: []}", '"place" has no values here', "Allowed: abroad, home, hospital"),
        ("when: {any: []}", '"any" is an empty list', "write at least one item"),
        ("when: sometimes", '"sometimes" is not allowed for "when"', "Allowed: always"),
        ("when: {married: no}", 'bare no in "married" means true or false to YAML', 'quote it: "no"'),
        ("when: [{place: [home]}, {place: [abroad]}]", 'an item of "when" is a list', "write a mapping: `name: value`"),
    ],
)
def test_what_an_editor_may_get_wrong_is_told_with_what_is_allowed(
    tmp_path: Path, problems: list[Problem], written: str, found: str, allowed: str
) -> None:
    read(tmp_path, written, problems)
    assert [(str(one.place), one.found, one.allowed) for one in problems] == [("page.yml:2", found, allowed)]
