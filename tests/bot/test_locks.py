"""Messages of one conversation are answered in turn; those of others meanwhile."""

from __future__ import annotations

import asyncio
import shutil
from collections.abc import AsyncIterator

import pytest
from redis.asyncio import Redis

from bot.locks import QueueingLockStore
from tests.conftest import require
from tests.services import redis_server


@pytest.fixture
async def redis() -> AsyncIterator["Redis[bytes]"]:
    require(shutil.which("redis-server") is not None, "redis-server")
    with redis_server() as address:
        client: Redis[bytes] = Redis.from_url(address)
        yield client
        await client.aclose() if hasattr(client, "aclose") else await client.close()


async def take_turns(store: QueueingLockStore, conversation: str, name: str, told: list[str]) -> None:
    async with store.lock(conversation):
        told.append(f"{name} begins")
        await asyncio.sleep(0.01)
        told.append(f"{name} ends")


async def test_messages_of_one_conversation_wait_for_each_other_in_order() -> None:
    store, told = QueueingLockStore(), []

    await asyncio.gather(*(take_turns(store, "web-1", name, told) for name in "абв"))

    assert told == ["а begins", "а ends", "б begins", "б ends", "в begins", "в ends"]


async def test_conversations_do_not_wait_for_each_other() -> None:
    store, told = QueueingLockStore(), []

    await asyncio.gather(take_turns(store, "web-1", "а", told), take_turns(store, "web-2", "б", told))

    assert told[:2] == ["а begins", "б begins"]


async def test_a_turn_that_fails_lets_the_next_one_in() -> None:
    store, told = QueueingLockStore(), []

    with pytest.raises(RuntimeError):
        async with store.lock("web-1"):
            raise RuntimeError("the turn failed")
    await take_turns(store, "web-1", "а", told)

    assert told == ["а begins", "а ends"]


@pytest.mark.redis
async def test_workers_that_share_redis_take_turns_too(redis: "Redis[bytes]") -> None:
    first, second, told = QueueingLockStore(redis), QueueingLockStore(redis), []

    await asyncio.gather(take_turns(first, "web-1", "а", told), take_turns(second, "web-1", "б", told))

    assert [told[0][2:], told[1][2:], told[2][2:], told[3][2:]] == ["begins", "ends", "begins", "ends"]
