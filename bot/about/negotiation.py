"""Which of the offered forms or languages a request prefers.

>>> preferred("text/html,application/xhtml+xml,*/*;q=0.8", ("application/json", "text/html"))
'text/html'
>>> preferred("*/*", ("application/json", "text/html"))
'application/json'
>>> preferred("en-GB,en;q=0.9,uk;q=0.4", ("uk", "en"))
'en'
>>> preferred("ru", ("uk", "en"))
'uk'
"""

from __future__ import annotations

from collections.abc import Sequence


def preferred(header: str, offered: Sequence[str]) -> str:
    """The offer that an Accept or Accept-Language header weighs most; the first offer when it has no opinion."""
    wishes = [_wish(part) for part in header.split(",") if part.strip()]
    return max(offered, key=lambda offer: _weight(offer, wishes))  # max keeps the earlier of equals


def _wish(part: str) -> tuple[str, float]:
    name, *parameters = (piece.strip().lower() for piece in part.split(";"))
    for parameter in parameters:
        if parameter.startswith("q="):
            try:
                return name, float(parameter[2:])
            except ValueError:
                return name, 0.0
    return name, 1.0


def _weight(offer: str, wishes: Sequence[tuple[str, float]]) -> float:
    """The weight of the most exact wish that the offer meets; for a language the best of its regions."""
    exact = [weight for name, weight in wishes if name == offer or name.startswith(f"{offer}-")]
    if exact:
        return max(exact)
    kind = [weight for name, weight in wishes if name == f"{offer.split('/')[0]}/*"]
    return max(kind or [weight for name, weight in wishes if name in ("*/*", "*")] or [0.0])
