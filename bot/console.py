"""The review console of the running program: which features it has, and what they are handed."""

from __future__ import annotations

from bot.candidates.bench import Bench
from bot.candidates.pointer import Pointer
from bot.candidates.present import PresentExamples
from bot.candidates.workshop import ModelWorkshop, starter
from bot.conversations.duties import Duties
from bot.conversations.retention import Retention
from bot.conversations.switches import Switches
from bot.parts import Parts
from bot.settings import PROJECT, Settings
from catalog.catalogue import Catalogue
from catalog.help_desk_store import HelpDeskStore
from catalog.text import Text
from channels import privacy
from review.access.features import Access
from review.console import Console
from review.inbox import pages as inbox
from review.judging import pages as judging
from review.live.pages import LiveHelp
from review.retention.pages import RetentionPages
from review.statistics.keeping import Statistics
from review.statistics.pages import StatisticsPages
from review.switches.pages import SwitchPages
from review.teaching import pages as teaching
from review.teaching.room import Room
from review.web.pages import Feature


def features(settings: Settings, parts: Parts) -> tuple[Feature, ...]:
    """The features in the order of the menu. Signing in, accounts and the audit log come with every console."""

    def catalogue() -> Catalogue:
        return parts.source().catalogue

    duties, retention = Duties(parts.engine), Retention(parts.engine, settings.retention_days)
    return (
        inbox.feature(parts.engine, catalogue),
        judging.feature(parts.engine),
        _teaching(settings, parts),
        _live_help(parts),
        StatisticsPages(Statistics(parts.engine, duties), catalogue).feature(),
        RetentionPages(parts.engine, retention, duties, catalogue).feature(),
        SwitchPages(Switches(parts.engine)).feature(),
    )


def _live_help(parts: Parts) -> Feature:
    def title_of(situation_id: str) -> Text | None:
        situation = parts.source().catalogue.situation(situation_id)
        return situation.title if situation is not None else None

    hours = HelpDeskStore(parts.engine)
    switches = Switches(parts.engine)
    return LiveHelp(parts.store, parts.outbox, parts.ownership, hours, switches, title_of, _hide).feature()


def _teaching(settings: Settings, parts: Parts) -> Feature:
    bench, present = Bench(parts.engine), PresentExamples(PROJECT)
    pointer = Pointer(parts.engine, settings.models, bench)
    workshop = ModelWorkshop(
        parts.engine, settings.models, bench, pointer, starter(settings), lambda: parts.following.in_use()
    )
    return teaching.feature(
        Room(parts.engine, lambda: parts.source().catalogue, present.look, present.intents, _hide, PROJECT, workshop)
    )


def _hide(text: str) -> tuple[str, tuple[str, ...]]:
    """A text without personal data, and the kinds that were in it."""
    hidden = privacy.hide(text)
    return hidden.text, tuple(kind.value for kind in hidden.kinds)


def console(settings: Settings, parts: Parts) -> Console:
    """The console over the program's database."""
    return Console(parts.engine, features(settings, parts), Access(parts.engine, settings.oidc))
