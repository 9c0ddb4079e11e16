"""Examples drawn from conversations: proposed, edited, accepted or rejected, exported. Callers hold the transaction."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from bot.conversations.models import Conversation, ConversationTurn
from review.access.staff import Staff
from review.teaching.models import TaughtExample
from review.teaching.vocabulary import Kind, Problem, State, Unfit

#: Examples on one page.
SIZE = 50


@dataclass(frozen=True)
class Example:
    """`message` is what the person wrote, `text` what is learnt; `understood` what the model took the message for."""

    id: int
    conversation_id: str
    position: int
    kind: Kind
    label: str
    language: str
    message: str
    text: str
    understood: str
    state: State
    proposed_by: int
    proposer: str
    proposed_at: float
    decided_by: int | None = None
    decider: str | None = None
    decided_at: float | None = None
    exported_at: float | None = None

    @property
    def four_eyes(self) -> bool:
        """Whether somebody else than the proposer decided."""
        return self.decided_by is not None and self.decided_by != self.proposed_by


@dataclass(frozen=True)
class Draft:
    """What shall be learnt from a message; checked before (`review.teaching.fitness`)."""

    kind: Kind
    label: str
    language: str
    text: str


@dataclass(frozen=True)
class Said:
    """A message of a person, and what the model took it for."""

    conversation_id: str
    position: int
    text: str
    intent: str
    language: str


def said(session: Session, conversation_id: str, position: int) -> Said | None:
    """The message at this position of the log; None if there is no turn."""
    row = session.scalar(
        select(ConversationTurn).where(
            ConversationTurn.conversation_id == conversation_id, ConversationTurn.position == position
        )
    )
    return Said(conversation_id, position, row.text, row.intent, row.language) if row is not None else None


def propose(session: Session, who: Staff, at: float, turn: Said, draft: Draft) -> int:
    """Keep the draft as proposed; its number. Raises `Unfit` if the same was drawn before and is not rejected."""
    session.execute(select(Conversation.id).where(Conversation.id == turn.conversation_id).with_for_update())
    _refuse_double(session, draft)
    row = TaughtExample(
        conversation_id=turn.conversation_id,
        position=turn.position,
        kind=draft.kind.value,
        label=draft.label,
        language=draft.language,
        message=turn.text,
        text=draft.text,
        understood=turn.intent[:120],
        state=State.PROPOSED.value,
        proposed_by=who.id,
        proposer=who.name,
        proposed_at=at,
    )
    session.add(row)
    session.flush()
    return int(row.id)


def change(session: Session, number: int, draft: Draft) -> Example:
    """Replace text, label and language of an example that was not exported. LookupError; `Unfit` for a double."""
    row = _locked(session, number)
    _refuse_double(session, draft, but=number)
    row.label, row.language, row.text = draft.label, draft.language, draft.text
    session.flush()
    return _example(row)


def decide(session: Session, who: Staff, at: float, number: int, state: State) -> Example:
    """Accept, reject, or put back among the proposed. LookupError for an example that is gone or exported."""
    row = _locked(session, number)
    undone = state is State.PROPOSED
    row.state = state.value
    row.decided_by = None if undone else who.id
    row.decider = None if undone else who.name
    row.decided_at = None if undone else at
    session.flush()
    return _example(row)


def one(session: Session, number: int) -> Example | None:
    row = session.get(TaughtExample, number)
    return _example(row) if row is not None else None


def of_turn(session: Session, conversation_id: str, position: int) -> tuple[Example, ...]:
    """Everything drawn from a message, oldest first."""
    wanted = select(TaughtExample).where(
        TaughtExample.conversation_id == conversation_id, TaughtExample.position == position
    )
    return tuple(_example(row) for row in session.scalars(wanted.order_by(TaughtExample.id)))


def of_conversation(session: Session, conversation_id: str) -> tuple[Example, ...]:
    wanted = select(TaughtExample).where(TaughtExample.conversation_id == conversation_id)
    return tuple(_example(row) for row in session.scalars(wanted.order_by(TaughtExample.id)))


def listed(session: Session, state: State, before: int | None = None, size: int = SIZE) -> tuple[Example, ...]:
    """Examples in this state, the latest first, those before the number `before`."""
    wanted = select(TaughtExample).where(TaughtExample.state == state.value)
    if before is not None:
        wanted = wanted.where(TaughtExample.id < before)
    return tuple(_example(row) for row in session.scalars(wanted.order_by(TaughtExample.id.desc()).limit(size)))


def waiting(session: Session) -> tuple[Example, ...]:
    """All that was accepted and has not reached the files, in the order it was proposed."""
    wanted = select(TaughtExample).where(TaughtExample.state == State.ACCEPTED.value)
    return tuple(_example(row) for row in session.scalars(wanted.order_by(TaughtExample.id)))


def taught(session: Session) -> tuple[Example, ...]:
    """All that was ever accepted, exported or not, in the order it was proposed."""
    wanted = select(TaughtExample).where(TaughtExample.state.in_((State.ACCEPTED.value, State.EXPORTED.value)))
    return tuple(_example(row) for row in session.scalars(wanted.order_by(TaughtExample.id)))


def counts(session: Session) -> dict[State, int]:
    """How many there are in each state."""
    rows = session.execute(select(TaughtExample.state, func.count()).group_by(TaughtExample.state))
    found = {str(state): int(count) for state, count in rows}
    return {state: found.get(state.value, 0) for state in State}


def mark_exported(session: Session, numbers: Collection[int], at: float) -> int:
    """Say that these accepted examples are in the files now; how many were marked."""
    rows = session.scalars(
        select(TaughtExample)
        .where(TaughtExample.id.in_(list(numbers)), TaughtExample.state == State.ACCEPTED.value)
        .with_for_update()
    ).all()
    for row in rows:
        row.state, row.exported_at = State.EXPORTED.value, at
    return len(rows)


def _refuse_double(session: Session, draft: Draft, but: int | None = None) -> None:
    same = select(TaughtExample.id).where(
        TaughtExample.kind == draft.kind.value,
        TaughtExample.label == draft.label,
        TaughtExample.text == draft.text,
        TaughtExample.state.in_((State.PROPOSED.value, State.ACCEPTED.value)),
    )
    if but is not None:
        same = same.where(TaughtExample.id != but)
    if session.scalar(same.limit(1)) is not None:
        raise Unfit(Problem.DOUBLE, draft.label, draft.text)


def _locked(session: Session, number: int) -> TaughtExample:
    row = session.get(TaughtExample, number, with_for_update=True)
    if row is None or row.state == State.EXPORTED.value:
        raise LookupError(f"there is no example {number} that can still be changed")
    return row


def _example(row: TaughtExample) -> Example:
    plain: Sequence[str] = (
        "id", "conversation_id", "position", "label", "language", "message", "text", "understood", "proposed_by",
        "proposer", "proposed_at", "decided_by", "decider", "decided_at", "exported_at",
    )  # fmt: skip
    return Example(kind=Kind(row.kind), state=State(row.state), **{name: getattr(row, name) for name in plain})
