"""The classifier as Rasa loads it."""

from __future__ import annotations

from pathlib import Path

from threadpoolctl import threadpool_info, threadpool_limits

from bot.understanding import Understanding


def test_a_loaded_model_calculates_in_one_thread(model: Path) -> None:
    """Further threads would spin while they wait for the next message, on processors that others need."""
    threadpool_limits(limits=2, user_api="blas")

    Understanding(model)

    assert {pool["num_threads"] for pool in threadpool_info() if pool["user_api"] == "blas"} == {1}
