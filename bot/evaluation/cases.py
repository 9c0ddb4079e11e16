"""Evaluation messages: one JSON object a line."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

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

    def accepts(self, label: str) -> bool:
        return label == self.label or label in self.also


def read_cases(path: Path) -> list[Case]:
    """All messages of a file. Raises `CaseError` at the first line that is none."""
    return [_case(line, f"{path.name}:{number}") for number, line in _lines(path)]


def _lines(path: Path) -> Iterable[tuple[int, str]]:
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        if line.strip():
            yield number, line


def _case(line: str, place: str) -> Case:
    try:
        data = json.loads(line)
    except json.JSONDecodeError as error:
        raise CaseError(f"{place}: not JSON ({error.msg}); write one object a line") from None
    if not isinstance(data, dict) or not all(isinstance(data.get(field), str) for field in ("text", "label")):
        raise CaseError(f'{place}: "text" and "label" are needed, both as strings')
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
