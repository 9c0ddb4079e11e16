"""Verdicts on turns: given, replaced, read with their history. Callers hold the transaction."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from bot.conversations.models import Conversation, ConversationTurn
from review.access.staff import Staff
from review.judging.models import TurnVerdict
from review.judging.vocabulary import FollowUp, Reason, Verdict

#: Longest explanation of a verdict, in characters.
WORDS_LIMIT = 2000


class NoSuchTurn(LookupError):
    """The conversation, or a turn at this position of it, does not exist."""


@dataclass(frozen=True)
class Judgement:
    """What a member of staff thinks of a turn. `words` explain it in their own words."""

    verdict: Verdict
    reason: Reason | None = None
    words: str = ""
    follow_up: FollowUp | None = None


@dataclass(frozen=True)
class Given:
    """A judgement with who gave it and when (seconds since 1970)."""

    judgement: Judgement
    staff_name: str
    at: float


def judge(session: Session, who: Staff, at: float, conversation_id: str, position: int, judgement: Judgement) -> None:
    """Give a verdict on the turn. Whoever comes last counts; what was there before stays in the history.

    Raises `NoSuchTurn`. The conversation's row is locked, so that of two at once one comes after the other.
    """
    lock = select(Conversation.id).where(Conversation.id == conversation_id).with_for_update()
    turn = select(ConversationTurn.id).where(
        ConversationTurn.conversation_id == conversation_id, ConversationTurn.position == position
    )
    if session.scalar(lock) is None or session.scalar(turn) is None:
        raise NoSuchTurn(f"{conversation_id} has no turn at {position}")
    session.execute(
        update(TurnVerdict)
        .where(
            TurnVerdict.conversation_id == conversation_id,
            TurnVerdict.position == position,
            TurnVerdict.counts.is_(True),
        )
        .values(counts=False)
    )
    session.add(
        TurnVerdict(
            conversation_id=conversation_id,
            position=position,
            verdict=judgement.verdict.value,
            reason=judgement.reason.value if judgement.reason else None,
            words=judgement.words[:WORDS_LIMIT],
            follow_up=judgement.follow_up.value if judgement.follow_up else None,
            staff_id=who.id,
            staff_name=who.name,
            at=at,
            counts=True,
        )
    )


def judgements(session: Session, conversation_id: str, positions: Sequence[int]) -> Mapping[int, tuple[Given, ...]]:
    """The verdicts on each of these turns, the one that counts first. Turns without any are left out."""
    rows = session.scalars(
        select(TurnVerdict)
        .where(TurnVerdict.conversation_id == conversation_id, TurnVerdict.position.in_(positions))
        .order_by(TurnVerdict.id.desc())
    )
    found: dict[int, tuple[Given, ...]] = {}
    for row in rows:
        found[row.position] = (*found.get(row.position, ()), _given(row))
    return found


def _given(row: TurnVerdict) -> Given:
    judgement = Judgement(
        Verdict(row.verdict),
        Reason(row.reason) if row.reason else None,
        row.words,
        FollowUp(row.follow_up) if row.follow_up else None,
    )
    return Given(judgement, row.staff_name, row.at)
