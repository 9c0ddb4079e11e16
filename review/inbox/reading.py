"""Reading one conversation from the log, a page of turns at a time; its cost does not grow with the conversation."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from bot.conversations.models import ConversationEvent, ConversationFeedback, ConversationTurn
from catalog.situations import Situation
from review.inbox import listing
from review.inbox.listing import Row
from review.inbox.plan_change import Knowing, PlanChange, plan_change
from review.inbox.turns import Event, Turn, answers, turn, with_slots
from review.judging import judgements, marks
from review.judging.judgements import Given
from review.judging.marks import Note
from review.web.templates import TIME_ZONE

#: Turns on one page.
SIZE = 40
#: The greeting that a channel asks for; it opens a conversation and is no turn of the person.
OPENING = "begin"
#: Slots that a plan rests on.
PLANNING = ("situation", "answers", "done_steps")
#: Kinds of events that a reader is shown.
SHOWN = ("user", "bot", "slot")

SituationOf = Callable[[str], Situation | None]


@dataclass(frozen=True)
class Feedback:
    """What the person said of an answer."""

    helped: bool
    words: str
    at: float


@dataclass(frozen=True)
class ReadTurn:
    """A turn with what it changed in the plan (None: no situation yet) and what was thought of it."""

    turn: Turn
    plan: PlanChange | None = None
    given: tuple[Given, ...] = ()
    feedback: tuple[Feedback, ...] = ()


@dataclass(frozen=True)
class Reading:
    """One page of a conversation. `page` counts from 1 to `pages`. `opening` is there on the first page only."""

    row: Row
    opening: Turn | None
    turns: tuple[ReadTurn, ...]
    page: int
    pages: int
    notes: tuple[Note, ...]


def page_of(number: int) -> int:
    """The page on which the turn with this number stands."""
    return (max(1, number) - 1) // SIZE + 1


def read(session: Session, conversation_id: str, page: int, situation_of: SituationOf) -> Reading | None:
    """The page, or the nearest there is; None if there is no such conversation."""
    rows = listing.read(session, [conversation_id])
    if not rows:
        return None
    own = (ConversationTurn.conversation_id == conversation_id, ConversationTurn.intent != OPENING)
    count = int(session.scalar(select(func.count()).select_from(ConversationTurn).where(*own)) or 0)
    pages = max(1, page_of(count))
    page = min(max(1, page), pages)
    wanted = select(ConversationTurn).where(*own).order_by(ConversationTurn.position)
    found = list(session.scalars(wanted.offset((page - 1) * SIZE).limit(SIZE + 1)))
    first = int(found[0].position) if found and page > 1 else 0
    end = int(found[SIZE].position) if len(found) > SIZE else None
    events = _events(session, conversation_id, first, end)
    slots = _slots_before(session, conversation_id, first) if first else {}
    opening, turns = _turns(found[:SIZE], events, slots, (page - 1) * SIZE + 1)
    return Reading(
        row=rows[0],
        opening=opening if page == 1 else None,
        turns=_with_judgement(session, conversation_id, _with_plans(turns, slots, situation_of)),
        page=page,
        pages=pages,
        notes=marks.notes(session, conversation_id),
    )


def _events(session: Session, conversation_id: str, first: int, end: int | None) -> list[tuple[int, Event]]:
    wanted = select(ConversationEvent.position, ConversationEvent.data).where(
        ConversationEvent.conversation_id == conversation_id,
        ConversationEvent.position >= first,
        ConversationEvent.type.in_(SHOWN),
    )
    if end is not None:
        wanted = wanted.where(ConversationEvent.position < end)
    return [(int(at), data) for at, data in session.execute(wanted.order_by(ConversationEvent.position))]


def _slots_before(session: Session, conversation_id: str, position: int) -> dict[str, Any]:
    """The slots just before this position, each from its latest event."""
    name = ConversationEvent.data["name"].as_string()
    latest = (
        select(func.max(ConversationEvent.position))
        .where(
            ConversationEvent.conversation_id == conversation_id,
            ConversationEvent.type == "slot",
            ConversationEvent.position < position,
        )
        .group_by(name)
    )
    rows = session.scalars(
        select(ConversationEvent.data)
        .where(ConversationEvent.conversation_id == conversation_id, ConversationEvent.position.in_(latest))
        .order_by(ConversationEvent.position)
    )
    return with_slots({}, rows)


def _turns(
    rows: Sequence[Any], events: Sequence[tuple[int, Event]], slots: Mapping[str, Any], number: int
) -> tuple[Turn | None, list[tuple[Turn, Mapping[str, Any]]]]:
    """The opening and the turns, each with the slots after it. Events up to the next turn belong to a turn."""
    starts = [int(row.position) for row in rows]
    before = [data for at, data in events if not starts or at < starts[0]]
    opening = Turn(0, 0, float(before[0]["timestamp"]), answers=answers(before)) if answers(before) else None
    slots = with_slots(slots, before)
    turns: list[tuple[Turn, Mapping[str, Any]]] = []
    for place, row in enumerate(rows):
        end = starts[place + 1] if place + 1 < len(starts) else None
        own = [data for at, data in events if at >= starts[place] and (end is None or at < end)]
        turns.append((turn(number + place, vars(row), own, slots), slots := with_slots(slots, own)))
    return opening, turns


def _with_plans(
    turns: Sequence[tuple[Turn, Mapping[str, Any]]], slots: Mapping[str, Any], situation_of: SituationOf
) -> list[ReadTurn]:
    found = []
    before = Knowing.of(slots)
    for one, slots_after in turns:
        after = Knowing.of(slots_after)
        situation = situation_of(after.situation) if after.situation else None
        day = datetime.fromtimestamp(one.at, TIME_ZONE).date()
        moved = set(one.slots) & set(PLANNING)
        change = plan_change(situation, before, after, day) if situation and moved else None
        found.append(ReadTurn(one, change))
        before = after
    return found


def _with_judgement(session: Session, conversation_id: str, turns: Sequence[ReadTurn]) -> tuple[ReadTurn, ...]:
    positions = [one.turn.position for one in turns]
    given = judgements.judgements(session, conversation_id, positions)
    rows = session.scalars(
        select(ConversationFeedback)
        .where(ConversationFeedback.conversation_id == conversation_id, ConversationFeedback.position.in_(positions))
        .order_by(ConversationFeedback.id)
    )
    feedback: dict[int, tuple[Feedback, ...]] = {}
    for row in rows:
        feedback[row.position] = (*feedback.get(row.position, ()), Feedback(row.helped, row.words or "", row.at))
    return tuple(
        ReadTurn(one.turn, one.plan, given.get(one.turn.position, ()), feedback.get(one.turn.position, ()))
        for one in turns
    )
