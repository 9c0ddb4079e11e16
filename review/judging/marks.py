"""Tags, notes, assignment and the mark "reviewed" of conversations. Callers hold the transaction."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import delete, distinct, func, select
from sqlalchemy.orm import Session

from bot.conversations.models import Conversation
from review.access.staff import Staff
from review.judging.models import ConversationNote, ConversationTag, ReviewState

TAG_LIMIT = 40
#: Tags on one conversation at most.
TAGS_LIMIT = 20
NOTE_LIMIT = 4000


@dataclass(frozen=True)
class Note:
    id: int
    words: str
    staff_id: int
    staff_name: str
    at: float


@dataclass(frozen=True)
class Care:
    """Who looks after a conversation and who has reviewed it, when."""

    assignee_id: int | None = None
    assignee_name: str | None = None
    reviewer_id: int | None = None
    reviewer_name: str | None = None
    reviewed_at: float | None = None


NOBODY = Care()


def folded(tag: str) -> str:
    """What tags are compared by.

    >>> folded("  Довідка   ВПО ") == folded("довідка впо")
    True
    """
    return " ".join(tag.split()).casefold()


def exists(session: Session, conversation_id: str) -> bool:
    return session.scalar(select(Conversation.id).where(Conversation.id == conversation_id)) is not None


def tags(session: Session, conversation_ids: Sequence[str]) -> Mapping[str, tuple[str, ...]]:
    """The tags of each of these conversations in alphabetical order; those without any are left out."""
    rows = session.execute(
        select(ConversationTag.conversation_id, ConversationTag.tag)
        .where(ConversationTag.conversation_id.in_(conversation_ids))
        .order_by(ConversationTag.folded)
    )
    found: dict[str, tuple[str, ...]] = {}
    for conversation_id, tag in rows:
        found[conversation_id] = (*found.get(conversation_id, ()), tag)
    return found


def known_tags(session: Session) -> tuple[str, ...]:
    """Every tag in use, once."""
    wording = func.min(ConversationTag.tag)
    rows = session.scalars(select(wording).group_by(ConversationTag.folded).order_by(ConversationTag.folded))
    return tuple(rows)


def add_tag(session: Session, who: Staff, at: float, conversation_id: str, tag: str) -> bool:
    """Put a tag on the conversation. False if it is there already.

    Raises ValueError when the tag is empty or too long, or is one too many.
    """
    wording = " ".join(tag.split())
    if not 0 < len(wording) <= TAG_LIMIT:
        raise ValueError(f"a tag has 1 to {TAG_LIMIT} characters, this one has {len(wording)}")
    if session.get(ConversationTag, (conversation_id, folded(wording))) is not None:
        return False
    own = select(func.count(distinct(ConversationTag.folded)))
    if (session.scalar(own.where(ConversationTag.conversation_id == conversation_id)) or 0) >= TAGS_LIMIT:
        raise ValueError(f"a conversation has at most {TAGS_LIMIT} tags")
    used = select(ConversationTag.tag).where(ConversationTag.folded == folded(wording)).limit(1)
    session.add(
        ConversationTag(
            conversation_id=conversation_id,
            folded=folded(wording),
            tag=session.scalar(used) or wording,
            staff_id=who.id,
            at=at,
        )
    )
    return True


def remove_tag(session: Session, conversation_id: str, tag: str) -> bool:
    """Take the tag off. False if it was not there."""
    gone = session.execute(
        delete(ConversationTag).where(
            ConversationTag.conversation_id == conversation_id, ConversationTag.folded == folded(tag)
        )
    )
    return bool(gone.rowcount)


def notes(session: Session, conversation_id: str) -> tuple[Note, ...]:
    """The notes, oldest first."""
    wanted = select(ConversationNote).where(ConversationNote.conversation_id == conversation_id)
    rows = session.scalars(wanted.order_by(ConversationNote.id))
    return tuple(Note(row.id, row.words, row.staff_id, row.staff_name, row.at) for row in rows)


def add_note(session: Session, who: Staff, at: float, conversation_id: str, words: str) -> None:
    """Write a note. ValueError when it is empty or too long."""
    if not 0 < len(words) <= NOTE_LIMIT:
        raise ValueError(f"a note has 1 to {NOTE_LIMIT} characters, this one has {len(words)}")
    session.add(
        ConversationNote(conversation_id=conversation_id, words=words, staff_id=who.id, staff_name=who.name, at=at)
    )


def care(session: Session, conversation_ids: Sequence[str]) -> Mapping[str, Care]:
    """Who looks after each of these conversations; those nobody touched are left out."""
    rows = session.scalars(select(ReviewState).where(ReviewState.conversation_id.in_(conversation_ids)))
    return {
        row.conversation_id: Care(
            row.assignee_id, row.assignee_name, row.reviewer_id, row.reviewer_name, row.reviewed_at
        )
        for row in rows
    }


def assign(session: Session, conversation_id: str, staff_id: int | None, name: str | None) -> None:
    """Have a member of staff look after the conversation; None: nobody."""
    row = _state(session, conversation_id)
    row.assignee_id, row.assignee_name = staff_id, name


def mark_reviewed(session: Session, who: Staff, at: float, conversation_id: str, reviewed: bool) -> None:
    """Say that the conversation has been read and judged, or that it has not."""
    row = _state(session, conversation_id)
    row.reviewer_id = who.id if reviewed else None
    row.reviewer_name = who.name if reviewed else None
    row.reviewed_at = at if reviewed else None


def _state(session: Session, conversation_id: str) -> ReviewState:
    """The row to change; the conversation is locked so that two members of staff do not both add it."""
    session.execute(select(Conversation.id).where(Conversation.id == conversation_id).with_for_update())
    row = session.get(ReviewState, conversation_id)
    if row is None:
        row = ReviewState(conversation_id=conversation_id)
        session.add(row)
    return row
