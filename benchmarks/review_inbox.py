"""The inbox of the console over a million messages: `python -m benchmarks.review_inbox`.

Conversations are made up from the training examples and written as the store writes them; then the list, filters,
text search and reading are timed. By default in an SQLite file of its own; `--database` names an empty PostgreSQL one.
"""

from __future__ import annotations

import argparse
import random
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, timezone
from functools import partial
from typing import Any

from sqlalchemy import insert, select, text
from sqlalchemy.engine import Engine
from sqlalchemy.orm import Session

from benchmarks.made_up import NOW, Made, conversations, words_of_examples
from bot.conversations import full_text
from bot.conversations.full_text import Said
from bot.conversations.models import Conversation, ConversationEvent, ConversationSummary, ConversationTurn
from bot.conversations.store import ConversationStore
from bot.database import open_database
from review.inbox import listing, reading
from review.inbox.filters import Filters, Sort
from review.inbox.models import Base as InboxBase
from review.judging.models import Base as JudgingBase

#: Conversations written in one transaction.
BATCH = 2000
RUNS = 60


@dataclass(frozen=True)
class Timed:
    """Milliseconds one kind of request took: median and 95th percentile of `runs`."""

    what: str
    median_ms: float
    p95_ms: float
    runs: int


def measure(messages: int, database: str | None = None, runs: int = RUNS) -> list[Timed]:
    """Write that many messages and time what readers do. The database must be empty."""
    with tempfile.TemporaryDirectory() as folder:
        engine = open_database(database or f"sqlite:///{folder}/inbox.db")
        try:
            fill(engine, messages)
            return [timed(what, task, runs) for what, task in tasks(engine)]
        finally:
            engine.dispose()


def fill(engine: Engine, messages: int) -> None:
    """Write conversations until there are that many messages, half of them people's.

    Raises RuntimeError when there are conversations already.
    """
    store = ConversationStore(engine)
    for base in (JudgingBase, InboxBase):
        base.metadata.create_all(engine)
    with Session(engine) as session:
        if session.scalar(select(Conversation.id).limit(1)) is not None:
            raise RuntimeError("there are conversations in this database; name an empty one")
    assert store is not None
    batch: list[Made] = []
    for made in conversations(messages):
        batch.append(made)
        if len(batch) == BATCH:
            _write(engine, batch)
            batch = []
    _write(engine, batch)
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(text("ANALYZE" if engine.dialect.name == "sqlite" else "VACUUM ANALYZE"))


def _write(engine: Engine, batch: list[Made]) -> None:
    if not batch:
        return
    with Session(engine) as session, session.begin():
        session.execute(insert(Conversation), [one.conversation for one in batch])
        session.execute(insert(ConversationSummary), [one.summary for one in batch])
        session.execute(insert(ConversationTurn), [row for one in batch for row in one.turns])
        session.execute(insert(ConversationEvent), [row for one in batch for row in one.events])
        full_text.add_entries(session, [entry for one in batch for entry in one.entries])


def tasks(engine: Engine) -> Iterator[tuple[str, Callable[[random.Random], object]]]:
    """What is timed, by the name it has in the table. Each takes a source of chance, so that no two runs are alike."""
    words = words_of_examples()
    show = partial(_screen, engine)
    yield "first screen", lambda chance: show(Filters())
    yield "a screen far down", lambda chance: show(Filters(), _moment(chance))
    yield "least confident first", lambda chance: show(Filters(sort=Sort.CONFIDENCE))
    yield "situation, status, channel, language", lambda chance: show(_combined(chance))
    yield "month, confidence below 40 %, unresolved", lambda chance: show(_doubtful(chance))
    yield "errors only (1 in 400 conversations)", lambda chance: show(Filters(statuses=("error",)))
    yield "a word, common or rare", lambda chance: show(Filters(text=chance.choice(words)))
    yield "two words", lambda chance: show(Filters(text=" ".join(chance.sample(words, 2))))
    yield "the most common word («паспорт…»)", lambda chance: show(Filters(text="паспорт"))
    yield "a word of anyone's, with filters", lambda chance: show(_searched(chance, words))
    yield "reading a conversation", lambda chance: _read(engine, f"web-{chance.randrange(1000)}")


def timed(what: str, task: Callable[[random.Random], object], runs: int) -> Timed:
    """Run the task once to warm up, then `runs` times."""
    chance = random.Random(7)
    task(chance)
    taken = []
    for _ in range(runs):
        began = time.perf_counter()
        task(chance)
        taken.append((time.perf_counter() - began) * 1000)
    ordered = sorted(taken)
    return Timed(what, round(statistics.median(taken), 1), round(ordered[max(0, int(runs * 0.95) - 1)], 1), runs)


def _screen(engine: Engine, filters: Filters, moment: float | None = None) -> listing.Screen:
    place = listing.Cursor(moment, "") if moment is not None else None
    with Session(engine) as session:
        return listing.screen(session, filters, after=place)


def _read(engine: Engine, conversation_id: str) -> reading.Reading | None:
    with Session(engine) as session:
        return reading.read(session, conversation_id, 1, lambda _situation: None)


def _moment(chance: random.Random) -> float:
    return NOW - chance.random() * 300 * 86400


def _combined(chance: random.Random) -> Filters:
    return Filters(
        situation=chance.choice(("marriage", "lost-documents", "birth-of-child", "retirement")),
        statuses=(chance.choice(("answered", "clarified", "handed_over")),),
        channel=chance.choice(("web", "telegram")),
        language=chance.choice(("uk", "en")),
    )


def _doubtful(chance: random.Random) -> Filters:
    day = datetime.fromtimestamp(_moment(chance), timezone.utc).date().replace(day=1)
    return Filters(since=day, until=date(day.year, day.month, 28), most=40, unresolved=True)


def _searched(chance: random.Random, words: tuple[str, ...]) -> Filters:
    return replace(_combined(chance), text=chance.choice(words), said=Said.ANYONE)


def table(results: list[Timed], messages: int, database: str) -> str:
    """The results as a Markdown table."""
    lines = [f"| {messages:,} messages, {database} | median | 95th percentile |", "|---|---|---|"]
    lines.extend(f"| {one.what} | {one.median_ms} ms | {one.p95_ms} ms |" for one in results)
    return "\n".join(lines)


def main(arguments: list[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--messages", type=int, default=1_000_000, help="how many messages to write")
    parser.add_argument("--database", help="address of an empty PostgreSQL database")
    parser.add_argument("--runs", type=int, default=RUNS, help="how often each request is timed")
    given: Any = parser.parse_args(arguments)
    kind = "PostgreSQL" if given.database else "SQLite"
    print(table(measure(given.messages, given.database, given.runs), given.messages, kind))


if __name__ == "__main__":
    main()
