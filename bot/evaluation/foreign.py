"""Files of other people's labelled messages, recognised by their shape.

BANKING77: CSV with the columns `text,category`. CLINC150: a JSON object of splits (`train`, `val`, `test`, `oos_train`,
`oos_val`, `oos_test`), each a list of `[text, intent]`; what is marked `oos` is out of scope. Ours: one JSON object a
line with `text` and `label`.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Mapping
from enum import Enum
from pathlib import Path
from typing import Any

from bot.evaluation.cases import OUT_OF_SCOPE, Case, CaseError, read_cases

#: CLINC150's own word for what is out of scope.
CLINC_OUTSIDE = "oos"
TEXT_COLUMNS, LABEL_COLUMNS = ("text", "query", "sentence"), ("category", "label", "intent")


class Part(str, Enum):
    """Which part of a file is wanted; only CLINC150 holds several in one."""

    TRAIN = "train"
    TEST = "test"


CLINC_SPLITS = {Part.TRAIN: ("train", "oos_train"), Part.TEST: ("test", "oos_test")}


def read_foreign(path: Path, part: Part) -> list[Case]:
    """The labelled messages of a file.

    Raises `CaseError` for a shape that is not known, naming file and line, and for a file without messages.
    """
    reader = {".csv": _csv, ".json": _clinc, ".jsonl": _ours}.get(path.suffix.lower())
    if reader is None:
        raise CaseError(
            f"{path.name}: ends in {path.suffix or 'nothing'}; give a .csv (BANKING77), .json (CLINC150) or .jsonl"
        )
    try:
        cases = reader(path, part)
    except UnicodeDecodeError as error:
        raise CaseError(f"{path.name}: not UTF-8 at byte {error.start}") from None
    if not cases:
        raise CaseError(f"{path.name}: no messages")
    return cases


def _ours(path: Path, _part: Part) -> list[Case]:
    return read_cases(path)


def _csv(path: Path, _part: Part) -> list[Case]:
    rows = csv.DictReader(io.StringIO(path.read_text(encoding="utf-8-sig"), newline=""), strict=True)
    columns = list(rows.fieldnames or [])
    text, label = _column(columns, TEXT_COLUMNS, path), _column(columns, LABEL_COLUMNS, path)
    found = []
    try:
        for row in rows:
            place = f"{path.name}:{rows.line_num}"
            if None in row or None in row.values():
                raise CaseError(f"{place}: not {len(columns)} values; put a text with commas in quotes")
            found.append(_case(row[text], row[label], place))
    except csv.Error as error:
        raise CaseError(f"{path.name}:{rows.line_num}: not CSV ({error})") from None
    return found


def _column(columns: Iterable[str], allowed: tuple[str, ...], path: Path) -> str:
    for column in columns:
        if column.strip().lower() in allowed:
            return column
    raise CaseError(
        f"{path.name}:1: the columns are {', '.join(columns) or 'none'}; one must be {' or '.join(allowed)}"
    )


def _clinc(path: Path, part: Part) -> list[Case]:
    text = path.read_text(encoding="utf-8-sig")
    try:
        data = json.loads(text)
    except json.JSONDecodeError as error:
        raise CaseError(f"{path.name}:{error.lineno}: not JSON ({error.msg})") from None
    if not isinstance(data, dict) or part.value not in data:
        found = ", ".join(data) if isinstance(data, dict) else type(data).__name__
        raise CaseError(f'{path.name}: found {found}; CLINC150 is an object with "{part.value}"')
    return [case for split in CLINC_SPLITS[part] if split in data for case in _split(data, split, path)]


def _split(data: Mapping[str, Any], split: str, path: Path) -> Iterable[Case]:
    pairs = data[split]
    if not isinstance(pairs, list):
        raise CaseError(f'{path.name}: "{split}" is not a list')
    for number, pair in enumerate(pairs, start=1):
        place = f'{path.name}: "{split}", item {number}'
        if not (isinstance(pair, list) and len(pair) == 2 and all(isinstance(one, str) for one in pair)):
            raise CaseError(f"{place}: {json.dumps(pair)[:60]}; write [text, intent]")
        yield _case(pair[0], OUT_OF_SCOPE if pair[1] == CLINC_OUTSIDE else pair[1], place)


def _case(text: str, label: str, place: str) -> Case:
    if not text.strip() or not label.strip():
        raise CaseError(f"{place}: text or label is empty")
    return Case(text.strip(), label.strip(), lang="en")
