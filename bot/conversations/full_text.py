"""Searching messages by words: SQLite's FTS5 or PostgreSQL's tsvector, kept in step in the transaction of each turn.

One entry holds what was said on both sides in one turn. Its number is the conversation's number followed by the
position of the turn, so a hit names its conversation without a look at any other table. Words are folded here, not by
the database: the same letters are found on both.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Any

from sqlalchemy import DDL, event, literal_column, text
from sqlalchemy.engine import Engine
from sqlalchemy.orm import Session
from sqlalchemy.sql.selectable import TextualSelect

from bot.conversations.models import Base

#: Bits of an entry's number that hold the position within the conversation.
POSITION_BITS = 20
#: Shorter words are looked for as they stand; longer ones also find their endings («паспорт» finds «паспорта»).
SHORTEST_PREFIX = 3
#: The first SQLite that can overwrite the words of a deleted entry at once.
SECURE_DELETE_SINCE = (3, 42, 0)

_WORD = re.compile(r"\w+")
_APOSTROPHE = re.compile(r"(?<=\w)['’ʼ`‘](?=\w)")
_ASKED = re.compile(r'(?P<minus>-?)(?:"(?P<phrase>[^"]*)"?|(?P<word>\S+))')

_SQLITE = "CREATE VIRTUAL TABLE IF NOT EXISTS conversation_words USING fts5(person, assistant, tokenize = 'unicode61')"
_POSTGRESQL = (
    "CREATE TABLE IF NOT EXISTS conversation_words"
    " (number bigint PRIMARY KEY, person tsvector NOT NULL, assistant tsvector NOT NULL)",
    "CREATE INDEX IF NOT EXISTS ix_conversation_words_person ON conversation_words USING gin (person)",
    "CREATE INDEX IF NOT EXISTS ix_conversation_words_assistant ON conversation_words USING gin (assistant)",
)
_ADD_SQLITE = text("INSERT INTO conversation_words (rowid, person, assistant) VALUES (:entry, :person, :assistant)")
_ADD_POSTGRESQL = text(
    "INSERT INTO conversation_words (number, person, assistant)"
    " SELECT entry, to_tsvector('simple', person), to_tsvector('simple', assistant)"
    " FROM unnest(CAST(:entry AS bigint[]), CAST(:person AS text[]), CAST(:assistant AS text[]))"
    " AS said (entry, person, assistant)"
)
event.listen(Base.metadata, "after_create", DDL(_SQLITE).execute_if(dialect="sqlite"))
for _statement in _POSTGRESQL:
    event.listen(Base.metadata, "after_create", DDL(_statement).execute_if(dialect="postgresql"))
event.listen(Base.metadata, "before_drop", DDL("DROP TABLE IF EXISTS conversation_words"))


class Said(str, Enum):
    """Whose words are searched."""

    PERSON = "person"
    ASSISTANT = "assistant"
    ANYONE = "anyone"


@dataclass(frozen=True)
class Term:
    """Words that must stand together in this order; `excluded` ones must not. A single `prefix` also finds endings."""

    words: tuple[str, ...]
    excluded: bool = False
    prefix: bool = False


def fold(wording: str) -> str:
    """The text as it is indexed: small letters, apostrophes inside words left out, accents (stress marks) dropped.

    >>> fold("Об’єкт, ПАСПО́РТ")
    'обєкт паспорт'
    """
    plain = unicodedata.normalize("NFC", wording.replace("\u0301", "")).casefold()
    return " ".join(_WORD.findall(_APOSTROPHE.sub("", plain)))


def terms(asked: str) -> tuple[Term, ...]:
    """What a reader asked for: words, "words in a row", and -what must not occur.

    >>> terms('паспорт "не розписані" -шлюб')[1]
    Term(words=('не', 'розписані'), excluded=False, prefix=False)
    """
    found = []
    for one in _ASKED.finditer(asked):
        phrase = one["phrase"]
        words = tuple(fold(phrase if phrase is not None else one["word"]).split())
        if words:
            prefix = phrase is None and len(words[-1]) >= SHORTEST_PREFIX
            found.append(Term(words, excluded=bool(one["minus"]), prefix=prefix))
    return tuple(found)


def add_entry(session: Session, number: int, position: int, person: str, assistant: str) -> None:
    """Index what was said in the turn at this position of conversation `number`."""
    add_entries(session, [(number, position, person, assistant)])


def add_entries(session: Session, entries: Sequence[tuple[int, int, str, str]]) -> None:
    """Index several turns, each given as to `add_entry`."""
    if not entries:
        return
    values = [
        {"entry": (number << POSITION_BITS) + position, "person": fold(person), "assistant": fold(assistant)}
        for number, position, person, assistant in entries
    ]
    if session.get_bind().dialect.name == "sqlite":
        session.execute(_ADD_SQLITE, values)
        return
    session.execute(_ADD_POSTGRESQL, {name: [one[name] for one in values] for name in values[0]})


def delete_entries(session: Session, numbers: Sequence[int], merge: bool = True) -> None:
    """Take the conversations with these numbers out of the index; no word of theirs remains in the file.

    SQLite before 3.42 keeps the words of deleted entries until its index is merged, so it is merged here: about two
    seconds for a million messages, however many conversations are deleted at once. Who deletes again and again passes
    `merge=False` and calls `merge_deleted` at the end.
    """
    sqlite = session.get_bind().dialect.name == "sqlite"
    key = "rowid" if sqlite else "number"
    for number in numbers:
        span = {"first": number << POSITION_BITS, "end": (number + 1) << POSITION_BITS}
        session.execute(text(f"DELETE FROM conversation_words WHERE {key} >= :first AND {key} < :end"), span)
    if merge and numbers:
        merge_deleted(session)


def merge_deleted(session: Session) -> None:
    """Have SQLite drop the words of deleted entries now, where it does not do so by itself."""
    if session.get_bind().dialect.name == "sqlite" and not _deletes_at_once(session):
        session.execute(text("INSERT INTO conversation_words (conversation_words) VALUES ('optimize')"))


def prepare(engine: Engine) -> None:
    """Have SQLite overwrite the words of deleted entries at once, where it can."""
    if engine.dialect.name != "sqlite":
        return
    with Session(engine) as session, session.begin():
        if _deletes_at_once(session):
            option = "INSERT INTO conversation_words (conversation_words, rank) VALUES ('secure-delete', 1)"
            session.execute(text(option))


def numbers_saying(dialect: str, asked: Sequence[Term], said: Said) -> TextualSelect:
    """The numbers of the conversations with a turn that says all of this. With nothing to look for: none."""
    conversation: Any = literal_column("number")
    columns = [Said.PERSON.value, Said.ASSISTANT.value] if said is Said.ANYONE else [said.value]
    wanted = [term for term in asked if not term.excluded]
    if not wanted:
        return text("SELECT 0 AS number WHERE 1 = 0").columns(conversation)
    if dialect == "sqlite":
        query = " OR ".join(f"({{{column}}} : ({_fts5(asked)}))" for column in columns)
        select = f"SELECT rowid >> {POSITION_BITS} AS number FROM conversation_words WHERE conversation_words MATCH :q"
    else:
        query = _tsquery(asked)
        matches = " OR ".join(f"{column} @@ to_tsquery('simple', :q)" for column in columns)
        select = f"SELECT number >> {POSITION_BITS} AS number FROM conversation_words WHERE {matches}"
    return text(select).bindparams(q=query).columns(conversation)


def _deletes_at_once(session: Session) -> bool:
    version = str(session.scalar(text("SELECT sqlite_version()")))
    return tuple(int(part) for part in version.split(".")) >= SECURE_DELETE_SINCE


def _fts5(asked: Sequence[Term]) -> str:
    """Words hold letters, digits and underscores only (see `fold`), so quoting them is enough."""

    def written(term: Term) -> str:
        return f'"{" ".join(term.words)}"' + (" *" if term.prefix else "")

    wanted = " AND ".join(written(term) for term in asked if not term.excluded)
    unwanted = " OR ".join(written(term) for term in asked if term.excluded)
    return f"({wanted}) NOT ({unwanted})" if unwanted else wanted


def _tsquery(asked: Sequence[Term]) -> str:
    def written(term: Term) -> str:
        words = " <-> ".join(f"'{word}'" for word in term.words) + (":*" if term.prefix else "")
        return f"!({words})" if term.excluded else f"({words})"

    return " & ".join(written(term) for term in asked)
