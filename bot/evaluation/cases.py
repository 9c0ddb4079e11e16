"""Evaluation messages: one JSON object a line."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

OUT_OF_SCOPE = "out-of-scope"


class CaseError(ValueError):
    """A line is no evaluation message; says which line, what was found and what is allowed."""


@dataclass(frozen=True)
class Case:
    """A message with its label: a situation id or `out-of-scope`. `also` holds labels a person would accept as well."""

    text: str
    label: str
    lang: str = "unknown"
    style: str = "unknown"
    also: tuple[str, ...] = ()
    kind: str | None = None

    @property
    def is_need(self) -> bool:
        return self.label != OUT_OF_SCOPE

    def accepts(self, label: str) -> bool:
        return label == self.label or label in self.also

    def as_json(self) -> dict[str, Any]:
        return {**asdict(self), "also": list(self.also)}


def read_cases(path: Path) -> list[Case]:
    """All messages of a file. Raises `CaseError` at the first line that is none."""
    text = path.read_text(encoding="utf-8-sig")
    return [case_of(data, place) for place, data in objects_of(text, path.name)]


def case_of(data: Mapping[str, Any], place: str) -> Case:
    """The message in an object of a file. Raises `CaseError`, naming the place, if it is none."""
    if not all(isinstance(data.get(field), str) for field in ("text", "label")):
        raise CaseError(f'{place}: "text" and "label" are needed, both as strings')
    if not data["text"].strip() or not data["label"].strip():
        raise CaseError(f'{place}: "text" or "label" is empty')
    also = data.get("also", [])
    if not isinstance(also, list):
        raise CaseError(f'{place}: "also" is not a list of labels')
    return Case(
        text=data["text"],
        label=data["label"],
        lang=str(data.get("lang", "unknown")),
        style=str(data.get("style", "unknown")),
        also=tuple(str(label) for label in also),
        kind=data.get("kind"),
    )


def objects_of(text: str, name: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """The objects in the text of a file called `name`, one a line, each with its place.

    Raises `CaseError` at the first line that is none.
    """
    # Not splitlines(): a message may hold a line separator that ends no line of the file.
    for number, line in enumerate(text.split("\n"), start=1):
        if not line.strip():
            continue
        place = f"{name}:{number}"
        try:
            data = json.loads(line)
        except json.JSONDecodeError as error:
            raise CaseError(f"{place}: not JSON ({error.msg}); write one object a line") from None
        if not isinstance(data, dict):
            raise CaseError(f'{place}: not an object; write {{"text": …, "label": …}}')
        yield place, data
