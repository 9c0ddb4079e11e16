"""How long conversations are kept, and deleting those whose time is over.

The time counts from the last activity. Spared are conversations that staff marked "do not delete", and those with a
reminder still to come: the person counts on it. The person's own "delete my data" deletes these as well.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Column, Integer, String, and_, delete, distinct, exists, func, select, text, update
from sqlalchemy.engine import Engine
from sqlalchemy.orm import Session

from bot.conversations import deletion, full_text
from bot.conversations.members import members
from bot.conversations.models import Base, Conversation, ConversationSummary
from bot.conversations.outbox_table import ConversationOutbox, Kind
from bot.conversations.ownership import unnoted
from bot.conversations.switches import CHANNELS

#: The group of all test conversations, whatever their channel.
TEST = "test"
#: How long tests are kept unless staff say otherwise, in days.
TEST_DAYS = 30
MOST_DAYS = 3650
DAY = 86400.0
#: Conversations deleted in one transaction, so that people's messages never wait for long.
BATCH = 100
#: Between two of them, in seconds: SQLite has no queue, so whoever waits needs a gap.
PAUSE = 0.05
#: The commonest situations and endings that a preview names.
EXAMPLES = 5


class RetentionTerm(Base):
    """How many days conversations of a group (a channel, or `TEST`) are kept; no row: the default."""

    __tablename__ = "retention_term"

    group = Column("kept_group", String(16), primary_key=True)
    days = Column(Integer, nullable=False)


class RetentionError(ValueError):
    """A term is none: `group` with what was found."""

    def __init__(self, group: str, found: str) -> None:
        super().__init__(f'the term of "{group}" is "{found}"; allowed: a whole number of days from 1 to {MOST_DAYS}')
        self.group = group
        self.found = found


@dataclass(frozen=True)
class Going:
    """What of one group would be deleted now, and what of it is spared.

    `oldest` is the earliest last activity among what goes, in seconds since 1970. `situations` and `endings` are the
    commonest with their counts of conversations. No word that anybody wrote is in it.
    """

    group: str
    days: int
    conversations: int
    messages: int
    oldest: float | None
    kept: int
    reminding: int
    situations: Mapping[str, int] = field(default_factory=dict)
    endings: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True)
class Deleted:
    """How many conversations of each group a run deleted."""

    conversations: Mapping[str, int]

    @property
    def total(self) -> int:
        return sum(self.conversations.values())


#: Writes what the run did, such as an entry of the audit log, in a transaction of its own after the last deletion.
Told = Callable[[Session, Deleted], None]


def untold(_session: Session, _deleted: Deleted) -> None:
    """Nobody is told."""


class Retention:
    """Terms and deletion over one database. `default_days` holds for every channel without a term of its own."""

    def __init__(self, engine: Engine, default_days: int, before: deletion.Before = deletion.nothing_else) -> None:
        self._engine = engine
        self._default_days = default_days
        self._before = before
        Base.metadata.create_all(engine)

    def terms(self) -> dict[str, int]:
        """Days by group: the channels there are, those that have conversations, and tests last."""
        with Session(self._engine) as session:
            return self._terms(session)

    def set_terms(self, days: Mapping[str, int], note: Callable[[Session], None] = unnoted) -> None:
        """Change the terms of these groups. Raises `RetentionError`; then none is changed."""
        for group, term in days.items():
            if not 1 <= term <= MOST_DAYS:
                raise RetentionError(group, str(term))
        with Session(self._engine) as session, session.begin():
            session.execute(delete(RetentionTerm).where(RetentionTerm.group.in_(list(days))))
            session.add_all(RetentionTerm(group=group, days=term) for group, term in days.items())
            note(session)

    def preview(self, now: float) -> tuple[Going, ...]:
        """What a run would delete at this moment, by group."""
        with Session(self._engine) as session:
            return tuple(_going(session, group, days, now) for group, days in self._terms(session).items())

    def run(self, now: float, told: Told = untold, stopping: Callable[[], bool] = lambda: False) -> Deleted:
        """Delete what is due. Each batch is a transaction; a run that breaks off goes on where it stopped next time.

        `stopping` is asked after each batch whether to break off, because the program ends.
        """
        deleted = {group: self._delete_group(group, days, now, stopping) for group, days in self.terms().items()}
        done = Deleted({group: count for group, count in deleted.items() if count})
        if done.total:
            self._forget_traces()
        with Session(self._engine) as session, session.begin():
            told(session, done)
        return done

    def _terms(self, session: Session) -> dict[str, int]:
        own = {row.group: int(row.days) for row in session.scalars(select(RetentionTerm))}
        people = select(distinct(ConversationSummary.channel)).where(ConversationSummary.is_test.is_(False))
        channels = dict.fromkeys((*CHANNELS, *sorted(session.scalars(people))))
        default = {**dict.fromkeys(channels, self._default_days), TEST: TEST_DAYS}
        return {group: own.get(group, days) for group, days in default.items()}

    def _delete_group(self, group: str, days: int, now: float, stopping: Callable[[], bool]) -> int:
        count = 0
        while True:
            with Session(self._engine) as session, session.begin():
                wanted = select(ConversationSummary.conversation_id).where(_due(group, days, now), ~_spared())
                ids = session.scalars(wanted.order_by(ConversationSummary.last_activity_at).limit(BATCH)).all()
                still = _still_due(session, ids, now - days * DAY)
                deletion.delete_conversations(session, still, self._before, merge=False)
            count += len(still)
            if not still or stopping():
                return count
            time.sleep(PAUSE)

    def _forget_traces(self) -> None:
        """What is deleted leaves the files too: SQLite's journal, PostgreSQL's dead rows."""
        if self._engine.dialect.name == "sqlite":
            with Session(self._engine) as session, session.begin():
                full_text.merge_deleted(session)
            deletion.clear_journal(self._engine)
            return
        names = [table.__tablename__ for table in (*deletion.TABLES, Conversation)] + ["conversation_words"]
        with self._engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            for name in names:
                connection.execute(text(f"VACUUM {name}"))


def _due(group: str, days: int, now: float) -> Any:
    row = ConversationSummary
    of_group = row.is_test.is_(True) if group == TEST else and_(row.is_test.is_(False), row.channel == group)
    return and_(of_group, row.last_activity_at < now - days * DAY)


def _reminding() -> Any:
    return exists().where(
        ConversationOutbox.conversation_id == ConversationSummary.conversation_id,
        ConversationOutbox.kind == Kind.REMINDER.value,
        ConversationOutbox.delivered_at.is_(None),
        ConversationOutbox.given_up_at.is_(None),
    )


def _spared() -> Any:
    return ConversationSummary.kept.is_(True) | _reminding()


def _still_due(session: Session, ids: Sequence[str], cutoff: float) -> list[str]:
    """Lock the conversations, and leave out those in which somebody wrote meanwhile."""
    due = and_(Conversation.id.in_(list(ids)), Conversation.last_activity_at < cutoff)
    lock = update(Conversation).where(due).values(event_count=Conversation.event_count)
    session.execute(lock.execution_options(synchronize_session=False))
    return list(session.scalars(select(Conversation.id).where(due)))


def _going(session: Session, group: str, days: int, now: float) -> Going:
    row, due = ConversationSummary, _due(group, days, now)
    figures = select(func.count(), func.coalesce(func.sum(row.turn_count), 0), func.min(row.last_activity_at))
    conversations, messages, oldest = session.execute(figures.where(due, ~_spared())).one()
    kept = session.scalar(select(func.count()).select_from(row).where(due, row.kept.is_(True)))
    reminding = session.scalar(select(func.count()).select_from(row).where(due, row.kept.is_(False), _reminding()))
    return Going(
        group=group,
        days=days,
        conversations=int(conversations),
        messages=int(messages),
        oldest=oldest,
        kept=int(kept or 0),
        reminding=int(reminding or 0),
        situations=_commonest(session, row.situations, due),
        endings=_commonest(session, row.last_status, due),
    )


def _commonest(session: Session, column: Any, due: Any) -> Mapping[str, int]:
    """The members of the column that most conversations have, the commonest first."""
    found: dict[str, int] = {}
    grouped = select(column, func.count()).where(due, ~_spared(), column.is_not(None)).group_by(column)
    for value, count in session.execute(grouped):
        for one in members(value):
            found[one] = found.get(one, 0) + int(count)
    ordered = sorted(found.items(), key=lambda pair: (-pair[1], pair[0]))
    return dict(ordered[:EXAMPLES])
