"""Counting one day from the conversations."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, time, timedelta
from typing import Any

from sqlalchemy import and_, func, or_, select
from sqlalchemy.orm import Session

from bot.conversations.members import holding
from bot.conversations.models import Conversation, ConversationFeedback, ConversationSummary, ConversationTurn
from bot.conversations.outbox_table import ConversationOutbox, Kind
from catalog.kyiv import at
from review.inbox.reading import OPENING
from review.judging.models import TurnVerdict
from review.statistics.measures import Measure, Outcome, bucket_of

#: Rows taken from the database at a time.
PART = 2000
#: Turns with these statuses were not answered by the assistant, so they say nothing of how long it takes.
UNTIMED = ("with_staff",)


@dataclass(frozen=True)
class Where:
    """Whose figures: tests or people, in which channel and language."""

    is_test: bool
    channel: str
    language: str


#: Amounts by place, measure and name.
Figures = Counter[tuple[Where, Measure, str]]


def count_day(session: Session, day: date) -> Figures:
    """Everything that is counted of this day."""
    first, end = at(day, time.min).timestamp(), at(day + timedelta(days=1), time.min).timestamp()
    figures: Figures = Counter()
    for part in (_turns, _begun, _stops, _feedback, _verdicts, _reminders):
        for where, measure, name, amount in part(session, first, end):
            figures[where, measure, name] += amount
    return figures


Counted = Iterator[tuple[Where, Measure, str, int]]


def _turns(session: Session, first: float, end: float) -> Counted:
    """One pass over the turns of the day."""
    row = ConversationTurn
    wanted = (
        select(
            row.conversation_id,
            Conversation.is_test,
            Conversation.channel,
            row.language,
            row.status,
            row.situation,
            row.seconds,
        )
        .join(Conversation, Conversation.id == row.conversation_id)
        .where(row.at >= first, row.at < end, row.intent != OPENING)
        .execution_options(yield_per=PART)
    )
    seen: set[tuple[str, str | None]] = set()
    for conversation_id, is_test, channel, language, status, situation, seconds in session.execute(wanted):
        where = Where(is_test, channel, language)
        yield where, Measure.TURN, status, 1
        if seconds is not None and status not in UNTIMED:
            yield where, Measure.SECONDS, bucket_of(seconds), 1
        if (conversation_id, None) not in seen:
            seen.add((conversation_id, None))
            yield where, Measure.ACTIVE, "conversations", 1
        if situation is not None and (conversation_id, situation) not in seen:
            seen.add((conversation_id, situation))
            yield where, Measure.SITUATION, situation, 1


def _begun(session: Session, first: float, end: float) -> Counted:
    row = ConversationSummary
    answered, clarified, handed_over, with_staff = (
        row.statuses.contains(holding(one)) for one in ("answered", "clarified", "handed_over", "with_staff")
    )
    for outcome, condition in (
        (Outcome.ALL, row.turn_count > 0),
        (Outcome.ANSWERED, answered),
        (Outcome.ALONE, and_(answered, ~handed_over, ~with_staff)),
        (Outcome.CLARIFIED, clarified),
        (Outcome.HANDED_OVER, or_(handed_over, with_staff)),
    ):
        of_day = and_(row.is_test.in_((True, False)), row.started_at >= first, row.started_at < end)
        place = (row.is_test, row.channel, row.language)
        found = select(*place, func.count()).where(of_day, row.turn_count > 0, condition).group_by(*place)
        for is_test, channel, language, amount in session.execute(found):
            yield Where(is_test, channel, language), Measure.BEGUN, outcome.value, amount


def _stops(session: Session, first: float, end: float) -> Counted:
    """The step that was opened last, else the one done last, of the situation the conversation is about."""
    row, slots = ConversationSummary, Conversation.working["slots"]
    wanted = (
        select(row.is_test, row.channel, row.language, Conversation.situation, slots)
        .join(Conversation, Conversation.id == row.conversation_id)
        .where(
            row.is_test.in_((True, False)),
            row.started_at >= first,
            row.started_at < end,
            row.situations != "",
            Conversation.situation.is_not(None),
        )
        .execution_options(yield_per=PART)
    )
    for is_test, channel, language, situation, kept in session.execute(wanted):
        done = ((kept or {}).get("done_steps") or {}).get(situation) or ()
        step = (kept or {}).get("focus_step") or (done[-1] if done else None)
        if step:
            yield Where(is_test, channel, language), Measure.STOP, f"{situation}/{step}", 1


def _feedback(session: Session, first: float, end: float) -> Counted:
    row = ConversationFeedback
    for where, helped, amount in _by_place(session, row, row.helped, row.at >= first, row.at < end):
        yield where, Measure.FEEDBACK, "helped" if helped else "not_helped", amount


def _verdicts(session: Session, first: float, end: float) -> Counted:
    row = TurnVerdict
    counting = (row.counts.is_(True), row.at >= first, row.at < end)
    for where, verdict, amount in _by_place(session, row, row.verdict, *counting):
        yield where, Measure.VERDICT, verdict, amount


def _reminders(session: Session, first: float, end: float) -> Counted:
    row = ConversationOutbox
    for name, moment in (("asked", row.created_at), ("delivered", row.delivered_at)):
        of_day = (row.kind == Kind.REMINDER.value, moment >= first, moment < end)
        for where, _, amount in _by_place(session, row, row.kind, *of_day):
            yield where, Measure.REMINDER, name, amount


def _by_place(session: Session, row: Any, name: Any, *conditions: Any) -> Iterator[tuple[Where, Any, int]]:
    place = (Conversation.is_test, Conversation.channel, Conversation.language)
    found = (
        select(*place, name, func.count())
        .join(Conversation, Conversation.id == row.conversation_id)
        .where(*conditions)
        .group_by(*place, name)
    )
    for is_test, channel, language, value, amount in session.execute(found):
        yield Where(is_test, channel, language), value, int(amount)
