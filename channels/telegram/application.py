"""The part of python-telegram-bot that speaks to Telegram and calls us with updates."""

from __future__ import annotations

from typing import Any

from telegram.ext import AIORateLimiter, Application, ApplicationBuilder

#: An application, whatever it keeps of chats and people; ours keeps nothing.
TelegramApplication = Application[Any, Any, Any, Any, Any, Any]


def build(token: str, base_url: str | None, polling: bool) -> TelegramApplication:
    """The application that speaks to Telegram; nothing is sent yet."""
    builder = ApplicationBuilder().token(token).rate_limiter(AIORateLimiter(max_retries=3)).concurrent_updates(True)
    if base_url:
        builder = builder.base_url(f"{base_url.rstrip('/')}/bot").base_file_url(f"{base_url.rstrip('/')}/file/bot")
    if not polling:
        builder = builder.updater(None)
    return builder.build()
