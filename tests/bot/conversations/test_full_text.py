"""Searching by words: the same hits on both databases, in step with the log, gone when it is."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import text
from sqlalchemy.engine import Engine
from sqlalchemy.orm import Session

from bot.conversations import full_text
from bot.conversations.full_text import Said
from bot.conversations.models import Base


@pytest.fixture
def searched(database: Engine) -> Engine:
    """Three conversations, 1 to 3, of one turn each."""
    Base.metadata.create_all(database)
    with Session(database) as session, session.begin():
        full_text.add_entry(session, 1, 0, "Загубила ПАСПО́РТ, об’єкт «Ґанок»", "Подайте заяву.")
        full_text.add_entry(session, 2, 5, "ми не розписані, паспорта нема", "Заява не потрібна.")
        full_text.add_entry(session, 3, 0, "розписані ми, не хвилюйтесь", "Гаразд, бувайте.")
    return database


def found(engine: Engine, asked: str, said: Said = Said.PERSON) -> set[int]:
    with Session(engine) as session:
        query = full_text.numbers_saying(engine.dialect.name, full_text.terms(asked), said)
        return set(session.scalars(query))


def test_words_are_found_with_their_endings_whatever_the_capitals_and_apostrophes(searched: Engine) -> None:
    hits = {
        asked: found(searched, asked)
        for asked in ("паспорт", "ПАСПОРТ", "паспорта", "об'єкт", "обʼєкт", "ґанок", "ми", "паспорт нема", "заяв", "ні")
    }

    assert hits == {
        "паспорт": {1, 2},
        "ПАСПОРТ": {1, 2},
        "паспорта": {2},
        "об'єкт": {1},
        "обʼєкт": {1},
        "ґанок": {1},
        "ми": {2, 3},
        "паспорт нема": {2},
        "заяв": set(),
        "ні": set(),
    }


def test_words_in_quotes_stand_in_a_row_and_those_with_a_minus_do_not_occur(searched: Engine) -> None:
    assert found(searched, '"не розписані"') == {2}
    assert found(searched, "розписані -паспорт") == {3}
    assert found(searched, 'паспорт -"не розписані"') == {1}
    assert found(searched, "-паспорт") == set()


def test_one_can_search_what_either_side_said(searched: Engine) -> None:
    assert found(searched, "заява", Said.ASSISTANT) == {2}
    assert found(searched, "заяв", Said.ASSISTANT) == {1, 2}
    assert found(searched, "паспорт", Said.ASSISTANT) == set()
    assert found(searched, "заяв", Said.ANYONE) == {1, 2}


@pytest.mark.parametrize(
    "asked", ["", "...", '"', '""', "-", "' OR 1=1 --", "a:* & !b", "NEAR(a b)", "person : x", "*", "^"]
)
def test_no_way_of_asking_breaks_the_search(searched: Engine, asked: str) -> None:
    assert found(searched, asked) == set()


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=60))
def test_anything_typed_is_words_or_nothing(asked: str) -> None:
    for term in full_text.terms(asked):
        assert term.words
        assert all(word == full_text.fold(word) for word in term.words)


def test_deleting_takes_out_this_conversation_only(searched: Engine) -> None:
    with Session(searched) as session, session.begin():
        full_text.delete_entries(session, [1])

    assert found(searched, "паспорт") == {2}
    assert found(searched, "розписані") == {2, 3}


def test_deleted_words_are_gone_from_the_index_in_the_file(sqlite: Engine) -> None:
    Base.metadata.create_all(sqlite)
    full_text.prepare(sqlite)
    with Session(sqlite) as session, session.begin():
        for number in range(1, 200):
            full_text.add_entry(session, number, 0, f"звичайне {number}", "")
        full_text.add_entry(session, 200, 0, "neverseenagain", "")
    with Session(sqlite) as session, session.begin():
        full_text.delete_entries(session, [200])
    with sqlite.connect() as connection:
        connection.execute(text("PRAGMA wal_checkpoint(TRUNCATE)"))

    assert sqlite.url.database is not None
    path = Path(sqlite.url.database)
    assert b"seenagain" not in b"".join(one.read_bytes() for one in path.parent.glob(f"{path.name}*"))
    assert found(sqlite, "звичайне 77") == {77}
