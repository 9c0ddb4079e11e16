"""How fast one sender may write: a bucket that fills with time.

>>> bucket = RateLimiter(per_minute=2)
>>> [bucket.wait_for("me", now=0.0), bucket.wait_for("me", now=0.0), bucket.wait_for("me", now=0.0)]
[0.0, 0.0, 30.0]
>>> bucket.wait_for("me", now=30.0)
0.0
"""

from __future__ import annotations

import math
from collections import OrderedDict

#: Senders remembered at once; the ones longest silent are dropped, whose buckets are full anyway.
REMEMBERED = 20_000
#: What sums of seconds may be off by: who waited as long as told is let through.
TOLERANCE = 1e-6


class RateLimiter:
    """At most `per_minute` messages a minute from each sender, with short bursts of as many allowed."""

    def __init__(self, per_minute: int) -> None:
        self._capacity = float(per_minute)
        self._per_second = per_minute / 60
        self._buckets: OrderedDict[str, tuple[float, float]] = OrderedDict()

    def wait_for(self, sender: str, now: float) -> float:
        """Seconds to wait before the sender may write; 0 lets this message through and counts it.

        `now` is a steady clock in seconds.
        """
        filled, at = self._buckets.pop(sender, (self._capacity, now))
        filled = min(self._capacity, filled + (now - at) * self._per_second)
        allowed = filled >= 1 - TOLERANCE
        self._buckets[sender] = (filled - 1 if allowed else filled, now)
        if len(self._buckets) > REMEMBERED:
            self._buckets.popitem(last=False)
        return 0.0 if allowed else math.ceil((1 - filled) / self._per_second * 10) / 10
