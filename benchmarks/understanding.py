"""How long understanding a message takes: `python -m benchmarks.understanding`.

The messages are those of the evaluation, in an order that is always the same. Times are processor time. Beside them
stands what a fixed piece of plain Python takes at the same moments: on shared machines both vary alike, so the ratio
tells more than the milliseconds.
"""

from __future__ import annotations

import json
import random
import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass

from bot import quiet

quiet.hush()

from bot.absent_libraries import keep_out  # noqa: E402
from bot.settings import PROJECT, Settings  # noqa: E402

keep_out(PROJECT / "config.yml")

from bot.model import latest_model  # noqa: E402
from bot.understanding import Understanding  # noqa: E402

#: Messages understood first, since the first few load what is loaded on first use.
WARMING = 50
#: Keys that the yardstick sorts: about two milliseconds on two cores of a server of 2024.
KEYS = 4_000


@dataclass(frozen=True)
class Times:
    """Processor time in milliseconds; `yardstick` is that of the fixed piece of Python."""

    messages: int
    median: float
    p95: float
    longest: float
    yardstick: float


def measure(understand: Callable[[str], object], texts: list[str]) -> Times:
    """Understand each text once, with the yardstick in between."""
    for text in texts[:WARMING]:
        understand(text)
    taken, yardstick = [], []
    for text in texts:
        taken.append(_milliseconds(lambda text=text: understand(text)))  # type: ignore[misc]
        yardstick.append(_milliseconds(_yardstick))
    hundredths = statistics.quantiles(taken, n=100)
    return Times(len(texts), hundredths[49], hundredths[94], max(taken), statistics.median(yardstick))


def _yardstick() -> list[str]:
    made = {str(number): (number, [number]) for number in range(KEYS)}
    return sorted(made, key=lambda key: made[key][0])


def _milliseconds(work: Callable[[], object]) -> float:
    began = time.process_time()
    work()
    return (time.process_time() - began) * 1000


def texts() -> list[str]:
    """The evaluation messages, shuffled the same way each time."""
    files = (PROJECT / "nlu_data" / "evaluation" / name for name in ("situations.jsonl", "out_of_scope.jsonl"))
    found = [json.loads(line)["text"] for file in files for line in file.read_text(encoding="utf-8").splitlines()]
    random.Random(1).shuffle(found)
    return found


if __name__ == "__main__":
    understanding = Understanding(latest_model(Settings.from_environment().models))
    times = measure(understanding.understand, texts())
    print(f"| understanding {times.messages:,} messages | |\n|---|---|")
    print(f"| a message, median | {times.median:.1f} ms |")
    print(f"| 95th percentile, longest | {times.p95:.1f} ms, {times.longest:.1f} ms |")
    print(f"| the yardstick at the same moments, median | {times.yardstick:.1f} ms |")
