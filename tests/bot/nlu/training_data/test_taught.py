"""What the training data teach about circumstances: phrases, answers, marked messages."""

from __future__ import annotations

from pathlib import Path

import pytest
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.nlu.circumstances.told import MarkedMessage, Saying
from bot.nlu.training_data.example import Example
from bot.nlu.training_data.importer import NAMES_NEED, read_examples
from bot.nlu.training_data.taught import answers_in, marked_messages, names_of_needs, phrases_in, sayings_in

FILE = """version: "3.1"
nlu:
- lookup: birth/married=no
  examples: |
    - не розписані
    - @child 1..3w
- lookup: answers/birth/married=no
  examples: |
    - живемо так, без загсу
- intent: situation/birth
  metadata: {language: uk, all_marked: true}
  examples: |
    - Народила, [ми без штампа]{"entity": "circumstance", "value": "married=no alone=no"}, що далі
    - Народила, що далі
- intent: situation/birth
  metadata: {language: uk}
  examples: |
    - народила, не розписані
"""


@pytest.fixture
def taught(tmp_path: Path) -> TrainingData:
    file = tmp_path / "birth.yml"
    file.write_text(FILE, encoding="utf-8")
    return read_examples(file, "uk")


def test_phrases_and_answers_are_told_apart(taught: TrainingData) -> None:
    assert phrases_in(taught) == [("birth/married=no", "не розписані"), ("birth/married=no", "@child 1..3w")]
    assert answers_in(taught) == [Saying("birth", "married=no", "живемо так, без загсу")]


def test_only_blocks_said_to_be_marked_throughout_are_marked_messages(taught: TrainingData) -> None:
    piece = "ми без штампа"
    assert marked_messages(taught) == [
        MarkedMessage(
            "Народила, ми без штампа, що далі",
            "birth",
            (Saying("birth", "married=no", piece), Saying("birth", "alone=no", piece)),
            marks=((10, 23),),
        ),
        MarkedMessage("Народила, що далі", "birth"),
    ]


def test_sayings_are_all_of_them_but_ranges_of_numbers(taught: TrainingData) -> None:
    assert {saying.text for saying in sayings_in(taught)} == {"не розписані", "живемо так, без загсу", "ми без штампа"}


def test_what_the_catalogue_calls_a_need_tells_nothing_of_the_person() -> None:
    named = Example.build("пожежна декларація", "situation/cafe", intent_metadata={"weight": 0.5, NAMES_NEED: True})
    said = Example.build("відкриваю кав'ярню", "situation/cafe")

    assert names_of_needs(TrainingData([named, said])) == [MarkedMessage("пожежна декларація", "cafe")]
