"""What the program does by itself: counting statistics, and deleting conversations whose time is over.

Several workers may run this; the duties say which of them does what (`bot.conversations.duties`). The work is done in
threads, beside the conversations.
"""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from datetime import datetime, timedelta
from datetime import time as time_of_day

from sqlalchemy.engine import Engine

from bot.conversations.deletion import Before
from bot.conversations.duties import Duties
from bot.conversations.retention import DAY, Retention
from catalog.kyiv import KYIV, at
from review.retention.pages import DUTY as RETENTION
from review.retention.pages import told
from review.statistics.keeping import Statistics

log = logging.getLogger(__name__)

#: How often to look whether something is due, in seconds.
LOOK_EVERY = 30.0
#: How long to count at a time, in seconds.
COUNT_FOR = 5.0
#: A worker that deletes has so long; then another one may go on, in seconds.
LEASE = 3600.0
#: The hour in Kyiv after which conversations are deleted: few people write then.
NIGHT = time_of_day(3)


class Upkeep:
    """The recurring work over one database."""

    def __init__(
        self, engine: Engine, retention_days: int, before: Before, clock: Callable[[], float] = time.time
    ) -> None:
        self.duties = Duties(engine)
        self.statistics = Statistics(engine, self.duties, clock)
        self.retention = Retention(engine, retention_days, before)
        self._clock = clock
        self._stopping = False
        self.duties.introduce(RETENTION, next_night(clock()))

    @asynccontextmanager
    async def running(self) -> AsyncIterator[None]:
        """Works while the block runs."""
        life = asyncio.create_task(self._live())
        try:
            yield
        finally:
            self._stopping = True
            life.cancel()
            with suppress(asyncio.CancelledError):
                await life

    async def _live(self) -> None:
        while True:
            await asyncio.sleep(LOOK_EVERY)
            for work in (self.count, self.delete_due):
                try:
                    await asyncio.to_thread(work)
                except Exception:
                    log.exception("upkeep failed; trying again")

    def count(self) -> None:
        """Count for a while what of the statistics is due."""
        self.statistics.refresh(COUNT_FOR)

    def delete_due(self) -> int:
        """Delete what is due, if it is time and no other worker is at it; how many conversations."""
        now = self._clock()
        if not self.duties.claim(RETENTION, now, LEASE):
            return 0
        # Figures of days that lose conversations are counted a last time before.
        self.statistics.settle(now - min(self.retention.terms().values()) * DAY)
        deleted = self.retention.run(now, told(None, self._clock), lambda: self._stopping)
        # What a run leaves undone because the program ends is due at its next start.
        self.duties.done(RETENTION, now if self._stopping else next_night(self._clock()))
        if deleted.total:
            log.info("retention deleted %d conversations", deleted.total)
        return deleted.total


def next_night(now: float) -> float:
    """The next time that conversations are deleted, in seconds since 1970."""
    today = datetime.fromtimestamp(now, KYIV).date()
    tonight = at(today, NIGHT).timestamp()
    return tonight if tonight > now else at(today + timedelta(days=1), NIGHT).timestamp()
