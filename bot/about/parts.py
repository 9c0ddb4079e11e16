"""What /about is made of. Each part knows its figures and its words; the page knows neither."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Protocol

from catalog.text import Language


@dataclass(frozen=True)
class Table:
    """The first cell of a row is its heading. `folded` tables are opened by the reader."""

    caption: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    folded: bool = False


@dataclass(frozen=True)
class Link:
    """A link below a section."""

    address: str
    words: str


@dataclass(frozen=True)
class Section:
    """A part in the words of one language."""

    title: str
    paragraphs: tuple[str, ...] = ()
    facts: tuple[tuple[str, str], ...] = ()
    tables: tuple[Table, ...] = ()
    commands: tuple[str, ...] = ()
    links: tuple[Link, ...] = ()


class Part(Protocol):
    """A part of /about. Asked anew for every request, in a thread where it may read the database."""

    @property
    def key(self) -> str:
        """Its name in the JSON, and the section's anchor."""

    def as_json(self) -> Any:
        """Its figures for programs; None when there are none yet."""

    def section(self, language: Language) -> Section:
        """Its figures for people; also when there are none yet."""
