"""`signpost catalog scenarios`, as an editor calls it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from bot.cli.catalog import command
from tests.catalog.content_folder import Content
from tests.catalog.scenarios.conftest import PEOPLE, WRITTEN


@pytest.fixture
def content(tmp_path: Path) -> Content:
    made = Content(tmp_path / "content")
    (made.folder / "scenarios").mkdir()
    (made.folder / PEOPLE).write_text(WRITTEN, encoding="utf-8")
    return made


def scenarios(content: Content, *arguments: str) -> Result:
    return CliRunner().invoke(command, ["scenarios", "--content", str(content.folder), *arguments])


def test_when_all_hold_only_their_number_is_told(content: Content) -> None:
    result = scenarios(content)
    assert (result.exit_code, result.stdout) == (0, "4 people in 1 situation(s): 4 hold, 0 differ.\n")


def test_with_verbose_everybody_is_shown_with_their_list(content: Content) -> None:
    result = scenarios(content, "moving-house", "--verbose")
    assert "holds   Не сказала нічого\n    → (get-consent), register-address" in result.stdout


def test_a_list_that_differs_is_shown_expected_against_found(content: Content) -> None:
    content.change("cost: 50.5", "cost: 70", PEOPLE)
    result = scenarios(content)
    assert result.exit_code == 1
    assert "scenarios/moving-house.yml:4 DIFFERS Ліда винаймає у фірми" in result.stdout
    assert "cost: expected 70; found 50.5" in result.stdout


def test_the_outcome_as_json(content: Content) -> None:
    content.change("next: owns_home", "next: rented_from", PEOPLE)
    result = scenarios(content, "--json")
    found = json.loads(result.stdout)
    assert (result.exit_code, found["ok"], found["people"]) == (1, False, 4)
    assert found["trials"][3]["differences"] == [
        {"field": "next", "expected": "rented_from", "found": "owns_home"}
    ]  # fmt: skip


def test_a_mistake_in_a_file_is_told(content: Content) -> None:
    content.change("rented_from: company", "rented_from: firm", PEOPLE)
    result = scenarios(content)
    assert result.exit_code == 1
    assert 'scenarios/moving-house.yml:5: "rented_from" has no value "firm"' in result.stderr


def test_a_situation_that_does_not_exist_is_refused_with_the_likeliest(content: Content) -> None:
    result = scenarios(content, "moving-huose")
    assert result.exit_code == 2
    assert 'did you mean "moving-house"?' in result.stderr
