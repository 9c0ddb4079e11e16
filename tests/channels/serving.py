"""Serving an application over real HTTP on a free port, in the test's own event loop."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager

import uvicorn
from starlette.types import ASGIApp

PATIENCE = 20.0


class _Server(uvicorn.Server):
    """A server that leaves Ctrl+C to pytest."""

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield


@asynccontextmanager
async def serving(app: ASGIApp) -> AsyncIterator[str]:
    """The address of the application while the block runs."""
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        config = uvicorn.Config(app, log_level="error", lifespan="off", ws="none", timeout_graceful_shutdown=2)
        server = _Server(config)
        task = asyncio.create_task(server.serve(sockets=[listening]))
        await eventually(lambda: server.started, "the server to start")
        try:
            yield f"http://127.0.0.1:{listening.getsockname()[1]}"
        finally:
            server.should_exit = True
            await task


async def eventually(true: Callable[[], bool], what: str) -> None:
    """Return once it is true. AssertionError, naming `what` was waited for, if it does not become so."""
    waited = 0.0
    while not true():
        assert waited < PATIENCE, f"waited in vain for {what}"
        await asyncio.sleep(0.01)
        waited += 0.01
