"""A message sent again after a lost answer is answered again, not said twice.

The caller marks each message with an `Idempotency-Key` and keeps the mark when it tries again.
"""

from __future__ import annotations

import asyncio
import re
from collections import OrderedDict
from collections.abc import Awaitable, Callable

from starlette.requests import Request
from starlette.responses import Response

from channels.webchat.requests import Refused

HEADER = "idempotency-key"
KEY = re.compile(r"[A-Za-z0-9_-]{8,64}")
#: Answers remembered, over all conversations; a retry comes within seconds.
REMEMBERED = 5_000


def read_idempotency_key(request: Request) -> str | None:
    """The request's key, if it has one. Refused with 400 when it cannot be one."""
    key = request.headers.get(HEADER)
    if key is not None and not KEY.fullmatch(key):
        raise Refused(400, "bad_idempotency_key")
    return key


class RecentAnswers:
    """The latest answers by conversation and key."""

    def __init__(self) -> None:
        self._answers: OrderedDict[tuple[str, str], asyncio.Task[Response]] = OrderedDict()

    async def once(self, conversation: str, key: str | None, answer: Callable[[], Awaitable[Response]]) -> Response:
        """The answer made for this key before, even if it is still being made; else a new one.

        What was refused or failed is not remembered: the message was not taken, and may be sent again.
        """
        if key is None:
            return await answer()
        mark = (conversation, key)
        task = self._answers.get(mark)
        if task is None:
            task = self._answers[mark] = asyncio.ensure_future(_run(answer))
            if len(self._answers) > REMEMBERED:
                self._answers.popitem(last=False)
        try:
            # The caller may hang up; the message is answered all the same, and the retry finds the answer.
            return await asyncio.shield(task)
        except Exception:
            self._answers.pop(mark, None)
            raise


async def _run(answer: Callable[[], Awaitable[Response]]) -> Response:
    return await answer()
