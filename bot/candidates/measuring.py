"""A candidate beside the model in use: over the evaluation messages, what was taught, and turns staff have reviewed.

What is kept names examples and turns by number, never by their words: whoever deletes a conversation deletes them all.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from bot.conversations.models import ConversationTurn
from bot.evaluation.cases import OUT_OF_SCOPE, Case
from bot.evaluation.compare import Comparison, compare
from bot.evaluation.prediction import Prediction
from bot.nlu.intents.calibration import Decision
from bot.understanding import Understanding, Understood
from catalog.authoring.content import CONTENT
from review.judging.models import ReviewState, TurnVerdict
from review.teaching.examples import Example
from review.teaching.vocabulary import Kind

#: Reviewed turns that are put before both models again.
REPLAYED = 500
#: Evaluation messages listed as better or worse.
LISTED = 200

Progress = Callable[[str], None]


@dataclass(frozen=True)
class ReviewedTurn:
    """A message that staff have seen the answer to. `verdict` is the one that counts, "" if none was given."""

    conversation_id: str
    position: int
    text: str
    verdict: str


@dataclass(frozen=True)
class Messages:
    """What both models are asked: evaluation messages, what was taught, reviewed turns."""

    cases: tuple[Case, ...]
    taught: tuple[Example, ...]
    turns: tuple[ReviewedTurn, ...]

    @property
    def texts(self) -> list[str]:
        said = [case.text for case in self.cases] + [one.message for one in self.taught]
        return said + [turn.text for turn in self.turns]


def known_cases(files: Mapping[str, Sequence[Case]]) -> tuple[Case, ...]:
    """The evaluation messages about situations the catalogue has, and those about none."""
    known = {path.stem for path in (CONTENT / "situations").glob("*.yml")} | {OUT_OF_SCOPE}
    return tuple(case for cases in files.values() for case in cases if case.label in known)


def reviewed_turns(session: Session, most: int = REPLAYED) -> tuple[ReviewedTurn, ...]:
    """The latest typed messages with a verdict, or in a conversation marked as reviewed."""
    judged = (TurnVerdict.conversation_id == ConversationTurn.conversation_id) & (
        TurnVerdict.position == ConversationTurn.position
    )
    wanted = (
        select(ConversationTurn.conversation_id, ConversationTurn.position, ConversationTurn.text, TurnVerdict.verdict)
        .outerjoin(TurnVerdict, judged & TurnVerdict.counts.is_(True))
        .outerjoin(ReviewState, ReviewState.conversation_id == ConversationTurn.conversation_id)
        # What begins with a slash is a pressed button, which no model has to understand.
        .where(~ConversationTurn.text.startswith("/"))
        .where(or_(TurnVerdict.verdict.is_not(None), ReviewState.reviewed_at.is_not(None)))
        .order_by(ConversationTurn.at.desc(), ConversationTurn.id.desc())
        .limit(most)
    )
    return tuple(
        ReviewedTurn(str(who), int(at), str(text), verdict or "") for who, at, text, verdict in session.execute(wanted)
    )


def understood(model: Path, texts: Sequence[str], progress: Progress) -> list[Understood]:
    """What the model makes of the texts. Raises RasaException for a file it cannot load."""
    understanding = Understanding(model)
    found = []
    for number, text in enumerate(texts, start=1):
        found.append(understanding.understand(text))
        if number % 100 == 0:
            progress(f"{number} / {len(texts)}")
    return found


def predictions(cases: Sequence[Case], found: Sequence[Understood]) -> list[Prediction]:
    return [Prediction.of(case, one) for case, one in zip(cases, found)]


def compared(messages: Messages, before: Sequence[Understood], after: Sequence[Understood]) -> dict[str, Any]:
    """The comparison as it is kept and shown. Both sequences belong to `messages.texts`."""
    cases = len(messages.cases)
    taught = cases + len(messages.taught)
    return {
        "evaluation": _shortened(
            compare(predictions(messages.cases, before[:cases]), predictions(messages.cases, after[:cases]))
        ),
        "taught": [
            {
                "id": one.id,
                "before": _sense(old),
                "after": _sense(new),
                "was": _learnt(one, old),
                "is": _learnt(one, new),
            }
            for one, old, new in zip(messages.taught, before[cases:taught], after[cases:taught])
        ],
        "replayed": len(messages.turns),
        "turns": [
            {
                "conversation": turn.conversation_id,
                "position": turn.position,
                "verdict": turn.verdict,
                "before": _sense(old),
                "after": _sense(new),
            }
            for turn, old, new in zip(messages.turns, before[taught:], after[taught:])
            if _sense(old) != _sense(new)
        ],
    }


def _shortened(comparison: Comparison) -> dict[str, Any]:
    kept = comparison.as_json()
    kept["better"], kept["worse"] = kept["better"][:LISTED], kept["worse"][:LISTED]
    return kept


def _sense(one: Understood) -> dict[str, Any]:
    """What the person would notice: which kind of answer, about what, knowing which circumstances."""
    decision = one.decision or Decision.SEARCH.value
    searching = decision == Decision.SEARCH.value
    return {
        "decision": decision,
        "intent": "" if searching else one.intent,
        "circumstances": sorted(one.circumstances) if decision == Decision.ANSWER.value else [],
    }


def _learnt(example: Example, one: Understood) -> bool:
    """Whether the model makes of the person's own message what it was corrected to."""
    if example.kind is Kind.PHRASE:
        return example.label.partition("/")[2] in one.circumstances
    return one.intent == example.label
