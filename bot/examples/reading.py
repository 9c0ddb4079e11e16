"""The examples as they are written, with their place: file and line."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import yaml

from bot.nlu.text.words import folded
from bot.nlu.training_data.marks import MARKED
from catalog import spelling

Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

#: Where examples live, below the project.
FILES = ("nlu_data/*.yml", "nlu_data/situations/*.yml", "nlu_data/told/*.yml")
#: The messages that no model may learn from, as JSON lines with a `text`.
EVALUATION = "nlu_data/evaluation/*.jsonl"


class ExamplesError(ValueError):
    """A file of examples cannot be read; says where and why."""


@dataclass(frozen=True)
class Example:
    """`intent` is the full name (`situation/marriage`); `language` as the block's metadata has it, "" without."""

    text: str
    intent: str
    language: str
    file: str
    line: int

    @property
    def place(self) -> str:
        return f"{self.file}:{self.line}"

    @cached_property
    def key(self) -> str:
        """The text without case, punctuation and what spelling alone makes different."""
        return key_of(self.text)


def key_of(text: str) -> str:
    """What is left of a text when case, punctuation and spelling variants are set aside.

    >>> key_of("Де взяти свідоцтво?") == key_of("де взяти СВИДОЦТВО…")
    True
    """
    return folded(" ".join(spelling.words(text))) or text  # signs alone ("👍") stay what they are


def read_examples(project: Path) -> list[Example]:
    """All examples of the project, file after file in order of their names. Raises `ExamplesError`."""
    paths = [path for pattern in FILES for path in sorted(project.glob(pattern))]
    return [example for path in paths for example in examples_of(path, project)]


def evaluation_texts(project: Path) -> list[str]:
    """The texts of all evaluation messages. Raises `ExamplesError` for a line that has none."""
    return [
        _text(line, f"{path.relative_to(project).as_posix()}:{number}")
        for path in sorted(project.glob(EVALUATION))
        for number, line in enumerate(path.read_text(encoding="utf-8").split("\n"), start=1)
        if line.strip()
    ]


def _text(line: str, place: str) -> str:
    try:
        return str(json.loads(line)["text"])
    except (ValueError, TypeError, KeyError):
        raise ExamplesError(f'{place}: not an object with a "text"') from None


def examples_of(path: Path, project: Path) -> Iterator[Example]:
    """The examples of one file. Blocks that are no intent (lookups, synonyms) hold none."""
    name = path.relative_to(project).as_posix()
    for block in blocks_of(path, name):
        intent, examples = block.get("intent"), block.get("examples")
        if intent is None or examples is None:
            continue
        language = _fields(block.get("metadata")).get("language")
        for line, text in lines_of(examples):
            yield Example(MARKED.sub(r"\g<piece>", text), intent.value, language.value if language else "", name, line)


def blocks_of(path: Path, name: str) -> Iterator[dict[str, Any]]:
    """The blocks under `nlu`: each the YAML nodes of its fields. Raises `ExamplesError`, with the file's `name`."""
    try:
        root = yaml.compose(path.read_text(encoding="utf-8"), Loader=Loader)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise ExamplesError(f"{name}:{line}: not YAML ({error.problem})") from None
    blocks = _fields(root).get("nlu")
    yield from map(_fields, blocks.value if blocks is not None else ())


def lines_of(examples: yaml.ScalarNode) -> Iterator[tuple[int, str]]:
    """The entries of a block's list with the lines they stand in."""
    # A literal block (`|`) begins in the line after its mark.
    for line, written in enumerate(examples.value.split("\n"), start=examples.start_mark.line + 2):
        text = written.strip().removeprefix("-").strip()
        if text:
            yield line, text


def _fields(node: Any) -> dict[str, Any]:
    """The nodes of a mapping's fields by their names; none if it is no mapping."""
    return {key.value: value for key, value in node.value} if isinstance(node, yaml.MappingNode) else {}
