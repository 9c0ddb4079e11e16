"""The kill switch: channels that are paused, and why. Nothing is remembered in between, so a change holds at once.

A channel is paused by its own row or by the row of all channels. Every worker looks here before each message.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Column, Float, String, Text, bindparam, delete, select
from sqlalchemy.engine import Engine
from sqlalchemy.orm import Session

from bot.conversations.models import Base
from bot.conversations.ownership import Note, unnoted

#: Stands for every channel, those added later as well.
ALL = "all"
#: Channels that can be paused one by one.
CHANNELS = ("web", "telegram")
#: Longest reason, in characters: people read it in a chat.
REASON_LIMIT = 500


class ChannelPause(Base):
    """One paused channel. `reason` is in Ukrainian, `reason_en` in English where given; `by` names who paused it."""

    __tablename__ = "channel_pause"

    channel = Column(String(16), primary_key=True)
    reason = Column(Text, nullable=False)
    reason_en = Column(Text, nullable=False)
    since = Column(Float, nullable=False)
    by = Column(String(64), nullable=False)


_PAUSES = select(ChannelPause.__table__).where(ChannelPause.__table__.c.channel.in_((bindparam("own"), ALL)))


@dataclass(frozen=True)
class Pause:
    """Since when (seconds since 1970) and why a channel rests. `channel` is `ALL` for the switch of all."""

    channel: str
    reason: str
    reason_en: str
    since: float
    by: str

    def reason_in(self, language: str) -> str:
        """The reason in this language; in Ukrainian where it was not given in English."""
        return self.reason_en if language == "en" and self.reason_en else self.reason


class SwitchError(ValueError):
    """The channel or the reason cannot be used. `fault` is "channel", "no_reason" or "long_reason"."""

    def __init__(self, fault: str, found: str, allowed: str) -> None:
        super().__init__(f'{fault}: found "{found}"; allowed: {allowed}')
        self.fault = fault
        self.found = found
        self.allowed = allowed


class Switches:
    """The switches of all channels."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        Base.metadata.create_all(engine)

    def pause_of(self, channel: str) -> Pause | None:
        """Why this channel rests; None while it works. Its own reason comes before that of all."""
        with self._engine.connect() as connection:
            rows = connection.execute(_PAUSES, {"own": channel}).all()
        own_first = sorted(rows, key=lambda row: bool(row.channel == ALL))
        return _pause(own_first[0]) if own_first else None

    def all(self) -> Mapping[str, Pause]:
        """Every switch that is off, by channel (or `ALL`)."""
        with Session(self._engine) as session:
            rows = session.scalars(select(ChannelPause).order_by(ChannelPause.channel)).all()
        return {row.channel: _pause(row) for row in rows}

    def pause(self, pause: Pause, note: Note = unnoted) -> None:
        """Pause a channel, or give another reason for a pause. Raises `SwitchError` before anything is written."""
        _check(pause)
        with Session(self._engine) as session, session.begin():
            session.merge(ChannelPause(**_columns(pause)))
            note(session)

    def resume(self, channel: str, note: Note = unnoted) -> bool:
        """Let the channel work again; whether it was paused. The switch of all and a channel's own are two."""
        _check_channel(channel)
        with Session(self._engine) as session, session.begin():
            gone = session.execute(delete(ChannelPause).where(ChannelPause.channel == channel)).rowcount
            if gone:
                note(session)
        return bool(gone)


def _check(pause: Pause) -> None:
    _check_channel(pause.channel)
    if not pause.reason.strip():
        raise SwitchError("no_reason", pause.reason, f"1–{REASON_LIMIT}")
    for reason in (pause.reason, pause.reason_en):
        if len(reason) > REASON_LIMIT:
            raise SwitchError("long_reason", str(len(reason)), f"1–{REASON_LIMIT}")


def _check_channel(channel: str) -> None:
    if channel not in (*CHANNELS, ALL):
        raise SwitchError("channel", channel, ", ".join((*CHANNELS, ALL)))


def _columns(pause: Pause) -> dict[str, Any]:
    return {name: getattr(pause, name) for name in ("channel", "reason", "reason_en", "since", "by")}


def _pause(row: ChannelPause) -> Pause:
    return Pause(row.channel, row.reason, row.reason_en, float(row.since), row.by)
