"""The examples there are: found by likeness, read again when a file changed."""

from __future__ import annotations

from pathlib import Path

from bot.candidates.present import PresentExamples

FILE = """version: "3.1"
nlu:
- intent: greet
  metadata: {language: uk}
  examples: |
    - добрий день
    - Добрий вечір!
- intent: situation/move
  metadata: {language: uk}
  examples: |
    - переїжджаю
"""


def test_the_likest_come_first_whatever_their_case_and_signs(tmp_path: Path) -> None:
    (tmp_path / "nlu_data" / "evaluation").mkdir(parents=True)
    (tmp_path / "nlu_data" / "dialogue.yml").write_text(FILE, encoding="utf-8")
    (tmp_path / "nlu_data" / "evaluation" / "a.jsonl").write_text('{"text": "Таємне?"}\n', encoding="utf-8")
    present = PresentExamples(tmp_path)

    sight = present.look("ДОБРИЙ ВЕЧІР")

    assert [(one.text, one.place) for one in sight.alike] == [
        ("Добрий вечір!", "nlu_data/dialogue.yml:7"),
        ("добрий день", "nlu_data/dialogue.yml:6"),
    ]
    assert sight.alike[0].likeness == 100 > sight.alike[1].likeness
    assert present.look("таємне").in_evaluation
    assert present.intents() == ("greet", "situation/move")


def test_a_changed_file_is_read_again(tmp_path: Path) -> None:
    (tmp_path / "nlu_data").mkdir()
    file = tmp_path / "nlu_data" / "dialogue.yml"
    file.write_text(FILE, encoding="utf-8")
    present = PresentExamples(tmp_path)
    assert present.look("на все добре").alike == ()

    file.write_text(FILE + "    - на все добре\n", encoding="utf-8")

    assert present.look("на все добре").alike[0].label == "situation/move"
