"""Longer walks: `python -m tests.simulator --seed 7 --turns 20000`, or one person again with `--person`."""

from __future__ import annotations

import argparse
import asyncio
import sys
import time
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from bot import quiet

quiet.hush()

from actions import knowledge  # noqa: E402
from actions.knowledge import Knowledge  # noqa: E402
from bot.assistant import SignpostAssistant  # noqa: E402
from bot.conversations.store import ConversationStore  # noqa: E402
from bot.conversations.trackers import WorkingTrackerStore  # noqa: E402
from bot.database import open_database  # noqa: E402
from bot.locks import QueueingLockStore  # noqa: E402
from bot.model import latest_model, load_agent  # noqa: E402
from bot.settings import Settings  # noqa: E402
from catalog.authoring.content import read_content  # noqa: E402
from tests.simulator.walk import Failure, Simulator  # noqa: E402


def main() -> int:
    options = argparse.ArgumentParser(prog="python -m tests.simulator", description=__doc__)
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--turns", type=int, default=20_000)
    options.add_argument("--person", type=int, help="only the conversation of this person")
    chosen = options.parse_args()
    with TemporaryDirectory() as folder:
        failures, turns, seconds = asyncio.run(_walk(Path(folder), chosen.seed, chosen.turns, chosen.person))
    print(f"{turns} turns, {len(failures)} failures, {seconds:.0f} s, {1000 * seconds / max(turns, 1):.0f} ms a turn")
    return 1 if failures else 0


async def _walk(folder: Path, seed: int, turns: int, person: int | None) -> tuple[list[Failure], int, float]:
    known = Knowledge.of(read_content(), date.today())
    knowledge.use(lambda: known)
    store = ConversationStore(open_database(f"sqlite:///{folder / 'simulator.db'}"))
    model = latest_model(Settings.from_environment().models)
    agent = load_agent(model, WorkingTrackerStore(store), QueueingLockStore())
    simulator = Simulator(SignpostAssistant(agent, store), store, known)
    began = time.perf_counter()
    if person is not None:
        failure = await simulator.talk(seed, person)
        failures = [failure] if failure else []
        print(failure or "nothing is wrong")
    else:
        failures = []
        async for failure in simulator.walk(seed, turns):
            failures.append(failure)
            print(f"{failure}\n", flush=True)
    return failures, simulator.turns, time.perf_counter() - began


if __name__ == "__main__":
    sys.exit(main())
