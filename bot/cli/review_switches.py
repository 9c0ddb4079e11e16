"""`signpost review pause`, `resume`: the kill switch of channels. It works whether or not the program runs."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import click

from bot.cli.output import engine, fail

if TYPE_CHECKING:
    from bot.conversations.ownership import Note
    from bot.conversations.switches import Switches

channel_argument = click.argument("channel", metavar="CHANNEL")


@click.command()
@channel_argument
@click.option("--reason", required=True, help="Why, in Ukrainian: everyone who writes is told.")
@click.option("--reason-en", default="", help="The same in English; without it the Ukrainian reason is shown.")
def pause(channel: str, reason: str, reason_en: str) -> None:
    """Pause a CHANNEL (web, telegram, or all) at once, on every worker. Nothing that people write is kept meanwhile."""
    from bot.conversations.switches import Pause, SwitchError
    from review.access.audit import NOBODY

    wanted = Pause(channel, reason.strip(), reason_en.strip(), time.time(), NOBODY)
    try:
        _switches().pause(wanted, _note("channel_paused", channel, reason=wanted.reason))
    except SwitchError as error:
        raise fail(str(error)) from None
    click.echo(f"Paused: {channel}")


@click.command()
@channel_argument
def resume(channel: str) -> None:
    """Let a paused CHANNEL (web, telegram, or all) work again."""
    from bot.conversations.switches import SwitchError

    switches = _switches()
    try:
        resumed = switches.resume(channel, _note("channel_resumed", channel))
    except SwitchError as error:
        raise fail(str(error)) from None
    if not resumed:
        paused = ", ".join(switches.all()) or "none"
        raise fail(f"{channel} is not paused by a switch of its own; paused: {paused}")
    click.echo(f"Working again: {channel}")


def _switches() -> "Switches":
    from bot.conversations.switches import Switches
    from review.access.models import Base

    database = engine()
    Base.metadata.create_all(database)
    return Switches(database)


def _note(action: str, channel: str, **details: str) -> "Note":
    from sqlalchemy.orm import Session

    from review.access import audit

    def note(session: Session) -> None:
        audit.record(session, None, time.time(), action, f"channel:{channel}", **details)

    return note
