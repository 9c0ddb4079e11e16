"""Adding a line to a training file: the rest of it stays byte for byte."""

from __future__ import annotations

from difflib import ndiff
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from bot.nlu.training_data.importer import read_examples
from bot.settings import PROJECT
from review.teaching.fitness import one_line
from review.teaching.insertion import Addition, InsertionError, home_of, insert, new_file
from review.teaching.vocabulary import Kind
from tests.review.teaching.conftest import DIALOGUE, MOVE


def example(text: str, language: str = "uk", label: str = "situation/move") -> Addition:
    return Addition(Kind.EXAMPLE, label, language, text)


def added(before: str, after: str) -> list[str]:
    """The lines that came in. Fails if any went."""
    changes = [
        line for line in ndiff(before.splitlines(keepends=True), after.splitlines(keepends=True)) if line[0] != " "
    ]
    assert not [line for line in changes if line.startswith("-")]
    return [line[2:] for line in changes if line.startswith("+")]


def test_an_example_goes_to_the_end_of_the_block_of_its_language() -> None:
    after = insert(MOVE, example("we relocate", "en"), "move.yml")

    assert added(MOVE, after) == ["    - we relocate\n"]
    assert "    - I am moving house\n    - we relocate\n- lookup" in after


def test_a_phrase_goes_to_its_lookup() -> None:
    after = insert(MOVE, Addition(Kind.PHRASE, "move/family=yes", "", "усією сім'єю"), "move.yml")

    assert added(MOVE, after) == ["    - усією сім'єю\n"]
    assert "    - з родиною\n    - усією сім'єю\nresponses:" in after


def test_a_language_or_lookup_that_is_not_there_yet_gets_a_block_of_its_own() -> None:
    russian = insert(MOVE, example("переезжаю", "ru"), "move.yml")
    lookup = insert(MOVE, Addition(Kind.PHRASE, "move/family=no", "", "сам-один"), "move.yml")

    blocks = yaml.safe_load(russian)["nlu"]
    assert blocks[2] == {"intent": "situation/move", "metadata": {"language": "ru"}, "examples": "- переезжаю\n"}
    assert added(MOVE, lookup) == ["- lookup: move/family=no\n", "  examples: |\n", "    - сам-один\n"]


def test_what_is_there_already_changes_nothing() -> None:
    once = insert(MOVE, example("новий приклад"), "move.yml")

    assert insert(once, example("новий приклад"), "move.yml") == once
    assert insert(MOVE, example("куди прописатися"), "move.yml") == MOVE


@pytest.mark.parametrize(
    "text", ["кома: і двокрапка", "# ґратка", "'лапки' \"двоє\"", "- риска - усередині", "так | ні", "%!&*"]
)
def test_signs_that_mean_something_in_yaml_stay_words(text: str, tmp_path: Path) -> None:
    file = tmp_path / "move.yml"
    file.write_text(insert(MOVE, example(one_line(text)), "move.yml"), encoding="utf-8")

    assert one_line(text) in [one.get("text") for one in read_examples(file, "uk").training_examples]


@given(st.text(max_size=60))
def test_whatever_is_written_comes_in_as_one_line_or_not_at_all(text: str) -> None:
    line = one_line(text)
    if not line or any(sign in line for sign in "[]{}"):
        return
    lines = yaml.safe_load(insert(MOVE, example(line), "move.yml"))["nlu"][0]["examples"].splitlines()

    assert line in {one.removeprefix("- ").strip() for one in lines}
    assert len(lines) in (2, 3)


@pytest.mark.parametrize("before", [MOVE.rstrip("\n"), MOVE.replace("\n", "\r\n"), DIALOGUE.rstrip("\n")])
def test_line_ends_stay_what_they_are(before: str) -> None:
    label = "situation/move" if "move" in before else "out_of_scope/weather"

    after = insert(before, example("ще одне", label=label), "file.yml")

    assert after.replace("\r\n    - ще одне\r\n", "\r\n").replace("\n    - ще одне\n", "\n").rstrip() == before.rstrip()
    assert ("\r\n" in after) == ("\r\n" in before)


def test_every_file_of_the_project_takes_an_example() -> None:
    for path in sorted((PROJECT / "nlu_data" / "situations").glob("*.yml"))[:5]:
        before = path.read_bytes().decode()

        after = insert(before, example("зовсім новий рядок", label=f"situation/{path.stem}"), path.name)

        assert added(before, after) == ["    - зовсім новий рядок\n"]


def test_a_file_that_is_laid_out_otherwise_is_named_and_left_alone() -> None:
    with pytest.raises(InsertionError, match=r'move.yml:3: this block has no "examples: \|"'):
        insert('version: "3.1"\nnlu:\n- intent: situation/move\n  examples: [one]\n', example("два"), "move.yml")


def test_each_addition_finds_its_file() -> None:
    files = {"nlu_data/dialogue.yml": DIALOGUE, "nlu_data/situations/move.yml": MOVE}

    assert home_of(example("x"), files) == "nlu_data/situations/move.yml"
    assert home_of(Addition(Kind.PHRASE, "move/family=yes", "", "x"), files) == "nlu_data/situations/move.yml"
    assert home_of(example("x", label="greet"), files) == "nlu_data/dialogue.yml"
    with pytest.raises(InsertionError, match="holds the intent nowhere"):
        home_of(example("x", label="nowhere"), files)


def test_a_situation_without_a_file_gets_one() -> None:
    assert yaml.safe_load(new_file(example("перше"))) == {
        "version": "3.1",
        "nlu": [{"intent": "situation/move", "metadata": {"language": "uk"}, "examples": "- перше\n"}],
    }
