"""What an import found: records taken, changed and withdrawn, records that are broken, fields that are unknown."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

from catalog.register.splitting import Place


@dataclass(frozen=True)
class Broken:
    """A record that was left out. `key` is its identifier where one could still be read."""

    place: Place
    key: str | None
    reason: str

    def __str__(self) -> str:
        named = f" {self.key}" if self.key else ""
        return f"{self.place}{named}: {self.reason}"


@dataclass(frozen=True)
class UnknownField:
    """A field that the format does not describe: how many records have it, and where it stood first."""

    name: str
    records: int
    first: Place

    def __str__(self) -> str:
        return f'unknown field "{self.name}" in {self.records} record(s), first in {self.first}; left out'


@dataclass(frozen=True)
class Report:
    """The outcome of one import. `kept` are earlier records whose new version is broken."""

    kind: str
    source: str
    records: int
    added: tuple[str, ...]
    changed: tuple[str, ...]
    withdrawn: tuple[str, ...]
    kept: tuple[str, ...]
    unchanged: int
    broken: tuple[Broken, ...]
    unknown_fields: tuple[UnknownField, ...]
    written: bool

    def as_json(self) -> dict[str, Any]:
        return asdict(self)
