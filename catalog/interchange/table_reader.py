"""Reading a catalogue back from its tables."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from catalog.catalogue import Catalogue
from catalog.interchange.describe import ROOT, child_path, reference_path
from catalog.interchange.edition import EDITION
from catalog.interchange.fields import Kind
from catalog.interchange.findings import Finding, ForeignFile
from catalog.interchange.layout import HEAD, HEAD_COLUMNS, OF, Column, Table, columns, tables
from catalog.interchange.rebuild import rebuild
from catalog.interchange.schema import CATALOGUE
from catalog.interchange.tables import ENCODING

_HINT = "give the tables that signpost catalog export --format csv wrote"
Row = Mapping[str, str]


def files_of(path: Path) -> dict[str, bytes]:
    """The tables of a folder or a zip file by name. Raises `ForeignFile` if it is neither or one is missing."""
    wanted = [f"{name}.csv" for name in (HEAD, *(table.name for table in tables()))]
    try:
        found = _in_folder(path, wanted) if path.is_dir() else _in_zip(path, wanted)
    except (OSError, zipfile.BadZipFile) as error:
        raise ForeignFile([Finding(path.name, f"it cannot be read ({error})", _HINT)]) from error
    missing = [name for name in wanted if name not in found]
    if missing:
        raise ForeignFile([Finding(path.name, "it lacks " + ", ".join(missing), _HINT)])
    return found


def read(files: Mapping[str, bytes]) -> tuple[Catalogue, str]:
    """The catalogue of the tables and the version of its content. Raises `ForeignFile` if they hold no such thing."""
    head_columns = columns(CATALOGUE)
    head = _rows(files, HEAD, (*HEAD_COLUMNS, *(column.name for column in head_columns)))
    if len(head) != 1 or head[0]["edition"] != str(EDITION):
        found = f"its edition is {head[0]['edition']}" if len(head) == 1 else f"it has {len(head)} rows"
        raise ForeignFile([Finding(f"{HEAD}.csv", found, f"this program reads one row of edition {EDITION}")])
    resources = TableResources()
    resources.row(ROOT, head_columns, head[0], f"{HEAD}.csv")
    for table in tables():
        resources.table(table, _rows(files, f"{table.name}", table.header))
    if resources.findings:
        raise ForeignFile(resources.findings)
    return rebuild(resources, ROOT), head[0]["version"]


class TableResources:
    """The rows of tables, each at the address that its resource has in linked data."""

    def __init__(self) -> None:
        self.findings: list[Finding] = []
        self._values: dict[tuple[str, str], list[str]] = {}
        self._texts: dict[tuple[str, str], dict[str, str]] = {}

    def values(self, path: str, property_: str) -> Sequence[str]:
        return self._values.get((path, property_), ())

    def texts(self, path: str, property_: str) -> Mapping[str, str]:
        return self._texts.get((path, property_), {})

    def table(self, table: Table, rows: Sequence[Row]) -> None:
        """Take in the rows, each as a part of the row it belongs to."""
        id_column = table.record.id_field if table.record else None
        for row in rows:
            parent = ROOT if table.top else row[OF]
            siblings = self._values.setdefault((parent, table.field.predicate), [])
            position = str(len(siblings) + 1)
            path = child_path(parent, table.field.segment, row[id_column] if id_column else position)
            siblings.append(path)
            self._values[path, "sp:position"] = [position]
            self.row(path, table.columns, row, f"{table.name}.csv")

    def row(self, path: str, found: Sequence[Column], row: Row, file: str) -> None:
        """Take in the cells of one row."""
        for column in found:
            cell, one = row[column.name], column.field
            at = path
            if column.part is not None:
                at = column.part.segment if path == ROOT else f"{path}/{column.part.segment}"
                self._values[path, column.part.predicate] = [at]
            if column.language is not None:
                self._text(at, column, cell)
            elif cell and one.kind is Kind.UKRAINIAN:
                self._texts[at, one.predicate] = {"uk": cell}
            elif cell:
                self._values[at, one.predicate] = list(self._items(at, column, cell, file))

    def _text(self, path: str, column: Column, cell: str) -> None:
        if not cell:
            return
        one = column.field
        assert column.language is not None
        property_ = one.predicate
        if one.kind in (Kind.OWN_TEXT, Kind.SHARED_TEXT):
            target = f"{path}/{one.segment}"
            self._values[path, one.predicate] = [target]
            path, property_ = target, one.label
        elif one.kind in (Kind.OWN_TEXTS, Kind.SHARED_TEXTS):
            property_ = one.label
        self._texts.setdefault((path, property_), {})[column.language] = cell

    def _items(self, path: str, column: Column, cell: str, file: str) -> Iterator[str]:
        one = column.field
        if one.kind is Kind.REFERENCE:
            yield reference_path(path, one.target, cell)
        elif one.kind in (Kind.WORDS, Kind.REFERENCES):
            for word in self._words(cell, f"{file} {path} {column.name}"):
                yield reference_path(path, one.target, word) if one.kind is Kind.REFERENCES else word
        else:
            yield cell

    def _words(self, cell: str, where: str) -> list[str]:
        try:
            words = json.loads(cell)
        except ValueError:
            words = None
        if isinstance(words, list) and all(isinstance(word, str) for word in words):
            return words
        self.findings.append(Finding(where, f"the cell is {cell[:60]}", 'write a list: ["one", "two"]'))
        return []


def _rows(files: Mapping[str, bytes], name: str, header: Sequence[str]) -> list[Row]:
    file = f"{name}.csv"
    try:
        reader = csv.DictReader(io.StringIO(files[file].decode(ENCODING), newline=""), restval="")
        rows: list[Row] = list(reader)
    except (UnicodeDecodeError, csv.Error) as error:
        raise ForeignFile([Finding(file, f"it cannot be read ({error})", _HINT)]) from error
    if tuple(reader.fieldnames or ()) != tuple(header):
        found = "the columns are " + ", ".join(reader.fieldnames or ())
        raise ForeignFile([Finding(file, found, "write: " + ", ".join(header))])
    return rows


def _in_folder(path: Path, wanted: Sequence[str]) -> dict[str, bytes]:
    return {name: (path / name).read_bytes() for name in wanted if (path / name).is_file()}


def _in_zip(path: Path, wanted: Sequence[str]) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in wanted if name in archive.namelist()}
