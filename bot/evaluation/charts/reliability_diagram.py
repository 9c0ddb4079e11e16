"""The reliability diagram: the probability given against the share that was right."""

from __future__ import annotations

from bot.evaluation.charts.drawing import draw
from bot.evaluation.reliability import Reliability

#: Length of both axes in the picture.
SIDE = 320


def reliability_diagram(found: Reliability) -> str:
    """An SVG: a point a bin with its 95 % interval, larger where more messages are; the diagonal is perfect."""
    largest = max((one.right.of for one in found.bins), default=1)
    points = [
        {
            "x": one.confidence * SIDE,
            "y": SIDE - one.right.value * SIDE,
            "low": SIDE - one.right.interval[0] * SIDE,
            "high": SIDE - one.right.interval[1] * SIDE,
            "radius": 3 + 7 * (one.right.of / largest) ** 0.5,
            "confidence": one.confidence,
            "right": one.right,
        }
        for one in found.bins
    ]
    return draw("reliability_diagram.svg", points=points, side=SIDE, error=found.error)
