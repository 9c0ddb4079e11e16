"""`signpost catalog check` and `graph`, as an editor calls them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from bot.cli.catalog import command
from tests.catalog.content_folder import Content

TODAY = ("--today", "2026-11-25")


@pytest.fixture
def content(tmp_path: Path) -> Content:
    return Content(tmp_path / "content")


def call(*arguments: str | Path) -> Result:
    return CliRunner().invoke(command, [str(argument) for argument in arguments])


def check(content: Content, *arguments: str) -> Result:
    return call("check", "--content", content.folder, *TODAY, *arguments)


def test_sound_content_passes_and_is_counted(content: Content) -> None:
    result = check(content)
    assert result.exit_code == 0
    assert "1 situations, 2 steps, 2 services" in result.stdout
    assert "Steps with source and date: 2 (100 %)" in result.stdout
    assert "The content is sound: 0 error(s), 0 warning(s)." in result.stdout


def test_an_error_is_told_with_reason_and_remedy_and_fails(content: Content) -> None:
    content.change("Попросіть власника про згоду.", "Згода надається власником.")
    result = check(content)
    assert result.exit_code == 1
    assert f"moving-house.yml:{content.line_of('Згода надається')}: error passive" in result.stderr
    assert "fix:   name who acts, with an active verb" in result.stderr
    assert "must not be published: 1 error(s)" in result.stdout


def test_a_warning_passes_unless_strict(content: Content) -> None:
    content.change('checked: "2026-10"', 'checked: "2026-05"')
    assert check(content).exit_code == 0
    assert "source-ageing: 1 warning(s)." in check(content).stdout
    assert check(content, "--strict").exit_code == 1


def test_as_json_it_is_for_programs(content: Content) -> None:
    content.change('checked: "2026-10"', 'checked: "2024-05"')
    told = json.loads(check(content, "--json").stdout)
    assert told["ok"] is True
    assert told["counts"] == {"source-old": 1}
    (finding,) = told["findings"]
    assert (finding["file"], finding["severity"], finding["rule"]) == ("moving-house.yml", "warning", "source-old")
    assert told["texts"]["uk"] == told["texts"]["en"]


def test_content_that_cannot_be_read_is_told_as_json_too(content: Content) -> None:
    content.change("confidence: high", "confidence: hihg")
    result = check(content, "--json")
    assert result.exit_code == 1
    (problem,) = json.loads(result.stdout)["problems"]
    assert problem["allowed"].startswith('did you mean "high"?')


def test_a_situation_is_drawn_into_a_file(content: Content, tmp_path: Path) -> None:
    out = tmp_path / "moving.svg"
    result = call("graph", "moving-house", "--content", content.folder, "--out", out, "--language", "en")
    assert result.exit_code == 0, result.stderr
    assert "Map of the situation: Moving house" in out.read_text(encoding="utf-8")


def test_without_a_file_the_drawing_goes_to_standard_output(content: Content) -> None:
    assert call("graph", "moving-house", "--content", content.folder).stdout.startswith("<svg ")


def test_an_unknown_situation_is_named_with_the_likeliest_one(content: Content) -> None:
    result = call("graph", "moving-hous", "--content", content.folder)
    assert result.exit_code == 2
    assert 'did you mean "moving-house"?' in result.stderr
