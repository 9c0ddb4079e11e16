"""What of the imported register the running program asks for: names to search, one service in full."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import datetime, timezone
from typing import Protocol

from sqlalchemy import inspect, select
from sqlalchemy.engine import Engine
from sqlalchemy.orm import Session

from catalog.register.models import ImportedService, ImportRecord
from catalog.register.service_record import RegisterService
from catalog.register.shelves import converter
from catalog.search import Kind, Target


@dataclass(frozen=True)
class Provenance:
    """Where records are from, and when that source was last read."""

    version: str
    source: str
    imported_at: datetime


@dataclass(frozen=True)
class Imported:
    """A service of the register, and where it is from."""

    service: RegisterService
    provenance: Provenance


class Register(Protocol):
    """The imported register."""

    def service(self, identifier: str) -> Imported | None:
        """The service with this number; None if the register does not have it."""


@dataclass(frozen=True)
class NoRegister:
    """The register of an installation into which none was imported."""

    def service(self, identifier: str) -> Imported | None:
        return None


NO_REGISTER = NoRegister()


@dataclass(frozen=True)
class StoredRegister:
    """The register in the database: full records are read when asked for, since all of them would fill the memory."""

    engine: Engine
    provenance: Provenance

    def service(self, identifier: str) -> Imported | None:
        with Session(self.engine) as session:
            content = session.scalar(select(ImportedService.content).where(ImportedService.key == identifier))
        return Imported(converter.structure(content, RegisterService), self.provenance) if content else None

    def phrases(self, authored: Collection[str]) -> Iterator[tuple[Target, str]]:
        """What each service is found by; those with a number that the authored catalogue has are left to it."""
        with Session(self.engine) as session:
            columns = select(ImportedService.key, ImportedService.name, ImportedService.short_name)
            for key, name, short_name in session.execute(columns.order_by(ImportedService.key)):
                if key not in authored:
                    target = Target(Kind.SERVICE, key)
                    yield from ((target, phrase) for phrase in dict.fromkeys((name, short_name, key)) if phrase)


def imports(engine: Engine) -> dict[str, Provenance]:
    """What was imported, by kind; empty where nothing ever was."""
    if not inspect(engine).has_table(ImportRecord.__tablename__):
        return {}
    with Session(engine) as session:
        rows = session.scalars(select(ImportRecord)).all()
        return {str(row.kind): Provenance(str(row.version), str(row.source), _aware(row.imported_at)) for row in rows}


def _aware(moment: datetime) -> datetime:
    """SQLite gives the time back without its zone; it was written in UTC."""
    return moment if moment.tzinfo else moment.replace(tzinfo=timezone.utc)
