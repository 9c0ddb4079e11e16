"""Deleting a conversation takes everything the console drew from it; what reached the files leaves a digest."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import func, select
from sqlalchemy.engine import Engine
from sqlalchemy.orm import Session

from bot.conversations.outbox import Outbox
from bot.conversations.outbox_table import ConversationOutbox, Kind
from bot.conversations.store import ConversationStore
from review.access import audit
from review.access.models import AuditEntry
from review.access.roles import Role
from review.access.staff import Staff
from review.judging.judgements import Judgement, judge
from review.judging.models import ConversationNote, TurnVerdict
from review.judging.vocabulary import Verdict
from review.retention.traces import Traces, digest, quotes, traces
from review.teaching.models import CatalogueRemark, RegressionTest, TaughtExample
from tests.review.talks import START, Talk

NADIA = Staff(1, "Надія", Role.REVIEWER, "uk")
WORD = "Парасковія"
MESSAGE = f"я {WORD}, мій син утопив паспорт у річці"
CHAT = "telegram-4242424242"
EVERYTHING = (TurnVerdict, ConversationNote, TaughtExample, RegressionTest, ConversationOutbox)


def a_talk_with_everything(engine: Engine, exported_at: float | None = None) -> ConversationStore:
    """A conversation from which staff made all that can be made."""
    Talk(engine, CHAT).turn(MESSAGE, situation="lost-documents")
    Talk(engine, CHAT, at=START + 60).turn(
        "ні", feedback={"situation": "lost-documents", "helped": False, "words": f"{WORD} незадоволена"}
    )
    Outbox(engine).add(CHAT, Kind.STAFF, {"text": f"Пані {WORD}!"}, due_at=START, created_by="staff:1", now=START)
    with Session(engine) as session, session.begin():
        judge(session, NADIA, START, CHAT, 0, Judgement(Verdict.WRONG, words=f"{WORD} питала про інше"))
        session.add(
            ConversationNote(conversation_id=CHAT, words=f"пише {WORD}", staff_id=1, staff_name="Надія", at=START)
        )
        session.add(_example(exported_at))
        session.add(
            RegressionTest(
                conversation_id=CHAT,
                title=f"{WORD} і паспорт",
                turns=[{"person": MESSAGE}],
                staff_id=1,
                staff_name="Надія",
                at=START,
                exported_at=exported_at,
            )
        )
        session.add(_remark("Додати випадок: «мій син утопив паспорт»"))
        session.add(_remark("Бракує кроку про довідку"))
        audit.record(session, NADIA, START, "turn_judged", f"conversation:{CHAT}")
    return ConversationStore(engine, Traces(engine, lambda: START + 100))


def _example(exported_at: float | None) -> TaughtExample:
    return TaughtExample(
        conversation_id=CHAT,
        position=0,
        kind="intent",
        label="situation/lost-documents",
        language="uk",
        message=MESSAGE,
        text="син утопив паспорт у річці",
        understood="greet",
        state="accepted",
        proposed_by=1,
        proposer="Надія",
        proposed_at=START,
        exported_at=exported_at,
    )


def _remark(words: str) -> CatalogueRemark:
    return CatalogueRemark(
        conversation_id=CHAT, position=0, situation="lost-documents", step="", words=words, staff_id=1,
        staff_name="Надія", at=START,
    )  # fmt: skip


def count(session: Session, table: type) -> int:
    return int(session.scalar(select(func.count()).select_from(table)) or 0)


def test_nothing_that_was_drawn_from_it_stays(database: Engine) -> None:
    a_talk_with_everything(database).delete(CHAT)

    with Session(database) as session:
        assert {table.__tablename__: count(session, table) for table in EVERYTHING} == dict.fromkeys(
            (table.__tablename__ for table in EVERYTHING), 0
        )
        assert traces(session) == ()


def test_no_byte_of_it_stays_in_the_file(sqlite: Engine, tmp_path: Path) -> None:
    ConversationStore(sqlite)
    Traces(sqlite)
    store = a_talk_with_everything(sqlite)
    files = sorted(tmp_path.glob("test.db*"))
    assert any(WORD.encode() in path.read_bytes() for path in files)

    store.delete(CHAT)

    left = b"".join(path.read_bytes() for path in tmp_path.glob("test.db*"))
    for gone in (WORD, WORD.casefold(), "утопив", CHAT):
        assert gone.encode() not in left, gone


def test_what_had_reached_the_files_is_known_by_its_digest_only(database: Engine) -> None:
    a_talk_with_everything(database, exported_at=START + 50).delete(CHAT)

    with Session(database) as session:
        found = {one.kind: one for one in traces(session)}
    assert set(found) == {"example", "test"}
    assert found["example"].digest == digest("син утопив паспорт у річці")
    assert (found["test"].exported_at, found["test"].deleted_at) == (START + 50, START + 100)


def test_the_audit_log_no_longer_names_the_chat(database: Engine) -> None:
    a_talk_with_everything(database).delete(CHAT)

    with Session(database) as session:
        subject = session.scalar(select(AuditEntry.subject).where(AuditEntry.action == "turn_judged"))
    assert subject is not None
    assert subject.startswith("conversation:deleted-")


def test_a_remark_that_quotes_the_person_goes_and_others_stay(database: Engine) -> None:
    a_talk_with_everything(database).delete(CHAT)

    with Session(database) as session:
        remarks = session.execute(select(CatalogueRemark.words, CatalogueRemark.conversation_id)).all()
    assert remarks == [("Бракує кроку про довідку", None)]


def test_what_counts_as_a_quotation() -> None:
    assert quotes("людина пише: загубила військовий квиток", "Загубила військовий квиток")
    assert not quotes("крок про паспорт застарів", "паспорт")
    assert not quotes("додати посилання на реєстр", "де мій реєстр виборців")
