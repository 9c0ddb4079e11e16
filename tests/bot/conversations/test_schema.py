"""A database of an earlier Signpost is brought up to date at start, and nothing in it is lost."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import inspect, select, text
from sqlalchemy.engine import Engine
from sqlalchemy.orm import Session

from bot.conversations import full_text, schema
from bot.conversations.full_text import Said
from bot.conversations.models import Base, ConversationSummary, ConversationTurn
from bot.conversations.store import ConversationStore
from tests.bot.conversations.test_store import replied, said, status, working


def summaries(engine: Engine) -> list[dict[str, Any]]:
    with Session(engine) as session:
        rows = session.scalars(select(ConversationSummary).order_by(ConversationSummary.conversation_id))
        return [
            {column.name: getattr(row, column.name) for column in ConversationSummary.__table__.columns} for row in rows
        ]


def test_conversations_kept_before_there_were_summaries_get_theirs(database: Engine) -> None:
    store = ConversationStore(database)
    begin = {**said("/begin", 1.0), "metadata": {}}
    store.append("web-1", [begin, replied("Вітаю!", 1.1)], working())
    store.append("web-1", [said("паспорт", 2.0), status("answered", 2.1)], working(situation="lost-documents"))
    store.append("web-1", [said("весілля", 3.0), status("clarified", 3.1)], working(situation="marriage"))
    store.append("terminal-2", [said("привіт", 4.0)], working())
    store.append("web-3", [], working())
    kept = summaries(database)
    with database.begin() as connection:
        for table in ("conversation_summary", "conversation_words"):
            connection.execute(text(f"DELETE FROM {table}"))

    schema.prepare(database)

    unnumbered = [{**row, "number": None} for row in summaries(database)]
    assert unnumbered == [{**row, "number": None} for row in kept]
    assert kept[1]["situations"] == "|lost-documents|marriage|"
    with Session(database) as session:
        numbers = full_text.numbers_saying(database.dialect.name, full_text.terms("паспорт"), Said.PERSON)
        wanted = select(ConversationSummary.conversation_id).where(ConversationSummary.number.in_(numbers))
        assert session.scalars(wanted).all() == ["web-1"]


def test_a_column_added_since_is_added_to_the_table(database: Engine) -> None:
    store = ConversationStore(database)
    store.append("web-1", [said("привіт", 1.0)], working())
    with database.begin() as connection:
        connection.execute(text("ALTER TABLE conversation_turn DROP COLUMN likeness"))

    ConversationStore(database).append("web-1", [said("ще", 2.0)], working())

    with Session(database) as session:
        assert session.scalars(select(ConversationTurn.likeness)).all() == [None, None]


def test_a_column_that_may_not_be_empty_cannot_come_late(database: Engine) -> None:
    Base.metadata.create_all(database)
    with database.begin() as connection:
        connection.execute(text("ALTER TABLE conversation_turn DROP COLUMN intent"))

    with pytest.raises(RuntimeError, match=r"conversation_turn\.intent"):
        schema.prepare(database)
    assert "intent" not in {one["name"] for one in inspect(database).get_columns("conversation_turn")}
