"""Taking a dump over: read and compared first, then written in one transaction, so that readers see all or nothing.

The database is locked only for writing what differs. What was read waits in a temporary file, not in memory.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from itertools import islice
from tempfile import TemporaryFile
from typing import IO, Any, TypeVar

from sqlalchemy import delete, insert, select
from sqlalchemy.engine import Engine
from sqlalchemy.orm import Session

from catalog.register.fields import BrokenRecord, Fields, parse
from catalog.register.models import ImportRecord, RegisterBase
from catalog.register.report import Broken, Report, UnknownField
from catalog.register.shelves import Row, Shelf
from catalog.register.splitting import Place, Raw, Stream, split

T = TypeVar("T")

#: Rows written, and keys deleted, by one statement.
AT_ONCE = 500
#: An import that withdraws more than this part of what is there is refused: it is rather a part of a dump.
MOST_WITHDRAWN = 0.5
#: Below this many records the part says nothing.
FEW = 20


class ImportRefused(Exception):
    """The import would do harm; nothing was written. The message says what was found and what to do."""


def import_dump(
    engine: Engine, shelf: Shelf, stream: Stream, source: str, now: datetime, *,
    dry_run: bool = False, let_shrink: bool = False,
) -> Report:  # fmt: skip
    """Make the shelf hold what the dump holds. `source` is where the dump is from, for people.

    Raises `NotADump` if the file has no list or ends inside it, `ImportRefused` if no record of it can be taken or most
    of what is there would go.
    """
    RegisterBase.metadata.create_all(engine)
    with Session(engine) as session:
        version = _version(session, shelf)
        known: dict[str, str] = dict(session.execute(select(shelf.table.key, shelf.table.fingerprint)).all())
    with TemporaryFile("w+", encoding="utf-8") as spool:
        reading = _Reading(shelf, known, spool)
        for raw in split(stream):
            reading.take(raw)
        report = reading.report(source, written=not dry_run)
        _refuse_harm(report, len(known), let_shrink)
        if not dry_run:
            spool.seek(0)
            with Session(engine) as session, session.begin():
                if _version(session, shelf) != version:
                    raise ImportRefused("another import ran meanwhile; run this one again")
                _write(session, shelf, report, spool, now)
    return report


@dataclass
class _Reading:
    """What was read so far. Rows that differ from what is known go to the spool, one a line."""

    shelf: Shelf
    known: dict[str, str]
    spool: IO[str]
    seen: dict[str, int] = field(default_factory=dict)
    added: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)
    broken: list[Broken] = field(default_factory=list)
    unknown: Counter[str] = field(default_factory=Counter)
    unknown_first: dict[str, Place] = field(default_factory=dict)
    records: int = 0

    def take(self, raw: Raw) -> None:
        self.records += 1
        try:
            fields = Fields(parse(raw.text))
            row = self.shelf.read(fields)
            if row.key in self.seen:
                raise BrokenRecord(f"{row.key} stands already in record {self.seen[row.key]}; the first one counts")
        except BrokenRecord as error:
            self.broken.append(Broken(raw.place, _key_in(raw.text, self.shelf), str(error)))
            return
        self.seen[row.key] = raw.number
        for name in fields.unknown():
            self.unknown[name] += 1
            self.unknown_first.setdefault(name, raw.place)
        self._compare(row)

    def _compare(self, row: Row) -> None:
        fingerprint = _fingerprint(row)
        before = self.known.get(row.key)
        if before == fingerprint:
            return
        (self.added if before is None else self.changed).append(row.key)
        columns = {"key": row.key, **row.columns, "fingerprint": fingerprint, "content": row.content}
        self.spool.write(json.dumps(columns, ensure_ascii=False) + "\n")

    def report(self, source: str, written: bool) -> Report:
        spoiled = {one.key for one in self.broken}
        missing = [key for key in self.known if key not in self.seen]
        return Report(
            kind=self.shelf.kind,
            source=source,
            records=self.records,
            added=tuple(self.added),
            changed=tuple(self.changed),
            withdrawn=tuple(key for key in missing if key not in spoiled),
            kept=tuple(key for key in missing if key in spoiled),
            unchanged=len(self.seen) - len(self.added) - len(self.changed),
            broken=tuple(self.broken),
            unknown_fields=tuple(
                UnknownField(name, count, self.unknown_first[name]) for name, count in self.unknown.most_common()
            ),
            written=written,
        )


def _key_in(text: bytes, shelf: Shelf) -> str | None:
    """The key of a record, even of one that is no JSON."""
    for name in shelf.key_fields:
        found = re.search(rb'"%s"\s*:\s*"?([0-9A-Za-z._-]{1,32})' % name.encode(), text)
        if found and found[1] not in (b"null", b"true", b"false"):
            return found[1].decode()
    return None


def _fingerprint(row: Row) -> str:
    written = json.dumps([row.columns, row.content], ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(written.encode()).hexdigest()[:32]


def _refuse_harm(report: Report, known: int, let_shrink: bool) -> None:
    if len(report.broken) == report.records:
        first = f"; the first: {report.broken[0]}" if report.broken else ""
        raise ImportRefused(f"none of the {report.records} record(s) can be taken{first}")
    if not let_shrink and known > FEW and len(report.withdrawn) > known * MOST_WITHDRAWN:
        raise ImportRefused(
            f"{len(report.withdrawn)} of {known} {report.kind} would be withdrawn: is this the whole register? "
            "With --let-shrink it is imported"
        )


def _version(session: Session, shelf: Shelf) -> str | None:
    row = session.get(ImportRecord, shelf.kind)
    return str(row.version) if row is not None else None


def _write(session: Session, shelf: Shelf, report: Report, spool: Iterable[str], now: datetime) -> None:
    row = session.get(ImportRecord, shelf.kind)
    if row is None:
        row = ImportRecord(kind=shelf.kind, version="")
        session.add(row)
    row.source, row.imported_at = report.source, now
    row.records = len(report.added) + len(report.changed) + report.unchanged + len(report.kept)
    if report.added or report.changed or report.withdrawn or not row.version:
        row.version = now.isoformat()
    session.flush()
    for keys in _batches((*report.changed, *report.withdrawn)):
        session.execute(delete(shelf.table).where(shelf.table.key.in_(keys)))
    for lines in _batches(spool):
        rows: list[dict[str, Any]] = [json.loads(line) for line in lines]
        session.execute(insert(shelf.table), [{**one, "source": report.source, "imported_at": now} for one in rows])


def _batches(items: Iterable[T]) -> Iterator[Sequence[T]]:
    rest = iter(items)
    while batch := list(islice(rest, AT_ONCE)):
        yield batch
