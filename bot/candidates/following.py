"""Keeps the assistant on the model that is live: loaded beside the event loop, taken into use between two turns.

Conversations live in the store, not in the model, so that each goes on with what it knows; a turn that has begun ends
with the model it began with.
"""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from pathlib import Path
from typing import Protocol

from rasa.core.agent import Agent

from bot.candidates.pointer import Pointer
from review.teaching.candidates import InUse

log = logging.getLogger(__name__)

#: How often to look for a new decision, in seconds.
LOOK_EVERY = 3.0
#: How long to wait after a model could not be loaded, in seconds.
PAUSE_AFTER_PROBLEM = 60.0


class Runs(Protocol):
    """Whoever runs an agent and can be given another."""

    def use(self, agent: Agent) -> None: ...


class Following:
    """`load` makes an agent of a model's file; it blocks and may raise anything."""

    def __init__(self, pointer: Pointer, load: Callable[[Path], Agent], runs: Runs, model: Path, models: Path) -> None:
        self._pointer = pointer
        self._load = load
        self._runs = runs
        self._models = models
        self._decision = pointer.number()
        self._problem = ""
        self._rest_until = 0.0
        self.model = model

    def in_use(self) -> InUse:
        """The model this worker runs."""
        below = self.model.is_relative_to(self._models)
        return InUse(self.model.relative_to(self._models).as_posix() if below else self.model.name, self._problem)

    @asynccontextmanager
    async def running(self) -> AsyncIterator[None]:
        """Follow while the block runs."""
        task = asyncio.create_task(self._follow())
        try:
            yield
        finally:
            task.cancel()
            with suppress(asyncio.CancelledError):
                await task

    async def _follow(self) -> None:
        while True:
            await asyncio.sleep(LOOK_EVERY)
            if time.monotonic() >= self._rest_until:
                await self.look()

    async def look(self) -> bool:
        """Take what was decided into use; whether the model changed. Without success the model in use stays."""
        try:
            decision = await asyncio.to_thread(self._pointer.number)
            if decision == self._decision:
                return False
            model = await asyncio.to_thread(self._pointer.model)
            changed = model != self.model
            if changed:
                self._runs.use(await asyncio.to_thread(self._load, model))
        except Exception as error:
            log.exception("the model that was decided to be live could not be loaded; the one in use stays")
            self._problem = f"{type(error).__name__}: {error}"
            self._rest_until = time.monotonic() + PAUSE_AFTER_PROBLEM
            return False
        self._decision, self.model, self._problem = decision, model, ""
        if changed:
            log.warning("model %s taken into use", model.name)
        return changed
