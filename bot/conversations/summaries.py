"""Keeping a conversation's summary and its searchable words in step with the log."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any

from sqlalchemy import bindparam, insert, select, update
from sqlalchemy.orm import Session

from bot.conversations import full_text
from bot.conversations.members import with_member
from bot.conversations.models import ConversationSummary

TABLE = ConversationSummary.__table__
_BEGIN, _GO_ON = insert(TABLE), update(TABLE).where(TABLE.c.number == bindparam("summary"))


@dataclass(frozen=True)
class Facts:
    """What a summary repeats of its conversation, so that lists need no other table."""

    conversation_id: str
    channel: str
    is_test: bool
    started_at: float
    language: str
    last_activity_at: float


@dataclass(frozen=True)
class Counts:
    """What a summary gathers over the turns of its conversation."""

    turn_count: int = 0
    lowest_confidence: float | None = None
    lowest_likeness: float | None = None
    last_status: str | None = None
    statuses: str = ""
    situations: str = ""

    def after(self, turn: Mapping[str, Any], pressed: bool) -> Counts:
        """With one turn more. What was `pressed` is always understood, so it says nothing about understanding."""
        counts = replace(
            self,
            turn_count=self.turn_count + 1,
            last_status=turn["status"],
            statuses=with_member(self.statuses, turn["status"]),
            situations=with_member(self.situations, turn["situation"]),
        )
        if pressed:
            return counts
        return replace(
            counts,
            lowest_confidence=_lowest(self.lowest_confidence, turn["confidence"]),
            lowest_likeness=_lowest(self.lowest_likeness, turn["likeness"]),
        )


@dataclass(frozen=True)
class Summary:
    """The counts so far; `number` is None for a conversation that has no summary yet."""

    number: int | None = None
    counts: Counts = Counts()


#: The columns a `Summary` is made of.
COLUMNS = (TABLE.c.number, *(TABLE.c[name] for name in asdict(Counts())))


def summary_of(row: Sequence[Any]) -> Summary:
    """From the values of `COLUMNS`, all None where there is no summary."""
    number, *counted = row
    return Summary() if number is None else Summary(int(number), Counts(*counted))


def find(session: Session, conversation_id: str) -> Summary:
    """The summary as it is kept."""
    row = session.execute(select(*COLUMNS).where(TABLE.c.conversation_id == conversation_id)).one_or_none()
    return summary_of(row) if row is not None else Summary()


def note(
    session: Session,
    facts: Facts,
    so_far: Summary,
    position: int,
    events: Sequence[Mapping[str, Any]],
    turn: Mapping[str, Any] | None,
) -> None:
    """Note the events appended to the conversation at `position`, and the turn they make, if they make one."""
    counts = so_far.counts
    if turn is not None and _shown(events):
        counts = counts.after(turn, pressed=_pressed(events))
    columns = {**asdict(facts), **asdict(counts)}
    number = so_far.number
    if number is None:
        number = int(session.execute(_BEGIN, {**columns, "kept": False}).inserted_primary_key[0])
    else:
        # Staff mark conversations as tests, or to be kept; a turn leaves their marks alone.
        del columns["is_test"]
        session.execute(_GO_ON, {"summary": number, **columns})
    index(session, number, position, events)


def index(session: Session, number: int, position: int, events: Sequence[Mapping[str, Any]]) -> None:
    """Make what was said in these events findable under conversation `number`."""
    person, assistant = " ".join(_shown(events)), " ".join(_replies(events))
    if person or assistant:
        full_text.add_entry(session, number, position, person, assistant)


def _lowest(one: float | None, other: float | None) -> float | None:
    both = [value for value in (one, other) if value is not None]
    return min(both, default=None)


def _metadata(events: Iterable[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    return [event.get("metadata") or {} for event in events if event.get("event") == "user"]


def _shown(events: Iterable[Mapping[str, Any]]) -> list[str]:
    """What the person said or pressed; nothing for a greeting the channel asked for."""
    return [str(metadata["shown"]) for metadata in _metadata(events) if metadata.get("shown")]


def _pressed(events: Iterable[Mapping[str, Any]]) -> bool:
    return any(metadata.get("payload") for metadata in _metadata(events))


def _replies(events: Iterable[Mapping[str, Any]]) -> list[str]:
    return [
        str(((event.get("data") or {}).get("custom") or {}).get("text") or event.get("text") or "")
        for event in events
        if event.get("event") == "bot"
    ]
