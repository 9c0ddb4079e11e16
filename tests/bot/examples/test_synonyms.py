"""A word of the thesaurus belongs to one group; the thesaurus that ships is sound."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.examples.check import Kind
from bot.examples.synonyms import check_synonyms, read_synonyms
from bot.settings import PROJECT

HEAD = 'version: "3.1"\nnlu:\n'


@pytest.fixture
def project(tmp_path: Path) -> Path:
    (tmp_path / "nlu_data" / "thesaurus").mkdir(parents=True)
    return tmp_path


def group(name: str, *words: str) -> str:
    return f"  - synonym: {name}\n    examples: |\n" + "".join(f"      - {word}\n" for word in words)


def found(project: Path, content: str) -> list[tuple[Kind, str]]:
    (project / "nlu_data" / "thesaurus" / "words.yml").write_text(HEAD + content, encoding="utf-8")
    return [(one.kind, one.place) for one in check_synonyms(read_synonyms(project))]


def test_a_word_knows_its_group_and_its_line(project: Path) -> None:
    found(project, group("авто", "тачка"))

    assert [(one.word, one.group, one.place) for one in read_synonyms(project)] == [
        ("авто", "авто", "nlu_data/thesaurus/words.yml:3"),
        ("тачка", "авто", "nlu_data/thesaurus/words.yml:5"),
    ]


@pytest.mark.parametrize(
    ("content", "finding"),
    [
        (group("авто", "тачка") + group("візок", "тачка"), (Kind.CONTRADICTION, 8)),
        (group("авто", "тачка", "ТАЧКА"), (Kind.DOUBLE, 6)),
        (group("авто", "легкова машина"), (Kind.WORDS, 5)),
        (group("авто"), (Kind.THIN, 3)),
    ],
)
def test_what_is_wrong_is_told_with_its_line(project: Path, content: str, finding: tuple[Kind, int]) -> None:
    kind, line = finding

    assert found(project, content) == [(kind, f"nlu_data/thesaurus/words.yml:{line}")]


def test_the_thesaurus_that_ships_is_sound() -> None:
    synonyms = read_synonyms(PROJECT)

    assert len({one.group for one in synonyms}) > 1_000
    assert list(check_synonyms(synonyms)) == []
