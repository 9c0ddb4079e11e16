"""Where offices are: what the acts need of a finder, whoever provides it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol


class Office(Protocol):
    """An office one can go to. `distance_km` is None where the person's place is known by name only."""

    @property
    def name(self) -> str: ...

    @property
    def address(self) -> str: ...

    @property
    def hours(self) -> str | None: ...

    @property
    def phones(self) -> Sequence[str]: ...

    @property
    def distance_km(self) -> float | None: ...


class OfficeFinder(Protocol):
    """Offices near a point or in a place."""

    def nearest(self, lat: float, lon: float, kind: str | None = None, limit: int = 3) -> Sequence[Office]:
        """The nearest offices, the nearest first; empty when none are known."""

    def in_place(self, name: str, limit: int = 3) -> Sequence[Office]:
        """The offices of a town or community by its name, in any usual form; empty when none are known."""


@dataclass(frozen=True)
class NoOffices:
    """The finder of an installation into which no offices were imported."""

    def nearest(self, lat: float, lon: float, kind: str | None = None, limit: int = 3) -> Sequence[Office]:
        return ()

    def in_place(self, name: str, limit: int = 3) -> Sequence[Office]:
        return ()


NO_OFFICES = NoOffices()
