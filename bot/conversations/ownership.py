"""Who answers in a conversation: the assistant, the assistant while the person waits for staff, or a member of staff.

    BOT ── the person asks for a person ──► WAITING ── somebody takes over ──► STAFF
     ▲                                         │                                 │
     └───────── the person or the staff give it back to the assistant ◄──────────┘

Every change is one conditional statement, so of two who take over at once the first wins and the other is told.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from typing import Any

from sqlalchemy import Boolean, Column, Float, ForeignKey, Integer, String, bindparam, select, update
from sqlalchemy.engine import Engine
from sqlalchemy.orm import Session

from bot.conversations.models import Base, Conversation

#: A conversation whose member of staff has been silent for so long goes back to the assistant, in seconds. Somebody
#: who went home without handing back must not leave a person without any answer.
STAFF_SILENCE = 12 * 3600.0


class Owner(str, Enum):
    """Who answers."""

    BOT = "bot"
    WAITING = "waiting"
    STAFF = "staff"


class ConversationOwnership(Base):
    """The owner of a conversation; no row means the assistant. Times are seconds since 1970.

    `since` is when this owner's time began (for `waiting`: since when the person waits), `active_at` when staff last
    did something, `told` whether the person was told that a person reads along.
    """

    __tablename__ = "conversation_ownership"

    conversation_id = Column(ForeignKey(Conversation.id, ondelete="CASCADE"), primary_key=True)
    owner = Column(String(8), nullable=False, index=True)
    since = Column(Float, nullable=False)
    staff_id = Column(Integer)
    staff_name = Column(String(120))
    active_at = Column(Float)
    told = Column(Boolean, nullable=False, default=False)


_OF = select(ConversationOwnership.__table__).where(
    ConversationOwnership.__table__.c.conversation_id == bindparam("conversation")
)


@dataclass(frozen=True)
class Owned:
    """Who owns a conversation, since when, and which member of staff it is."""

    conversation: str
    owner: Owner
    since: float
    staff_id: int | None = None
    staff_name: str | None = None


@dataclass(frozen=True)
class Queued:
    """A line of the queue: the ownership, and what tells one conversation from another."""

    owned: Owned
    channel: str
    language: str
    situation: str | None
    last_activity_at: float
    event_count: int


#: What is written in the same transaction, such as an entry of the audit log.
Note = Callable[[Session], None]


def unnoted(_session: Session) -> None:
    """Nothing else is written."""


class Taken(Exception):
    """Somebody else has the conversation; `owned` says who."""

    def __init__(self, owned: Owned) -> None:
        super().__init__(f"{owned.conversation} belongs to {owned.staff_name or owned.owner.value}")
        self.owned = owned


class Ownership:
    """The owners of all conversations."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        Base.metadata.create_all(engine)

    def of(self, conversation: str, now: float) -> Owned:
        """Who answers. Staff who have been silent for `STAFF_SILENCE` no longer do: the person waits again."""
        with self._engine.connect() as connection:
            row = connection.execute(_OF, {"conversation": conversation}).one_or_none()
            return Owned(conversation, Owner.BOT, now) if row is None else _owned(row, now)

    def take_over(self, conversation: str, staff_id: int, staff_name: str, now: float, note: Note = unnoted) -> Owned:
        """Give the conversation to this member of staff, whoever of the two others had it.

        Raises `Taken` if another member of staff has it, LookupError if there is no such conversation.
        """
        with Session(self._engine) as session, session.begin():
            if session.get(Conversation, conversation, with_for_update=True) is None:
                raise LookupError(f'there is no conversation "{conversation}"')
            row = _row(session, conversation, now)
            held = _owned(row, now)
            if held.owner is Owner.STAFF and held.staff_id != staff_id:
                raise Taken(held)
            if held.owner is not Owner.STAFF:
                row.since, row.told = now, False
            row.owner, row.staff_id, row.staff_name, row.active_at = Owner.STAFF.value, staff_id, staff_name, now
            note(session)
            return _owned(row, now)

    def hand_back(self, conversation: str, staff_id: int, now: float, note: Note = unnoted) -> None:
        """Give the conversation back to the assistant. Raises `Taken` if it is not this member of staff's."""
        with Session(self._engine) as session, session.begin():
            returned = (
                update(ConversationOwnership)
                .where(
                    ConversationOwnership.conversation_id == conversation,
                    ConversationOwnership.owner == Owner.STAFF.value,
                    ConversationOwnership.staff_id == staff_id,
                )
                .values(**_to_bot(now))
            )
            if session.execute(returned.execution_options(synchronize_session=False)).rowcount == 1:
                note(session)
                return
        raise Taken(self.of(conversation, now))

    def to_assistant(self, conversation: str, now: float) -> None:
        """The person goes back to the assistant, or no longer waits."""
        changed = update(ConversationOwnership).where(ConversationOwnership.conversation_id == conversation)
        with Session(self._engine) as session, session.begin():
            session.execute(changed.values(**_to_bot(now)).execution_options(synchronize_session=False))

    def held_by(self, conversation: str, staff_id: int, now: float) -> Owned:
        """The ownership, noting that its member of staff is at work. Raises `Taken` if it is not theirs."""
        with Session(self._engine) as session, session.begin():
            row = session.get(ConversationOwnership, conversation, with_for_update=True)
            held = Owned(conversation, Owner.BOT, now) if row is None else _owned(row, now)
            if held.owner is not Owner.STAFF or held.staff_id != staff_id:
                raise Taken(held)
            row.active_at = now
            return held

    def tell_once(self, conversation: str) -> bool:
        """Whether the person has yet to be told that a person reads along; true only once a taking over."""
        told = (
            update(ConversationOwnership)
            .where(ConversationOwnership.conversation_id == conversation, ConversationOwnership.told.is_(False))
            .values(told=True)
        )
        with Session(self._engine) as session, session.begin():
            return bool(session.execute(told.execution_options(synchronize_session=False)).rowcount == 1)

    def queue(self, now: float, limit: int = 200) -> list[Queued]:
        """Conversations that wait for staff or are with them; who has waited longest comes first."""
        wanted = (
            select(ConversationOwnership, Conversation)
            .join(Conversation, Conversation.id == ConversationOwnership.conversation_id)
            .where(ConversationOwnership.owner != Owner.BOT.value)
            .order_by(ConversationOwnership.since, ConversationOwnership.conversation_id)
            .limit(limit)
        )
        with Session(self._engine) as session:
            return [_queued(row, conversation, now) for row, conversation in session.execute(wanted)]


