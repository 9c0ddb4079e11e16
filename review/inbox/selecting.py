"""From filters to SQL. Only columns of the summary's covering index are looked at, or small tables of staff's marks."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Any

from sqlalchemy import or_, select
from sqlalchemy.sql import Select

from bot.conversations import full_text
from bot.conversations.members import holding
from bot.conversations.models import ConversationFeedback, ConversationSummary
from review.inbox.filters import Feedback, Filters, Sort, Traffic
from review.inbox.statuses import UNRESOLVED
from review.judging.marks import folded
from review.judging.models import ConversationTag, ReviewState, TurnVerdict
from review.web.templates import TIME_ZONE

#: A message is unlike anything in training below this: of the training examples, one in twenty is so far from the rest.
UNLIKE_BELOW = 0.05

SORT_COLUMNS: dict[Sort, Any] = {
    Sort.ACTIVITY: ConversationSummary.last_activity_at,
    Sort.START: ConversationSummary.started_at,
    Sort.CONFIDENCE: ConversationSummary.lowest_confidence,
}


def narrowed(query: Select, filters: Filters, dialect: str) -> Select:
    """The query over `ConversationSummary` with the filters' conditions. `dialect`: "sqlite" or "postgresql"."""
    return query.where(*_own_conditions(filters), *_conditions_elsewhere(filters, dialect))


def start_of(day: date) -> float:
    """The first moment of the day in Ukraine, in seconds since 1970."""
    return datetime.combine(day, time.min, TIME_ZONE).timestamp()


def _own_conditions(filters: Filters) -> list[Any]:
    """Conditions on the summary's own columns. Conversations in which nobody said anything are never shown."""
    row = ConversationSummary
    found: list[Any] = [row.turn_count > 0]
    if filters.traffic is not Traffic.ALL:
        found.append(row.is_test.is_(filters.traffic is Traffic.TESTS))
    if filters.since:
        found.append(row.last_activity_at >= start_of(filters.since))
    if filters.until:
        found.append(row.last_activity_at < start_of(filters.until + timedelta(days=1)))
    for column, value in ((row.channel, filters.channel), (row.language, filters.language)):
        if value:
            found.append(column == value)
    if filters.situation:
        found.append(row.situations.contains(holding(filters.situation), autoescape=True))
    if filters.statuses:
        found.append(or_(*(row.statuses.contains(holding(one), autoescape=True) for one in filters.statuses)))
    if filters.least is not None:
        found.append(row.lowest_confidence >= filters.least / 100)
    if filters.most is not None:
        found.append(row.lowest_confidence <= filters.most / 100)
    if filters.unlike:
        found.append(row.lowest_likeness < UNLIKE_BELOW)
    if filters.unresolved:
        found.append(row.last_status.in_(UNRESOLVED))
    if filters.sort is Sort.CONFIDENCE:
        found.append(row.lowest_confidence.is_not(None))
    return found


def _conditions_elsewhere(filters: Filters, dialect: str) -> list[Any]:
    """Conditions on messages, feedback and what staff noted."""
    own = ConversationSummary.conversation_id
    found: list[Any] = []
    if filters.text:
        asked = full_text.terms(filters.text)
        found.append(ConversationSummary.number.in_(full_text.numbers_saying(dialect, asked, filters.said)))
    if filters.feedback:
        given = select(ConversationFeedback.conversation_id)
        if filters.feedback is not Feedback.ANY:
            given = given.where(ConversationFeedback.helped.is_(filters.feedback is Feedback.HELPED))
        found.append(own.in_(given))
    if filters.verdict:
        verdicts = select(TurnVerdict.conversation_id)
        found.append(
            own.in_(verdicts.where(TurnVerdict.counts.is_(True), TurnVerdict.verdict == filters.verdict.value))
        )
    if filters.tag:
        tagged = select(ConversationTag.conversation_id)
        found.append(own.in_(tagged.where(ConversationTag.folded == folded(filters.tag))))
    found.extend(_care(filters))
    return found


def _care(filters: Filters) -> list[Any]:
    own = ConversationSummary.conversation_id
    state = select(ReviewState.conversation_id)
    found: list[Any] = []
    if filters.reviewed is not None:
        done = own.in_(state.where(ReviewState.reviewed_at.is_not(None)))
        found.append(done if filters.reviewed else ~done)
    if filters.reviewer is not None:
        found.append(own.in_(state.where(ReviewState.reviewer_id == filters.reviewer)))
    if filters.assignee is not None:
        found.append(own.in_(state.where(ReviewState.assignee_id == filters.assignee)))
    return found
