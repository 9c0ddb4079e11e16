"""The connection to Telegram: made, tried again while Telegram is away, and ended with the program."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress

from telegram import BotCommand, Update
from telegram.error import InvalidToken, TelegramError

from channels.telegram.application import TelegramApplication
from channels.telegram.texts import LANGUAGES, texts
from channels.telegram.webhook import Webhook

log = logging.getLogger(__name__)

#: Seconds between attempts to reach Telegram.
RETRY_AFTER = 15


class Connection:
    """An application at work while `running`: by its webhook, or by polling where it has none."""

    def __init__(self, application: TelegramApplication, webhook: Webhook | None = None) -> None:
        self._application = application
        self._webhook = webhook

    @asynccontextmanager
    async def running(self) -> AsyncIterator[None]:
        """Keeps the bot at work while the block runs. Telegram being away does not stop the rest of Signpost."""
        life = asyncio.create_task(self._live())
        try:
            yield
        finally:
            life.cancel()
            with suppress(asyncio.CancelledError):
                await life

    async def _live(self) -> None:
        """Connect, trying again while Telegram cannot be reached; then work until cancelled."""
        application = self._application
        while True:
            try:
                await application.initialize()
                break
            except InvalidToken:
                log.error("Telegram refuses TELEGRAM_TOKEN; the bot stays off")
                return
            except TelegramError as error:
                log.warning("Telegram cannot be reached (%s); trying again in %s s", error, RETRY_AFTER)
                await asyncio.sleep(RETRY_AFTER)
        await self._introduce()
        await application.start()
        try:
            if self._webhook is not None:
                await application.bot.set_webhook(self._webhook.address, secret_token=self._webhook.secret)
            elif application.updater is not None:
                await application.updater.start_polling(allowed_updates=Update.ALL_TYPES)
            await asyncio.Event().wait()
        finally:
            if application.updater is not None and application.updater.running:
                await application.updater.stop()
            await application.stop()
            await application.shutdown()

    async def _introduce(self) -> None:
        """Tell Telegram our commands and description in every language."""
        bot = self._application.bot
        for language in LANGUAGES:
            words = texts(language)
            commands = [BotCommand(name, text) for name, text in words["commands"].items()]
            code = None if language == LANGUAGES[0] else language
            try:
                await bot.set_my_commands(commands, language_code=code)
                await bot.set_my_description(words["description"], language_code=code)
            except TelegramError as error:
                log.warning("Telegram did not take the list of commands: %s", error)