def ask_for_staff(session: Session, conversation: str, now: float) -> None:
    """In the transaction of the turn: the person asked for a person. Who waits or is with staff already stays so."""
    row = _row(session, conversation, now)
    if _owned(row, now).owner is Owner.BOT:
        row.owner, row.since, row.told = Owner.WAITING.value, now, False


def _row(session: Session, conversation: str, now: float) -> ConversationOwnership:
    row = session.get(ConversationOwnership, conversation, with_for_update=True)
    if row is None:
        row = ConversationOwnership(conversation_id=conversation, owner=Owner.BOT.value, since=now, told=False)
        session.add(row)
    return row


def _owned(row: ConversationOwnership, now: float) -> Owned:
    owner = Owner(row.owner)
    if owner is Owner.STAFF and now - float(row.active_at or row.since) > STAFF_SILENCE:
        return Owned(row.conversation_id, Owner.WAITING, float(row.active_at or row.since))
    return Owned(row.conversation_id, owner, float(row.since), row.staff_id, row.staff_name)


def _queued(row: ConversationOwnership, conversation: Conversation, now: float) -> Queued:
    return Queued(
        owned=_owned(row, now),
        channel=conversation.channel,
        language=conversation.language,
        situation=conversation.situation,
        last_activity_at=float(conversation.last_activity_at),
        event_count=int(conversation.event_count),
    )


def _to_bot(now: float) -> dict[str, Any]:
    return {"owner": Owner.BOT.value, "since": now, "staff_id": None, "staff_name": None, "active_at": None}
