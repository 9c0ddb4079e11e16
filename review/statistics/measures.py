"""What is counted by day, and how times are kept as counts."""

from __future__ import annotations

import math
from collections.abc import Mapping
from enum import Enum

#: Bounds of the buckets of response times: each is this much longer than the one before, the first ends at `FIRST`.
STEP = 1.05
FIRST = 0.01
LAST_BUCKET = 260


class Measure(str, Enum):
    """The kinds of figures. What `name` holds stands beside each.

    `BEGUN` belongs to the day on which the conversation began, `FEEDBACK` and `VERDICT` to the day they were given, all
    others to the day of the message.
    """

    ACTIVE = "active"  # "conversations": those in which somebody said something that day
    BEGUN = "begun"  # one of `Outcome`, counted in conversations
    TURN = "turn"  # the status of the turn
    SITUATION = "situation"  # its id, counted in conversations
    STOP = "stop"  # "situation/step": where the conversation stands, counted in conversations
    FEEDBACK = "feedback"  # "helped", "not_helped"
    VERDICT = "verdict"  # the verdict that counts
    REMINDER = "reminder"  # "asked", "delivered"
    SECONDS = "seconds"  # the number of a bucket of response times, counted in turns


class Outcome(str, Enum):
    """What became of a conversation. The last three do not exclude each other."""

    ALL = "all"
    ANSWERED = "answered"
    ALONE = "answered_alone"
    CLARIFIED = "clarified"
    HANDED_OVER = "handed_over"


def bucket_of(seconds: float) -> str:
    """The bucket of a response time.

    >>> bucket_of(0.0), bucket_of(0.5)
    ('000', '081')
    """
    if seconds <= FIRST:
        return "000"
    return f"{min(LAST_BUCKET, math.ceil(math.log(seconds / FIRST, STEP))):03}"


def quantile(buckets: Mapping[str, int], share: float) -> float | None:
    """The response time in seconds within which this share of the turns was answered; None without turns.

    It is the upper bound of a bucket, so at most 5 % too long.

    >>> quantile({"000": 50, "081": 50}, 0.95)
    0.52
    """
    whole, seen = sum(buckets.values()), 0
    for name in sorted(buckets):
        seen += buckets[name]
        if seen >= whole * share:
            return round(FIRST * STEP ** int(name), 3)
    return None
