"""The store: an append-only log, the working state and the turn, in one transaction."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import func, select
from sqlalchemy.engine import Engine
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from bot.conversations.models import Conversation, ConversationEvent, ConversationTurn
from bot.conversations.store import ConversationStore
from channels.conversation import Author

WHO = "web-1"


def said(what: str, at: float, shown: str | None = None) -> dict[str, Any]:
    parsed = {"intent": {"name": "greet", "confidence": 0.9}, "intent_ranking": [{"name": "greet", "confidence": 0.9}]}
    return {
        "event": "user",
        "timestamp": at,
        "text": what,
        "parse_data": {**parsed, "decision": "answer"},
        "metadata": {"shown": shown or what},
    }


def replied(what: str, at: float) -> dict[str, Any]:
    return {"event": "bot", "timestamp": at, "text": what, "data": {"custom": {"text": what}}, "metadata": {}}


def status(value: str, at: float) -> dict[str, Any]:
    return {"event": "slot", "timestamp": at, "name": "turn_status", "value": value}


def working(**slots: Any) -> dict[str, Any]:
    return {"slots": {"language": "uk", **slots}, "events": []}


def count(engine: Engine, table: Any) -> int:
    with Session(engine) as session:
        return int(session.scalar(select(func.count()).select_from(table)) or 0)


def test_a_turn_is_kept_as_log_state_and_row(database: Engine) -> None:
    store = ConversationStore(database)

    store.append(
        WHO,
        [said("Добрий день, об’єкт «Ґанок»", 1.0), status("small_talk", 1.1), replied("Вітаю!", 1.2)],
        working(situation="marriage"),
    )

    assert store.working(WHO) == working(situation="marriage")
    assert [(one.author, one.reply.text) for one in store.messages(WHO)] == [
        (Author.PERSON, "Добрий день, об’єкт «Ґанок»"),
        (Author.ASSISTANT, "Вітаю!"),
    ]
    with Session(database) as session:
        turn = session.scalars(select(ConversationTurn)).one()
        assert (turn.status, turn.intent, turn.situation, turn.decision) == (
            "small_talk",
            "greet",
            "marriage",
            "answer",
        )
        assert turn.seconds == pytest.approx(0.2)


def test_the_log_only_grows_and_the_state_is_replaced(database: Engine) -> None:
    store = ConversationStore(database)
    store.append(WHO, [said("а", 1.0), replied("б", 1.1)], working(focus_step="one"))

    store.append(WHO, [said("в", 2.0), replied("г", 2.1)], working(focus_step="two"))

    assert [one.reply.text for one in store.messages(WHO)] == ["а", "б", "в", "г"]
    assert store.working(WHO) == working(focus_step="two")


def test_history_goes_on_after_the_last_known_message(database: Engine) -> None:
    store = ConversationStore(database)
    store.append(WHO, [said("а", 1.0), replied("б", 1.1)], working())
    known = store.last_message_id(WHO)
    store.append(WHO, [said("в", 2.0), replied("г", 2.1)], working())

    assert [one.reply.text for one in store.messages(WHO, after=known)] == ["в", "г"]
    assert store.last_message_id("web-unknown") == 0


def test_a_write_that_fails_half_way_leaves_everything_as_it_was(database: Engine) -> None:
    store = ConversationStore(database)
    store.append(WHO, [said("а", 1.0), replied("б", 1.1)], working(focus_step="one"))
    broken = said("в", 2.0)
    broken["parse_data"]["intent"]["name"] = "x" * 10
    broken["parse_data"]["decision"] = object()

    with pytest.raises((SQLAlchemyError, TypeError)):
        store.append(WHO, [broken], working(focus_step="two"))

    assert store.working(WHO) == working(focus_step="one")
    assert [one.reply.text for one in store.messages(WHO)] == ["а", "б"]
    assert count(database, ConversationTurn) == 1


def test_deleting_removes_every_row_of_the_conversation_and_no_other(database: Engine) -> None:
    store = ConversationStore(database)
    for who in (WHO, "web-2"):
        store.append(who, [said("таємниця", 1.0), replied("б", 1.1)], working())

    store.delete(WHO)

    assert not store.exists(WHO)
    assert store.exists("web-2")
    for table in (Conversation, ConversationTurn):
        assert count(database, table) == 1
    assert count(database, ConversationEvent) == 2


def test_deleted_words_are_gone_from_the_sqlite_file(sqlite: Engine) -> None:
    store = ConversationStore(sqlite)
    store.append(WHO, [said("neverseenagain", 1.0)], working())
    assert sqlite.url.database is not None
    files = Path(sqlite.url.database)
    assert b"neverseenagain" in b"".join(one.read_bytes() for one in files.parent.glob(f"{files.name}*"))

    store.delete(WHO)

    assert b"neverseenagain" not in b"".join(one.read_bytes() for one in files.parent.glob(f"{files.name}*"))


def test_a_greeting_the_channel_asked_for_is_no_message_of_the_person(database: Engine) -> None:
    store = ConversationStore(database)
    begin = {**said("/begin", 1.0), "metadata": {}}

    store.append(WHO, [begin, replied("Вітаю!", 1.1)], working())

    assert [one.author for one in store.messages(WHO)] == [Author.ASSISTANT]


def test_a_turn_without_a_status_counts_as_an_error(database: Engine) -> None:
    store = ConversationStore(database)

    store.append(WHO, [said("а", 1.0)], working())

    with Session(database) as session:
        assert session.scalars(select(ConversationTurn.status)).one() == "error"


def test_conversations_in_the_terminal_are_marked_as_tests(database: Engine) -> None:
    store = ConversationStore(database)
    store.append("terminal-1", [said("а", 1.0)], working())
    store.append(WHO, [said("а", 1.0)], working())

    with Session(database) as session:
        marks = dict(session.execute(select(Conversation.id, Conversation.is_test)).all())
    assert marks == {"terminal-1": True, WHO: False}
