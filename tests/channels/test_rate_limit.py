"""How fast one sender may write. The clock is an argument, so nothing here waits."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from channels import rate_limit
from channels.rate_limit import RateLimiter


def test_a_burst_of_a_minutes_worth_goes_through_and_no_more() -> None:
    limiter = RateLimiter(per_minute=3)
    assert [limiter.wait_for("me", now=0) for _ in range(4)] == [0, 0, 0, 20]


def test_a_refused_message_costs_nothing() -> None:
    limiter = RateLimiter(per_minute=1)
    limiter.wait_for("me", now=0)
    assert [limiter.wait_for("me", now=0) for _ in range(5)] == [60] * 5
    assert limiter.wait_for("me", now=60) == 0


def test_the_shortest_wait_is_still_a_wait() -> None:
    limiter = RateLimiter(per_minute=60)
    for _ in range(60):
        limiter.wait_for("me", now=0)
    assert limiter.wait_for("me", now=0.99) > 0
    assert limiter.wait_for("me", now=1) == 0


def test_each_sender_has_a_bucket_of_their_own() -> None:
    limiter = RateLimiter(per_minute=1)
    assert limiter.wait_for("me", now=0) == 0
    assert limiter.wait_for("you", now=0) == 0
    assert limiter.wait_for("me", now=0) > 0


def test_a_long_silence_earns_no_more_than_a_full_bucket() -> None:
    limiter = RateLimiter(per_minute=2)
    limiter.wait_for("me", now=0)
    assert [limiter.wait_for("me", now=100_000) > 0 for _ in range(3)] == [False, False, True]


def test_the_longest_silent_sender_is_forgotten_first(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rate_limit, "REMEMBERED", 2)
    limiter = RateLimiter(per_minute=1)
    for sender in ("old", "newer", "newest"):
        limiter.wait_for(sender, now=0)
    assert limiter.wait_for("newest", now=0) > 0, "still remembered"
    assert limiter.wait_for("old", now=0) == 0, "forgotten, so its bucket is full again"


gaps = st.lists(st.floats(0, 40), min_size=1, max_size=60)


@given(st.integers(1, 60), gaps)
def test_no_more_goes_through_than_the_bucket_and_the_time_allow(per_minute: int, waits: list[float]) -> None:
    limiter, now, passed = RateLimiter(per_minute), 0.0, 0
    for wait in waits:
        now += wait
        passed += limiter.wait_for("me", now) == 0
    assert passed <= per_minute + now * per_minute / 60 + 0.01


@given(st.integers(1, 60), gaps)
def test_who_waits_as_long_as_told_is_let_through(per_minute: int, waits: list[float]) -> None:
    limiter, now = RateLimiter(per_minute), 1_000_000.0
    for wait in waits:
        now += wait / 100
        told = limiter.wait_for("me", now)
        if told:
            now += told
            assert limiter.wait_for("me", now) == 0
