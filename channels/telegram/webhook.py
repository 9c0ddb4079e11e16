"""The address to which Telegram posts its updates, when they are not polled for."""

from __future__ import annotations

import hmac
import json
import secrets

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from telegram import Update

from channels.telegram.application import TelegramApplication

WEBHOOK_PATH = "/telegram/webhook"
SECRET_HEADER = "x-telegram-bot-api-secret-token"
#: Largest update read, in bytes; Telegram's own are far smaller.
MAX_UPDATE = 262_144


class Webhook:
    """Takes updates from Telegram and from nobody else: who posts must know the secret."""

    def __init__(self, address: str, secret: str | None = None) -> None:
        """`address` is where Telegram is told to post; without a `secret`, a new one is made."""
        self.address = address
        self.secret = secret or secrets.token_urlsafe(32)

    def routes(self, application: TelegramApplication) -> list[Route]:
        """Where the updates for this application arrive."""

        async def receive(request: Request) -> Response:
            return await self._receive(request, application)

        return [Route(WEBHOOK_PATH, receive, methods=["POST"])]

    async def _receive(self, request: Request, application: TelegramApplication) -> Response:
        """Takes an update from Telegram: 403 without the right secret, 400 for what is none; answered afterwards."""
        given = request.headers.get(SECRET_HEADER, "")
        if not hmac.compare_digest(given.encode(), self.secret.encode()):
            return Response(status_code=403)
        body = await request.body()
        try:
            data = json.loads(body) if len(body) <= MAX_UPDATE else None
            update = Update.de_json(data, application.bot) if isinstance(data, dict) else None
        except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
            update = None
        if update is None:
            return Response(status_code=400)
        await application.update_queue.put(update)
        return Response(status_code=200)
