"""Putting the program together: database, catalogue, model, assistant, channels."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from rasa.core.agent import Agent
from redis.asyncio import Redis
from starlette.applications import Starlette
from starlette.routing import BaseRoute

from actions import knowledge
from bot import portal
from bot.about.basis import Basis
from bot.about.live import LiveQuality
from bot.about.page import About
from bot.about.parts import Part
from bot.about.quality import MeasuredQuality
from bot.arrivals import Arrivals
from bot.assistant import SignpostAssistant
from bot.candidates.bench import Bench
from bot.candidates.following import Following
from bot.candidates.pointer import Pointer
from bot.console import console
from bot.conversations.outbox import Outbox
from bot.conversations.ownership import Ownership
from bot.conversations.store import ConversationStore
from bot.conversations.switches import Switches
from bot.conversations.trackers import WorkingTrackerStore
from bot.database import open_database
from bot.delivery import Delivery
from bot.forgetting import Forgetting
from bot.knowledge_source import CatalogueSource
from bot.live_help import LiveHelp
from bot.locks import QueueingLockStore
from bot.model import load_agent
from bot.open_data import OpenData, OpenDataLinks
from bot.parts import Parts
from bot.paused import PausedChannels
from bot.security_headers import middleware
from bot.settings import Settings
from bot.status import Status
from bot.takeaway.links import Links
from bot.takeaway.lists import Lists
from bot.takeaway.of_conversation import ConversationLists
from bot.takeaway.pages import GuidePages
from bot.takeaway.secret import signing_secret
from bot.upkeep import Upkeep
from channels.page.chat import FormChat
from channels.take_along import TakeAlong
from channels.webchat.api import WebChat

if TYPE_CHECKING:
    from channels.telegram.bot import TelegramBot


def assemble(settings: Settings) -> Parts:
    """Open the database, read the catalogue, load the model.

    Raises `NoModel` when none was trained, LookupError when no catalogue was loaded.
    """
    engine = open_database(settings.database_url)
    source = CatalogueSource(engine)
    knowledge.use(source)
    store = ConversationStore(engine, Forgetting(engine))
    redis = Redis.from_url(settings.redis_url) if settings.redis_url else None
    pointer = Pointer(engine, settings.models, Bench(engine))
    model = pointer.at_start()
    locks = QueueingLockStore(redis)

    def load(model: Path) -> Agent:
        return load_agent(model, WorkingTrackerStore(store), locks)

    agent = load(model)
    ownership, arrivals = Ownership(engine), Arrivals(store)
    paused = PausedChannels(Switches(engine), store)
    assistant = SignpostAssistant(agent, store, LiveHelp(agent, store, ownership), arrivals, paused)
    following = Following(pointer, load, assistant, model, settings.models)
    return Parts(engine, source, store, Outbox(engine), ownership, arrivals, locks, assistant, following)


def application(settings: Settings, parts: Parts) -> Starlette:
    """The web application with every channel mounted; Telegram runs as long as the application does."""
    lists = Lists(parts.source, Links(signing_secret(settings.secret, settings.database_url)))
    take_along = ConversationLists(parts.store, lists, settings.public_url)
    limits = settings.messages_per_minute, settings.conversations_per_minute
    web = WebChat(parts.assistant, *limits, take_along)
    telegram = _telegram(settings, parts, take_along)
    names = ("web", "telegram") if telegram else ("web",)
    status = Status(parts.engine, _about(parts, names))
    routes: list[BaseRoute] = [*status.routes(), *web.routes(), *portal.routes()]
    routes.extend(OpenData(parts.source.authored, settings.public_url).routes())
    routes.extend(GuidePages(lists, settings.public_url).routes())
    routes.extend(FormChat(parts.assistant, *limits, take_along).routes())
    routes.extend(console(settings, parts).routes())
    upkeep = Upkeep(parts.engine, settings.retention_days, Forgetting(parts.engine))
    if telegram is not None:
        routes.extend(telegram.routes())

    @asynccontextmanager
    async def running(_app: Starlette) -> AsyncIterator[None]:
        async with AsyncExitStack() as running_parts:
            if telegram is not None:
                await running_parts.enter_async_context(telegram.running())
            await running_parts.enter_async_context(_delivery(settings, parts, telegram).running())
            await running_parts.enter_async_context(parts.following.running())
            await running_parts.enter_async_context(upkeep.running())
            yield

    return Starlette(routes=routes, middleware=middleware(settings.allowed_origins), lifespan=running)


def _about(parts: Parts, channels: tuple[str, ...]) -> About:
    quality = MeasuredQuality(lambda: parts.model, parts.source)
    described: list[Part] = [quality, LiveQuality(parts.engine), OpenDataLinks()]
    return About(Basis(parts.source, lambda: parts.model, channels), described)


def _delivery(settings: Settings, parts: Parts, telegram: TelegramBot | None) -> Delivery:
    pushes = {"telegram": telegram} if telegram is not None else {}
    return Delivery(
        parts.store,
        parts.outbox,
        parts.locks,
        parts.source,
        pushes,
        lambda who: parts.arrivals.look([who]),
        Switches(parts.engine),
        settings.reminder_hours,
    )


def _telegram(settings: Settings, parts: Parts, take_along: TakeAlong) -> TelegramBot | None:
    if settings.telegram_token is None:
        return None
    # Half a second of the start, spared where there is no bot.
    from channels.telegram.bot import TelegramBot

    return TelegramBot(
        parts.assistant,
        token=settings.telegram_token,
        base_url=settings.telegram_base_url,
        webhook_url=settings.telegram_webhook_url,
        webhook_secret=settings.telegram_webhook_secret,
        messages_per_minute=settings.messages_per_minute,
        take_along=take_along,
    )
