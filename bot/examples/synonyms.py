"""What is wrong with the thesaurus: a word in two groups, a group of one word, what is no single word."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from bot.examples.check import Finding, Kind
from bot.examples.reading import blocks_of, lines_of
from catalog import spelling

#: Where the groups of words stand, below the project.
FILES = "nlu_data/thesaurus/*.yml"


@dataclass(frozen=True)
class Synonym:
    """A word and the group it belongs to."""

    word: str
    group: str
    place: str


def read_synonyms(project: Path) -> list[Synonym]:
    """All words of the thesaurus; a group's name belongs to it. Raises `ExamplesError` for a file that is not YAML."""
    return [one for path in sorted(project.glob(FILES)) for one in _synonyms_of(path, project)]


def check_synonyms(synonyms: list[Synonym]) -> Iterator[Finding]:
    """All findings, in the order of the words."""
    first_of: dict[str, Synonym] = {}
    sizes: dict[str, int] = {}
    for one in synonyms:
        sizes[one.group] = sizes.get(one.group, 0) + 1
        if len(spelling.words(one.word)) != 1:
            yield Finding(Kind.WORDS, one.place, f'"{one.word}" is not one word in one alphabet')
        earlier = first_of.setdefault(spelling.normalise(one.word), one)
        if earlier is not one:
            same = f'"{one.word}" stands in {earlier.place} too'
            kind = Kind.DOUBLE if earlier.group == one.group else Kind.CONTRADICTION
            yield Finding(kind, one.place, same if kind is Kind.DOUBLE else f"{same}, as {earlier.group}")
    for one in synonyms:
        if sizes[one.group] == 1:
            yield Finding(Kind.THIN, one.place, f'the group "{one.group}" has no other word')


def _synonyms_of(path: Path, project: Path) -> Iterator[Synonym]:
    name = path.relative_to(project).as_posix()
    for block in blocks_of(path, name):
        group, examples = block.get("synonym"), block.get("examples")
        if group is None or examples is None:
            continue
        yield Synonym(group.value, group.value, f"{name}:{group.start_mark.line + 1}")
        for line, word in lines_of(examples):
            yield Synonym(word, group.value, f"{name}:{line}")
