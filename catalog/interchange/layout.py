"""Which tables there are and which columns each has; both follow from the table in `schema`."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from catalog.interchange.fields import Field, Kind, Record
from catalog.interchange.schema import CATALOGUE

#: The column with the address of what a row belongs to.
OF = "of"
#: The table of the catalogue itself: one row.
HEAD = "catalog"
HEAD_COLUMNS = ("edition", "version", "as_of", "licence")

_BILINGUAL = frozenset({Kind.TEXT, Kind.OWN_TEXT, Kind.SHARED_TEXT})
_APART = frozenset({Kind.PARTS, Kind.OWN_TEXTS, Kind.SHARED_TEXTS})


@dataclass(frozen=True)
class Column:
    """A cell's column, the field it is of, the language of a text, and the part that the field stands in."""

    name: str
    field: Field
    language: str | None = None
    part: Field | None = None


@dataclass(frozen=True)
class Table:
    """`field` is what its rows are of the row they belong to; `record` is None where a row is one text."""

    name: str
    field: Field
    record: Record | None
    columns: tuple[Column, ...]
    top: bool

    @property
    def header(self) -> tuple[str, ...]:
        return (*(() if self.top else (OF,)), *(column.name for column in self.columns))


def columns(record: Record, part: Field | None = None) -> tuple[Column, ...]:
    """The columns of the record. A part's stand among them, its name before theirs; lists have tables of their own."""
    found: list[Column] = []
    for one in record.fields:
        name = f"{part.name}_{one.name}" if part else one.name
        if one.kind is Kind.PART:
            found.extend(columns(one.record_, one))
        elif one.kind in _BILINGUAL:
            found.extend(Column(f"{name}_{language}", one, language, part) for language in ("uk", "en"))
        elif one.kind not in _APART:
            found.append(Column(name, one, None, part))
    return tuple(found)


def tables(record: Record = CATALOGUE, top: bool = True) -> Iterator[Table]:
    """Every table besides the head, the rows that others belong to first."""
    for one in record.fields:
        if one.kind is Kind.PARTS:
            yield Table(one.segment, one, one.record_, columns(one.record_), top)
            yield from tables(one.record_, top=False)
        elif one.kind is Kind.PART:
            yield from tables(one.record_, top=False)
        elif one.kind in _APART:
            texts = tuple(Column(language, one, language) for language in ("uk", "en"))
            yield Table(one.segment, one, None, texts, top)
