"""What a deletion does to the console's own tables, beyond what goes with the conversation by itself.

Verdicts, notes, tags, examples and tests go with it. Here: what had reached the files leaves a digest, the audit log
stops naming the conversation, and remarks on the catalogue that quote the person go too.
"""

from __future__ import annotations

import hashlib
import secrets
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from sqlalchemy import delete, func, select, update
from sqlalchemy.engine import Engine
from sqlalchemy.orm import Session

from bot.conversations.full_text import fold
from bot.conversations.models import ConversationFeedback, ConversationTurn
from review.access.models import AuditEntry
from review.access.models import Base as AccessBase
from review.inbox.models import Base as InboxBase
from review.judging.models import Base as JudgingBase
from review.retention.models import Base, ExportedTrace
from review.teaching import regression
from review.teaching.models import Base as TeachingBase
from review.teaching.models import CatalogueRemark, RegressionTest, TaughtExample

SUBJECT = "conversation:"
#: So many words in a row, or the whole of a shorter message, count as a quotation.
QUOTED_WORDS = 4
#: A message of fewer letters is nobody's own words («так», «паспорт»).
OWN_LETTERS = 12
EXAMPLE, TEST = "example", "test"


@dataclass(frozen=True)
class Trace:
    """As in `ExportedTrace`."""

    kind: str
    digest: str
    exported_at: float
    deleted_at: float


class Traces:
    """To be called with the ids before conversations are deleted (`bot.conversations.deletion.Before`).

    Making one creates the tables of the console, so that deleting works before anybody has opened it.
    """

    def __init__(self, engine: Engine, clock: Callable[[], float] = time.time) -> None:
        for base in (AccessBase, InboxBase, JudgingBase, TeachingBase, Base):
            base.metadata.create_all(engine)
        self._clock = clock

    def __call__(self, session: Session, ids: Sequence[str]) -> None:
        now = self._clock()
        session.add_all(ExportedTrace(**vars(one)) for one in _exported(session, ids, now))
        _delete_quotations(session, ids)
        for conversation_id in ids:
            _unname(session, conversation_id)
        session.flush()


def digest(text: str) -> str:
    """The SHA-256 of the text, in hexadecimal.

    >>> digest("загубила паспорт")[:12]
    '6df497b507d7'
    """
    return hashlib.sha256(text.encode()).hexdigest()


def traces(session: Session, limit: int = 200) -> tuple[Trace, ...]:
    """The latest traces."""
    rows = session.scalars(select(ExportedTrace).order_by(ExportedTrace.deleted_at.desc()).limit(limit))
    return tuple(Trace(row.kind, row.digest, row.exported_at, row.deleted_at) for row in rows)


def traces_count(session: Session) -> int:
    return int(session.scalar(select(func.count()).select_from(ExportedTrace)) or 0)


def quotes(remark: str, message: str) -> bool:
    """Whether the remark repeats the message, or several words of it in a row.

    >>> quotes("Додати: «мій син утопив паспорт у річці»", "Мій син утопив паспорт у річці, що робити")
    True
    >>> quotes("Бракує кроку про довідку", "так")
    False
    """
    said, written = fold(message).split(), f" {fold(remark)} "
    length = min(QUOTED_WORDS, len(said))
    parts = (said[start : start + length] for start in range(len(said) - length + 1))
    return any(len("".join(part)) >= OWN_LETTERS and f" {' '.join(part)} " in written for part in parts if part)


def _exported(session: Session, ids: Sequence[str], now: float) -> Iterator[Trace]:
    examples = select(TaughtExample.text, TaughtExample.exported_at).where(
        TaughtExample.conversation_id.in_(ids), TaughtExample.exported_at.is_not(None)
    )
    for text, exported_at in session.execute(examples).all():
        yield Trace(EXAMPLE, digest(text), float(exported_at), now)
    tests = select(RegressionTest).where(
        RegressionTest.conversation_id.in_(ids), RegressionTest.exported_at.is_not(None)
    )
    for row in session.scalars(tests).all():
        test = regression.one(session, row.conversation_id)
        if test is not None:
            yield Trace(TEST, digest(regression.as_yaml(test)), float(row.exported_at), now)


def _delete_quotations(session: Session, ids: Sequence[str]) -> None:
    remarks = session.scalars(select(CatalogueRemark).where(CatalogueRemark.conversation_id.in_(ids))).all()
    gone = [row.id for row in remarks if any(quotes(row.words, one) for one in _said(session, row.conversation_id))]
    if gone:
        session.execute(
            delete(CatalogueRemark).where(CatalogueRemark.id.in_(gone)).execution_options(synchronize_session=False)
        )


def _said(session: Session, conversation_id: str) -> list[str]:
    turns = select(ConversationTurn.text).where(ConversationTurn.conversation_id == conversation_id)
    feedback = select(ConversationFeedback.words).where(
        ConversationFeedback.conversation_id == conversation_id, ConversationFeedback.words.is_not(None)
    )
    return [*session.scalars(turns), *session.scalars(feedback)]


def _unname(session: Session, conversation_id: str) -> None:
    """A Telegram chat's number names a person. The entries stay, told apart by a name that means nothing."""
    named = update(AuditEntry).where(AuditEntry.subject == f"{SUBJECT}{conversation_id}"[:160])
    nameless = f"{SUBJECT}deleted-{secrets.token_hex(6)}"
    session.execute(named.values(subject=nameless).execution_options(synchronize_session=False))
