"""Putting the program together: database, catalogue, model, assistant, channels."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from redis.asyncio import Redis
from sqlalchemy.engine import Engine
from starlette.applications import Starlette
from starlette.routing import BaseRoute

from actions import knowledge
from bot import portal
from bot.assistant import SignpostAssistant
from bot.conversations.store import ConversationStore
from bot.conversations.trackers import WorkingTrackerStore
from bot.database import open_database
from bot.knowledge_source import CatalogueSource
from bot.locks import QueueingLockStore
from bot.model import latest_model, load_agent
from bot.security_headers import middleware
from bot.settings import Settings
from bot.status import Status
from channels.telegram.bot import TelegramBot
from channels.webchat.api import WebChat


@dataclass(frozen=True)
class Parts:
    """The parts of a running Signpost, for those that need more than the web application."""

    engine: Engine
    source: CatalogueSource
    store: ConversationStore
    assistant: SignpostAssistant
    model: Path


def assemble(settings: Settings) -> Parts:
    """Open the database, read the catalogue, load the model.

    Raises `NoModel` when none was trained, LookupError when no catalogue was loaded.
    """
    engine = open_database(settings.database_url)
    source = CatalogueSource(engine)
    knowledge.use(source)
    store = ConversationStore(engine)
    redis = Redis.from_url(settings.redis_url) if settings.redis_url else None
    model = latest_model(settings.models)
    agent = load_agent(model, WorkingTrackerStore(store), QueueingLockStore(redis))
    return Parts(engine, source, store, SignpostAssistant(agent, store), model)


def application(settings: Settings, parts: Parts) -> Starlette:
    """The web application with every channel mounted; Telegram runs as long as the application does."""
    web = WebChat(parts.assistant, settings.messages_per_minute, settings.conversations_per_minute)
    telegram = _telegram(settings, parts)
    names = ("web", "telegram") if telegram else ("web",)
    status = Status(parts.engine, parts.source, parts.model.name, names)
    routes: list[BaseRoute] = [*status.routes(), *web.routes(), *portal.routes()]
    if telegram is not None:
        routes.extend(telegram.routes())

    @asynccontextmanager
    async def running(_app: Starlette) -> AsyncIterator[None]:
        if telegram is None:
            yield
            return
        async with telegram.running():
            yield

    return Starlette(routes=routes, middleware=middleware(settings.allowed_origins), lifespan=running)


def _telegram(settings: Settings, parts: Parts) -> TelegramBot | None:
    if settings.telegram_token is None:
        return None
    return TelegramBot(
        parts.assistant,
        token=settings.telegram_token,
        base_url=settings.telegram_base_url,
        webhook_url=settings.telegram_webhook_url,
        webhook_secret=settings.telegram_webhook_secret,
        messages_per_minute=settings.messages_per_minute,
    )
