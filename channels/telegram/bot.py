"""The Telegram bot: an assistant, what it hears and what it says, by long polling or webhook."""

from __future__ import annotations

from contextlib import AbstractAsyncContextManager
from dataclasses import replace

from starlette.routing import Route
from telegram.error import BadRequest, Forbidden

from channels.conversation import Assistant, Author, Unreachable
from channels.reply import Notice, NoticeKind, Reply
from channels.take_along import TakeAlong
from channels.telegram.application import build
from channels.telegram.connection import Connection
from channels.telegram.handlers import Handlers
from channels.telegram.sending import Sender
from channels.telegram.texts import texts
from channels.telegram.updates import chat_of
from channels.telegram.webhook import Webhook


class TelegramBot:
    """One bot over an assistant. `running` keeps it at work, `routes` receives its webhook."""

    def __init__(
        self,
        assistant: Assistant,
        *,
        token: str,
        base_url: str | None = None,
        webhook_url: str | None = None,
        webhook_secret: str | None = None,
        messages_per_minute: int = 30,
        take_along: TakeAlong | None = None,
    ) -> None:
        self._webhook = Webhook(webhook_url, webhook_secret) if webhook_url else None
        self._application = build(token, base_url, polling=self._webhook is None)
        self._connection = Connection(self._application, self._webhook)
        self._sender = Sender(self._application.bot, takes_along=take_along is not None)
        Handlers(assistant, self._sender, messages_per_minute, take_along).register(self._application)

    def routes(self) -> list[Route]:
        return self._webhook.routes(self._application) if self._webhook is not None else []

    def running(self) -> AbstractAsyncContextManager[None]:
        """Keeps the bot at work while the block runs. Telegram being away does not stop the rest of Signpost."""
        return self._connection.running()

    async def push(self, conversation: str, author: Author, reply: Reply, language: str) -> None:
        """Write to a person unasked. See `channels.conversation.Push`."""
        chat = chat_of(conversation)
        if author is Author.STAFF:
            reply = replace(reply, notices=(Notice(NoticeKind.STAFF, texts(language)["staff"]), *reply.notices))
        try:
            await self._sender.send(chat, reply, language)
        except Forbidden as error:
            raise Unreachable(error.message) from error
        except BadRequest as error:
            if "chat not found" not in error.message.lower():
                raise
            raise Unreachable(error.message) from error
