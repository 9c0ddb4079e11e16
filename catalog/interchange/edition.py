"""One edition of the exchanged catalogue: which content, as it reads on which day, at which address."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

#: How an imported catalogue's version begins. Its export names the version it came from.
IMPORTED = "imported "
#: The edition of this way to write a catalogue. A reader refuses any other.
EDITION = 1


@dataclass(frozen=True)
class Edition:
    """`base` is the address of the running Signpost, without a slash at its end; `version` that of the content."""

    base: str
    version: str
    day: date

    @property
    def root(self) -> str:
        """Under which every resource of the catalogue has its address."""
        return f"{self.base.rstrip('/')}/id/"

    @property
    def content_version(self) -> str:
        """The version as it was where the content was authored, however often it travelled since.

        >>> Edition("http://localhost", "imported 5e0f", date(2026, 1, 1)).content_version
        '5e0f'
        """
        return self.version.removeprefix(IMPORTED)


def imported_version(version: str) -> str:
    """How the database names an imported catalogue."""
    return IMPORTED + version.removeprefix(IMPORTED)


def is_imported(version: str) -> bool:
    """Whether the database names an imported catalogue so."""
    return version.startswith(IMPORTED)
