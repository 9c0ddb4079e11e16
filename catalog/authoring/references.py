"""What the rest of the catalogue offers a situation to refer to."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from catalog.rates import Rates


@dataclass(frozen=True)
class References:
    """What a situation may refer to."""

    topics: Collection[str]
    services: Collection[str]
    rates: Rates
