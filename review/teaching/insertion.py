"""Putting examples into the text of a training file: one line is added, every other byte stays.

The file is never written anew from what a YAML reader makes of it: comments, order and layout are the editors'.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import yaml

from review.teaching.vocabulary import SITUATION_PREFIX, Kind

Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

#: The key of a block, by what it holds.
KEYS: Mapping[Kind, str] = {Kind.EXAMPLE: "intent", Kind.PHRASE: "lookup"}
ITEM = re.compile(r"^- (?:intent|lookup):")
EXAMPLES = re.compile(r"^(\s+)examples:\s*\|")
SITUATIONS = "nlu_data/situations/"


class InsertionError(ValueError):
    """A file is not laid out as expected, so nothing can be added to it safely; says where and why."""


@dataclass(frozen=True)
class Addition:
    """One line for the block of `label`. `language` tells blocks of one intent apart; phrases have none."""

    kind: Kind
    label: str
    language: str
    text: str


@dataclass(frozen=True)
class _Block:
    """Lines `start` to `end` (excluded) of a file. `lines` are the example lines' numbers, `indent` their margin."""

    key: str
    name: str
    language: str
    start: int
    end: int
    lines: tuple[int, ...]
    indent: str


def home_of(addition: Addition, files: Mapping[str, str]) -> str:
    """The file the addition belongs in: that of its situation, else the one which holds the intent already.

    Raises `InsertionError` if no file does.
    """
    name = addition.label.removeprefix(SITUATION_PREFIX)
    if addition.kind is Kind.PHRASE or name != addition.label:
        return f"{SITUATIONS}{name.partition('/')[0]}.yml"
    line = re.compile(rf"^- intent: {re.escape(addition.label)}\s*$", re.MULTILINE)
    found = next((path for path in sorted(files) if line.search(files[path])), None)
    if found is None:
        raise InsertionError(f"no training file holds the intent {addition.label}")
    return found


def insert(text: str, addition: Addition, path: str) -> str:
    """The text of the file with the addition; the very same text if the line is there already.

    `path` is for messages. Raises `InsertionError`; the result is read back, and holds this one line more.
    """
    lines = text.splitlines(keepends=True)
    blocks = list(_blocks(lines, path))
    same = [one for one in blocks if (one.key, one.name) == (KEYS[addition.kind], addition.label)]
    own = [one for one in same if addition.kind is Kind.PHRASE or one.language == addition.language]
    if any(_written(lines[number]) == addition.text for one in own for number in one.lines):
        return text
    if own:
        changed = _into(lines, own[-1], addition)
    else:
        changed = _behind(lines, same[-1] if same else (blocks[-1] if blocks else None), addition)
    _check(text, changed, path)
    return changed


def new_file(addition: Addition) -> str:
    """A training file with nothing but the addition."""
    return insert('version: "3.1"\nnlu:\n', addition, "a new file")


def _into(lines: Sequence[str], block: _Block, addition: Addition) -> str:
    last = block.lines[-1]
    before = [*lines[:last], _ended(lines[last], lines)]
    return "".join([*before, f"{block.indent}- {addition.text}{_newline(lines)}", *lines[last + 1 :]])


def _behind(lines: Sequence[str], block: _Block | None, addition: Addition) -> str:
    """A new block after this one, or at the end of the file."""
    newline = _newline(lines)
    place = block.lines[-1] + 1 if block else len(lines)
    before = [*lines[:place]]
    if before:
        before[-1] = _ended(before[-1], lines)
    apart = block is not None and block.start > 0 and not lines[block.start - 1].strip()
    fresh = [*([""] if apart else []), f"- {KEYS[addition.kind]}: {addition.label}"]
    if addition.kind is Kind.EXAMPLE:
        fresh.append(f"  metadata: {{language: {addition.language}}}")
    fresh += ["  examples: |", f"    - {addition.text}"]
    return "".join([*before, *(line + newline for line in fresh), *lines[place:]])


def _blocks(lines: Sequence[str], path: str) -> Iterator[_Block]:
    starts = [number for number, line in enumerate(lines) if ITEM.match(line)]
    for start in starts:
        end = next(
            (at for at in range(start + 1, len(lines)) if lines[at].strip() and lines[at][0] not in " #\t"), None
        )
        yield _block(lines, start, end if end is not None else len(lines), path)


def _block(lines: Sequence[str], start: int, end: int, path: str) -> _Block:
    try:
        (item,) = yaml.load("".join(lines[start:end]), Loader=Loader)
    except (yaml.YAMLError, ValueError, TypeError):
        raise InsertionError(f"{path}:{start + 1}: this block cannot be read") from None
    opening = next((at for at in range(start, end) if EXAMPLES.match(lines[at])), None)
    if opening is None:
        raise InsertionError(f'{path}:{start + 1}: this block has no "examples: |"')
    margin = len(lines[opening]) - len(lines[opening].lstrip())
    shown = [
        at for at in range(opening + 1, end) if len(lines[at]) - len(lines[at].lstrip()) > margin and lines[at].strip()
    ]
    if not shown:
        raise InsertionError(f"{path}:{start + 1}: this block has no examples yet")
    key = "intent" if "intent" in item else "lookup"
    language = str((item.get("metadata") or {}).get("language") or "")
    indent = lines[shown[-1]][: len(lines[shown[-1]]) - len(lines[shown[-1]].lstrip())]
    return _Block(key, str(item[key]), language, start, end, tuple(shown), indent)


def _check(before: str, after: str, path: str) -> None:
    """The file says what it said before, and one line more."""
    earlier, later = _lines_of(before, path), _lines_of(after, path)
    missing = [one for one in earlier if one not in set(later)]
    if missing or len(later) != len(earlier) + 1:
        raise InsertionError(f"{path}: the line cannot be added without changing the others")


def _lines_of(text: str, path: str) -> list[tuple[str, str, str]]:
    try:
        data: Any = yaml.load(text, Loader=Loader)
    except yaml.YAMLError:
        raise InsertionError(f"{path}: not YAML") from None
    return [
        (str(item.get("intent") or item.get("lookup")), str((item.get("metadata") or {}).get("language")), line)
        for item in (data or {}).get("nlu") or []
        for line in str(item.get("examples") or "").splitlines()
        if line.strip()
    ]


def _written(line: str) -> str:
    return line.strip().removeprefix("-").strip()


def _newline(lines: Sequence[str]) -> str:
    return "\r\n" if lines and lines[0].endswith("\r\n") else "\n"


def _ended(line: str, lines: Sequence[str]) -> str:
    """The line with its end: the last one of a file may have none."""
    return line if line.endswith("\n") else line + _newline(lines)
