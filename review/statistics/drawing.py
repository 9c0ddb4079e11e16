"""Charts as SVG within the page: drawn on the server, coloured by the style sheet, named for who cannot see them.

Every chart stands beside a table with the same numbers, so it only has to show the shape.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup

WIDTH, HEIGHT = 720, 240
LEFT, RIGHT, TOP, BOTTOM = 48, 12, 12, 28
#: Labels below the axis.
LABELS = 5


@dataclass(frozen=True)
class Named:
    """What a screen reader is told of a chart: its title, and in a sentence what it shows. `id` is of this page."""

    id: str
    title: str
    told: str


def columns(named: Named, amounts: Sequence[int], labels: Sequence[str]) -> Markup:
    """One column an amount."""
    top = ceiling(max(amounts, default=0))
    width = (WIDTH - LEFT - RIGHT) / max(1, len(amounts))
    parts = [
        Markup('<rect class="column" x="{}" y="{}" width="{}" height="{}"/>').format(
            _number(LEFT + number * width + width * 0.1),
            _number(_height(amount, top)),
            _number(width * 0.8),
            _number(HEIGHT - BOTTOM - _height(amount, top)),
        )
        for number, amount in enumerate(amounts)
        if amount
    ]
    return _chart(named, [_grid(top), *parts, _labels(labels, width)])


def lines(named: Named, series: Mapping[str, Sequence[int]], labels: Sequence[str]) -> Markup:
    """One line a series, told apart by colour, dashes and the shape of a legend beside the chart (`line-1` …)."""
    top = ceiling(max((amount for one in series.values() for amount in one), default=0))
    width = (WIDTH - LEFT - RIGHT) / max(1, len(labels))
    parts = []
    for place, amounts in enumerate(series.values(), start=1):
        points = " ".join(
            f"{_number(LEFT + (number + 0.5) * width)},{_number(_height(amount, top))}"
            for number, amount in enumerate(amounts)
        )
        parts.append(Markup('<polyline class="line line-{}" points="{}"/>').format(place, points))
    return _chart(named, [_grid(top), *parts, _labels(labels, width)])


def sample(place: int) -> Markup:
    """The line of a series, for the legend."""
    return Markup(
        '<svg class="sample" viewBox="0 0 32 8" width="32" height="8" aria-hidden="true">'
        '<polyline class="line line-{}" points="0,4 32,4"/></svg>'
    ).format(place)


def ceiling(most: int) -> int:
    """The top of the axis: the next round number.

    >>> ceiling(0), ceiling(7), ceiling(41), ceiling(1234)
    (4, 8, 60, 2000)
    """
    if most <= 4:
        return 4
    size = 10 ** int(math.log10(most))
    return next(int(size * step) for step in (1, 2, 4, 6, 8, 10) if size * step >= most)


def _chart(named: Named, parts: Sequence[Markup]) -> Markup:
    return Markup(
        '<svg class="chart" viewBox="0 0 {} {}" role="img" aria-labelledby="{id}-title {id}-told">'
        '<title id="{id}-title">{}</title><desc id="{id}-told">{}</desc>{}</svg>'
    ).format(WIDTH, HEIGHT, named.title, named.told, Markup("").join(parts), id=named.id)


def _grid(top: int) -> Markup:
    """Lines at the quarters, with their numbers."""
    lines = []
    for quarter in range(5):
        amount = top * quarter / 4
        height = _number(_height(amount, top))
        lines.append(
            Markup('<line class="grid" x1="{}" x2="{}" y1="{}" y2="{}"/>').format(LEFT, WIDTH - RIGHT, height, height)
        )
        lines.append(
            Markup('<text class="mark end" x="{}" y="{}">{}</text>').format(LEFT - 6, float(height) + 4, f"{amount:g}")
        )
    return Markup("").join(lines)


def _labels(labels: Sequence[str], width: float) -> Markup:
    every = max(1, -(-len(labels) // LABELS))
    return Markup("").join(
        Markup('<text class="mark" x="{}" y="{}">{}</text>').format(
            _number(LEFT + (number + 0.5) * width), HEIGHT - 8, label
        )
        for number, label in enumerate(labels)
        if number % every == 0
    )


def _height(amount: float, top: int) -> float:
    return HEIGHT - BOTTOM - (HEIGHT - BOTTOM - TOP) * amount / top


def _number(value: float) -> str:
    return f"{value:.1f}"
