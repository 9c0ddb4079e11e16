"""A circuit breaker: what keeps failing is left alone for a while, then tried once."""

from __future__ import annotations

from collections.abc import Callable

#: Failures in a row after which it opens.
FAILURES = 3
#: Seconds for which it stays open before one trial.
PAUSE = 60.0


class CircuitBreaker:
    """Closed: everything passes. Open: nothing does. Half open, after the pause: one trial passes and decides."""

    def __init__(self, clock: Callable[[], float], failures: int = FAILURES, pause: float = PAUSE) -> None:
        """`clock` gives seconds that only go forward."""
        self._clock = clock
        self._failures = failures
        self._pause = pause
        self._in_a_row = 0
        self._closed_again_at = 0.0

    def allows(self) -> bool:
        """Whether a call may be made now. In the half-open state this spends the one trial."""
        if self._in_a_row < self._failures:
            return True
        if self._clock() < self._closed_again_at:
            return False
        self._closed_again_at = self._clock() + self._pause
        return True

    def failed(self) -> None:
        self._in_a_row += 1
        self._closed_again_at = self._clock() + self._pause

    def worked(self) -> None:
        self._in_a_row = 0
