"""Reading what situations refer to: topics, rates, glossary (YAML) and services (CSV)."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Sequence
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Protocol

from catalog.authoring.entries import Entry
from catalog.authoring.evidence import read_checked, read_sources
from catalog.authoring.files import open_file, read_text
from catalog.authoring.problems import Place, Problem, choices, repeated
from catalog.catalogue import Contact, Service, Term, Topic
from catalog.rates import Rate, Rates, RateValue
from catalog.text import Text

SERVICE_COLUMNS = (
    "key", "identifier", "title", "known_as", "category", "sector", "audience", "legal_basis", "legal_basis_status",
    "sources",
)  # fmt: skip
#: Where the reader of CSV puts cells without a column.
TOO_MANY = "cells without a column"
IDENTIFIER = re.compile(r"\d{5}")
AUDIENCES = ("citizen", "business", "both")


def read_topics(path: Path, problems: list[Problem]) -> tuple[Topic, ...]:
    entry = open_file(path, problems)
    if entry is None:
        return ()
    topics = []
    for item in entry.entries("topics", required=True):
        topics.append(Topic(id=item.word("id"), title=item.text("title")))
        item.close()
    _note_repeated(entry, "topics", topics)
    entry.close()
    return tuple(topics)


def read_glossary(path: Path, problems: list[Problem]) -> tuple[Term, ...]:
    entry = open_file(path, problems)
    if entry is None:
        return ()
    terms = []
    for item in entry.entries("terms", required=True):
        term = Term(
            id=item.word("id"),
            term=item.text("term"),
            explanation=item.text("explanation"),
            forms=item.words("forms"),
        )
        item.close()
        terms.append(term)
    _note_repeated(entry, "terms", terms)
    entry.close()
    return tuple(terms)


class _Identified(Protocol):
    @property
    def id(self) -> str: ...


def _note_repeated(entry: Entry, field: str, items: Sequence[_Identified]) -> None:
    for word in repeated([item.id for item in items]):
        entry.problem(entry.place_of(field), f'"{word}" stands twice in "{field}"', "give each its own id")


CONTACT_PURPOSES = ("crisis", "violence", "despair", "help", "legal")


def read_contacts(path: Path, problems: list[Problem]) -> tuple[Contact, ...]:
    entry = open_file(path, problems)
    if entry is None:
        return ()
    contacts = []
    for item in entry.entries("contacts", required=True):
        contact = Contact(
            id=item.word("id"),
            purposes=item.words("for", allowed=CONTACT_PURPOSES),
            title=item.text("title"),
            phone=item.word("phone") if item.has("phone") else None,
            url=item.word("url") if item.has("url") else None,
            sources=read_sources(item),
            checked=read_checked(item),
        )
        item.close()
        contacts.append(contact)
    _note_repeated(entry, "contacts", contacts)
    entry.close()
    return tuple(contacts)


def read_rates(path: Path, problems: list[Problem]) -> Rates:
    entry = open_file(path, problems)
    if entry is None:
        return Rates((), Text("", ""))
    expired = entry.text("expired")
    rates = tuple(_read_rate(item) for item in entry.entries("rates", required=True))
    _note_repeated(entry, "rates", rates)
    entry.close()
    return Rates(rates, expired)


def _read_rate(entry: Entry) -> Rate:
    values = tuple(_read_rate_value(item) for item in entry.entries("values", required=True))
    rate = Rate(id=entry.word("id"), title=entry.text("title"), values=values)
    for earlier, later in pairwise(values):
        if later.valid_from <= earlier.valid_to:
            found = f'the values of "{rate.id}" overlap or are out of order at {later.valid_from}'
            entry.problem(entry.place_of("values"), found, "write the earliest first, each beginning after the last")
    entry.close()
    return rate


def _read_rate_value(entry: Entry) -> RateValue:
    amount = entry.number("amount")
    if amount is None:
        entry.problem(entry.place, "a rate's value has no amount", "write amount: 8647")
    sources = read_sources(entry)
    value = RateValue(amount or 0.0, _day(entry, "from"), _day(entry, "to"), sources)
    if value.valid_to < value.valid_from:
        entry.problem(entry.place_of("to"), "a rate's value ends before it begins", "write the last day it holds")
    entry.close()
    return value


def _day(entry: Entry, field: str) -> date:
    word = entry.word(field)
    try:
        return date.fromisoformat(word)
    except ValueError:
        entry.problem(entry.place_of(field), f'"{word}" is not a day', "write 2026-01-31")
        return date.min


def read_services(path: Path, problems: list[Problem]) -> tuple[Service, ...]:
    """The register's services. A row without an identifier is kept, and never given one."""
    services: dict[str, Service] = {}
    text = read_text(path, problems)
    if text is None:
        return ()
    rows = csv.DictReader(io.StringIO(text, newline=""), restkey=TOO_MANY, restval="")
    if tuple(rows.fieldnames or ()) != SERVICE_COLUMNS:
        found = "the columns are " + ", ".join(rows.fieldnames or ())
        problems.append(Problem(Place(path.name, 1), found, "write: " + ", ".join(SERVICE_COLUMNS)))
        return ()
    for row in rows:
        place = Place(path.name, rows.line_num)
        problems.extend(_service_problems(row, place, services))
        services[row["key"]] = Service(
            key=row["key"],
            identifier=row["identifier"] or None,
            title=row["title"],
            category=row["category"],
            audience=row["audience"],
            legal_basis=row["legal_basis"],
            sources=_listed(row["sources"], " ; "),
            known_as=_listed(row["known_as"], ";"),
        )
    return tuple(services.values())


def _listed(cell: str, separator: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in cell.split(separator) if part.strip())


def _service_problems(row: dict[str, str], place: Place, earlier: dict[str, Service]) -> list[Problem]:
    problems = []
    if TOO_MANY in row:
        found = f"the row has more than {len(SERVICE_COLUMNS)} cells"
        problems.append(Problem(place, found, 'put a text with commas in quotes: "…"'))
    if row["key"] in earlier:
        problems.append(Problem(place, f'the key "{row["key"]}" stands in two rows', "give each service its own key"))
    if row["identifier"] and not IDENTIFIER.fullmatch(row["identifier"]):
        found = f'the identifier is "{row["identifier"]}"'
        problems.append(Problem(place, found, "write the register's five digits, or leave it empty"))
    if row["audience"] not in AUDIENCES:
        problems.append(Problem(place, f'the audience is "{row["audience"]}"', choices(row["audience"], AUDIENCES)))
    for column in ("key", "title", "sources"):
        if not row[column].strip():
            problems.append(Problem(place, f"the column {column} is empty", "every service needs it"))
    return problems
