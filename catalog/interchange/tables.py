"""The catalogue as tables (CSV), one for each kind of thing, in a folder or one zip file.

Texts stand as authored: `{minimum_wage * 1.5}` is the sum that follows from `rate.csv` and `value.csv`. Lists and
conditions are JSON in their cell. Rows keep the order of the catalogue.
"""

from __future__ import annotations

import csv
import io
import json
import zipfile
from collections.abc import Mapping
from typing import Any

from catalog.catalogue import Catalogue
from catalog.interchange.describe import ROOT, child_path, condition_text
from catalog.interchange.edition import EDITION, Edition
from catalog.interchange.fields import Field, Kind, Record
from catalog.interchange.layout import HEAD, HEAD_COLUMNS, Column, columns, tables
from catalog.interchange.schema import CATALOGUE
from catalog.interchange.vocabulary import LICENCE
from catalog.text import Text

#: Lets a spreadsheet see that the text is UTF-8.
ENCODING = "utf-8-sig"
#: Every entry of the zip file bears this day: the same catalogue is the same bytes.
_ENTRY_DAY = (1980, 1, 1, 0, 0, 0)


def write(catalogue: Catalogue, edition: Edition) -> dict[str, bytes]:
    """The files by name, each with its header even where it has no rows."""
    rows: dict[str, list[list[str]]] = {}
    _collect(rows, CATALOGUE, catalogue, ROOT, top=True)
    head_columns = columns(CATALOGUE)
    head = [str(EDITION), edition.content_version, edition.day.isoformat(), LICENCE, *_cells(head_columns, catalogue)]
    files = {HEAD: [[*HEAD_COLUMNS, *(column.name for column in head_columns)], head]}
    for table in tables():
        files[table.name] = [list(table.header), *rows.get(table.name, [])]
    return {f"{name}.csv": _csv(lines) for name, lines in files.items()}


def zipped(files: Mapping[str, bytes]) -> bytes:
    """The files as one zip file."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in sorted(files):
            entry = zipfile.ZipInfo(name, _ENTRY_DAY)
            entry.compress_type, entry.external_attr = zipfile.ZIP_DEFLATED, 0o644 << 16
            archive.writestr(entry, files[name])
    return buffer.getvalue()


def _csv(lines: list[list[str]]) -> bytes:
    text = io.StringIO(newline="")
    csv.writer(text).writerows(lines)
    return text.getvalue().encode(ENCODING)


def _collect(rows: dict[str, list[list[str]]], record: Record, value: Any, path: str, top: bool) -> None:
    """Add the rows of every list inside the value, which itself stands at `path`."""
    for one in record.fields:
        inner = getattr(value, one.name)
        if one.kind is Kind.PART:
            _collect(rows, one.record_, inner, one.segment if path == ROOT else f"{path}/{one.segment}", top=False)
        elif one.kind is Kind.PARTS:
            for number, part in enumerate(inner, 1):
                cells = _cells(columns(one.record_), part)
                rows.setdefault(one.segment, []).append(cells if top else [path, *cells])
                id_field = one.record_.id_field
                name = str(getattr(part, id_field)) if id_field else str(number)
                _collect(rows, one.record_, part, child_path(path, one.segment, name), top=False)
        elif one.kind in (Kind.OWN_TEXTS, Kind.SHARED_TEXTS):
            rows.setdefault(one.segment, []).extend([path, text.uk, text.en] for text in inner)


def _cells(found: tuple[Column, ...], value: Any) -> list[str]:
    return [_cell(column, getattr(value, column.part.name) if column.part else value) for column in found]


def _cell(column: Column, value: Any) -> str:
    inner = getattr(value, column.field.name)
    if isinstance(inner, Text):
        return inner.en if column.language == "en" else inner.uk
    return _written(column.field, inner)


def _written(one: Field, value: Any) -> str:
    if value is None or value == () or value is False:
        return ""
    if one.kind is Kind.CONDITION:
        text = condition_text(value)
        return "" if text == "{}" else text
    if one.kind is Kind.CHOICE:
        return str(value.value)
    if one.kind is Kind.DAY:
        return str(value.isoformat())
    if one.kind is Kind.FLAG:
        return "true"
    if isinstance(value, tuple):
        return json.dumps(value, ensure_ascii=False)
    return repr(float(value)) if one.kind is Kind.NUMBER else str(value)
