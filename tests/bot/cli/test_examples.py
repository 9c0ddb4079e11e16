"""`signpost examples check` as an editor uses it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from bot.cli import main


def check(*words: object) -> Result:
    return CliRunner().invoke(main, ["examples", "check", *map(str, words)])


@pytest.fixture
def project(tmp_path: Path) -> Path:
    (tmp_path / "nlu_data" / "situations").mkdir(parents=True)
    file = tmp_path / "nlu_data" / "situations" / "marriage.yml"
    file.write_text(
        "nlu:\n- intent: situation/marriage\n  metadata: {language: uk}\n  examples: |\n    - шлюб\n    - Шлюб!\n",
        encoding="utf-8",
    )
    return tmp_path


def test_the_examples_that_ship_need_no_mending() -> None:
    result = check("--json")

    findings = json.loads(result.stdout)["findings"]
    assert [one for one in findings if one["error"]] == []
    assert result.exit_code == 0


def test_a_double_is_told_with_both_places_and_fails(project: Path) -> None:
    result = check("--project", project)

    assert result.exit_code == 1
    double = 'nlu_data/situations/marriage.yml:6: double: "Шлюб!" stands in nlu_data/situations/marriage.yml:5 too'
    assert double in result.output
    assert "2 examples; 300 are the least" in result.output


def test_an_evaluation_line_without_a_text_is_named(project: Path) -> None:
    (project / "nlu_data" / "evaluation").mkdir()
    (project / "nlu_data" / "evaluation" / "set.jsonl").write_text('{"label": "marriage"}\n', encoding="utf-8")

    result = check("--project", project)

    assert result.exit_code == 1
    assert "nlu_data/evaluation/set.jsonl:1" in result.output
