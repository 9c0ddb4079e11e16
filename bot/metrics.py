"""What the program counts, for Prometheus at `/metrics`."""

from __future__ import annotations

from prometheus_client import Counter, Histogram

TURNS = Counter("signpost_turns_total", "Turns by channel and final status", ["channel", "status"])
TURN_SECONDS = Histogram(
    "signpost_turn_seconds",
    "Seconds from a person's message to its answer",
    ["channel"],
    buckets=(0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5),
)
