"""Retention: what is due goes, and no byte of it stays in the database."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.engine import Engine
from sqlalchemy.orm import Session

from bot.conversations.marks import mark_kept, mark_test
from bot.conversations.outbox import Outbox
from bot.conversations.outbox_table import Kind
from bot.conversations.retention import TEST, Deleted, Retention, RetentionError
from bot.conversations.store import ConversationStore
from tests.review.talks import Talk

NOW = 1_795_000_000.0
DAY = 86400.0
#: A word that nothing but the message holds.
WORD = "Парасковія"


def talk(engine: Engine, name: str, days_ago: float, said: str = "народила сина") -> Talk:
    """A conversation with one message, so many days ago."""
    found = Talk(engine, name, at=NOW - days_ago * DAY)
    found.store = ConversationStore(engine)
    return found.turn(said, situation="birth-of-child")


def test_only_what_is_over_goes(database: Engine) -> None:
    talk(database, "web-old", 91)
    talk(database, "web-new", 89)
    retention = Retention(database, 90)

    deleted = retention.run(NOW)

    store = ConversationStore(database)
    assert deleted.conversations == {"web": 1}
    assert not store.exists("web-old")
    assert store.exists("web-new")


def test_every_channel_and_tests_have_terms_of_their_own(database: Engine) -> None:
    talk(database, "web-1", 20)
    talk(database, "telegram-1", 20)
    talk(database, "web-test", 20)
    with Session(database) as session, session.begin():
        mark_test(session, "web-test", True)
    retention = Retention(database, 90)
    retention.set_terms({"telegram": 10, TEST: 15})

    assert retention.terms() == {"web": 90, "telegram": 10, TEST: 15}
    assert retention.run(NOW).conversations == {"telegram": 1, TEST: 1}
    assert ConversationStore(database).exists("web-1")


def test_what_staff_keep_and_who_waits_for_a_reminder_is_spared(database: Engine) -> None:
    for name in ("web-kept", "web-reminded", "web-other"):
        talk(database, name, 200)
    with Session(database) as session, session.begin():
        mark_kept(session, "web-kept", True)
    reminder = {"situation": "birth-of-child", "step": "register-birth", "on": "2026-12-05"}
    Outbox(database).add("web-reminded", Kind.REMINDER, reminder, due_at=NOW + DAY, created_by="person", now=NOW)
    retention = Retention(database, 90)

    going = {one.group: one for one in retention.preview(NOW)}["web"]
    deleted = retention.run(NOW)

    assert (going.conversations, going.messages, going.kept, going.reminding) == (1, 1, 1, 1)
    assert going.oldest == pytest.approx(NOW - 200 * DAY, abs=1)
    assert going.situations == {"birth-of-child": 1}
    assert going.endings == {"answered": 1}
    assert deleted.conversations == {"web": 1}
    assert ConversationStore(database).exists("web-kept")
    assert ConversationStore(database).exists("web-reminded")


def test_a_preview_changes_nothing(database: Engine) -> None:
    talk(database, "web-1", 200)

    Retention(database, 90).preview(NOW)

    assert ConversationStore(database).exists("web-1")


def test_a_run_is_told_in_numbers(database: Engine) -> None:
    talk(database, "web-1", 200)
    heard: list[Deleted] = []

    Retention(database, 90).run(NOW, lambda _session, deleted: heard.append(deleted))

    assert [one.conversations for one in heard] == [{"web": 1}]


@pytest.mark.parametrize("days", [0, -1, 3651])
def test_a_term_that_is_none_changes_nothing(database: Engine, days: int) -> None:
    retention = Retention(database, 90)

    with pytest.raises(RetentionError, match=str(days)):
        retention.set_terms({"web": 10, "telegram": days})

    assert retention.terms()["web"] == 90


def test_no_byte_of_what_went_stays_in_the_file(sqlite: Engine, tmp_path: Path) -> None:
    talk(sqlite, "web-old", 200, f"мене звати {WORD} і я народила")
    talk(sqlite, "web-new", 1)
    assert _found(tmp_path, WORD)
    assert _found(tmp_path, WORD.casefold())

    Retention(sqlite, 90).run(NOW)

    assert not _found(tmp_path, WORD)
    assert not _found(tmp_path, WORD.casefold())
    assert _found(tmp_path, "народила")


@pytest.mark.postgresql
def test_no_row_and_no_word_stays_in_postgresql(postgresql_engine: Engine) -> None:
    try:
        talk(postgresql_engine, "web-old", 200, f"мене звати {WORD}")

        Retention(postgresql_engine, 90).run(NOW)

        with postgresql_engine.connect() as connection:
            for table in ("conversation", "conversation_event", "conversation_turn", "conversation_words"):
                assert connection.execute(text(f"SELECT count(*) FROM {table}")).scalar() == 0, table
            oid = connection.execute(text("SELECT pg_relation_filepath('conversation_turn')")).scalar()
            folder = connection.execute(text("SHOW data_directory")).scalar()
            connection.execute(text("CHECKPOINT"))
        assert WORD.encode() not in Path(str(folder), str(oid)).read_bytes()
    finally:
        from bot.conversations.models import Base

        Base.metadata.drop_all(postgresql_engine)


def _found(folder: Path, word: str) -> bool:
    """Whether the word is in the database's file or in its journal."""
    return any(word.encode() in path.read_bytes() for path in folder.glob("test.db*"))


def test_a_large_deletion_is_done_in_parts(sqlite: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.conversations.retention.BATCH", 3)
    for number in range(8):
        talk(sqlite, f"web-{number}", 200)

    assert Retention(sqlite, 90).run(NOW).total == 8
    assert ConversationStore(sqlite).event_counts([f"web-{number}" for number in range(8)]) == {}


def test_a_run_breaks_off_when_the_program_ends_and_goes_on_later(
    sqlite: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.conversations.retention.BATCH", 3)
    for number in range(5):
        talk(sqlite, f"web-{number}", 200)
    retention = Retention(sqlite, 90)

    assert retention.run(NOW, stopping=lambda: True).total == 3
    assert retention.run(NOW).total == 2
