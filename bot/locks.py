"""One message of a conversation at a time, others meanwhile; the next one goes on at once.

Rasa's own lock stores look again once a second. Here waiting is a queue: within a process an `asyncio.Lock`, between
workers a Redis lock on top of it.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any
from weakref import WeakValueDictionary

from rasa.core.lock_store import LockStore
from redis.asyncio import Redis

#: After so many seconds a lock of a worker that died is free again.
LOCK_LIFETIME = 60
#: How often a worker asks Redis for a lock that another worker holds, in seconds.
REDIS_PAUSE = 0.02


class QueueingLockStore(LockStore):
    """Rasa's lock interface over a queue per conversation."""

    def __init__(self, redis: "Redis[Any] | None" = None) -> None:
        super().__init__()
        self._redis = redis
        self._locks: WeakValueDictionary[str, asyncio.Lock] = WeakValueDictionary()

    @asynccontextmanager
    async def lock(  # type: ignore[override]
        self, conversation_id: str, lock_lifetime: float = LOCK_LIFETIME, wait_time_in_seconds: float = REDIS_PAUSE
    ) -> AsyncIterator[None]:
        lock = self._locks.get(conversation_id)
        if lock is None:
            lock = self._locks[conversation_id] = asyncio.Lock()
        async with lock:
            if self._redis is None:
                yield
                return
            name = f"signpost:conversation:{conversation_id}"
            async with self._redis.lock(name, timeout=lock_lifetime, sleep=REDIS_PAUSE):
                yield
