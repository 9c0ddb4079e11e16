"""The catalogue in the database: written in one transaction, read back as the same value."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import Any, TypeVar

import cattrs
from sqlalchemy import delete, select
from sqlalchemy.engine import Engine
from sqlalchemy.orm import Session

from catalog import condition_json
from catalog.catalogue import Catalogue, Contact, Service, Term, Topic
from catalog.conditions import All, Always, Among, Condition, Not
from catalog.conditions import Any as AnyOf
from catalog.models import (
    Base,
    CatalogueVersion,
    ContactRecord,
    OutageRecord,
    RateRecord,
    ServiceRecord,
    SituationRecord,
    StepRecord,
    TermRecord,
    TopicRecord,
)
from catalog.outages import Outage
from catalog.rates import Rate, Rates
from catalog.situations import Situation, Step
from catalog.text import Text

T = TypeVar("T")

_VERSION_ROW = 1


def _is_condition(kind: Any) -> bool:
    return bool(kind == Condition)


def _make_converter() -> cattrs.Converter:
    converter = cattrs.Converter(omit_if_default=True)
    for kind in (Always, Among, All, AnyOf, Not):
        converter.register_unstructure_hook(kind, condition_json.as_json)
    converter.register_unstructure_hook_func(_is_condition, condition_json.as_json)
    converter.register_structure_hook_func(_is_condition, lambda data, _: condition_json.from_json(data))
    converter.register_unstructure_hook(date, lambda day: day.isoformat())
    converter.register_structure_hook(date, lambda text, _: date.fromisoformat(text))
    return converter


_converter = _make_converter()


def create_tables(engine: Engine) -> None:
    """Make the catalogue's tables where they are missing."""
    Base.metadata.create_all(engine)


def stored_version(engine: Engine) -> str | None:
    """The version of the catalogue in the database, or None when none was loaded."""
    with Session(engine) as session:
        row = session.get(CatalogueVersion, _VERSION_ROW)
        return str(row.version) if row is not None else None


def write_catalogue(engine: Engine, catalogue: Catalogue, version: str, now: datetime) -> None:
    """Replace the catalogue in the database by this one, all or nothing."""
    create_tables(engine)
    with Session(engine) as session, session.begin():
        for table in reversed(Base.metadata.sorted_tables):
            session.execute(delete(table))
        session.add(
            CatalogueVersion(
                id=_VERSION_ROW,
                version=version,
                loaded_at=now,
                rates_expired=_converter.unstructure(catalogue.rates.expired),
            )
        )
        for position, situation in enumerate(catalogue.situations):
            session.add(_situation_record(situation, position))
        session.flush()
        for situation in catalogue.situations:
            session.add_all(_step_record(situation.id, step, number) for number, step in enumerate(situation.steps))
        session.add_all(_service_record(service, number) for number, service in enumerate(catalogue.services))
        for table, values in _simple_tables(catalogue):
            for position, value in enumerate(values):
                session.add(table(id=value.id, position=position, content=_converter.unstructure(value)))


def read_catalogue(engine: Engine) -> tuple[Catalogue, str]:
    """The catalogue in the database and its version. LookupError if none was loaded."""
    create_tables(engine)
    with Session(engine) as session:
        row = session.get(CatalogueVersion, _VERSION_ROW)
        if row is None:
            raise LookupError("no catalogue is loaded; run: signpost catalog load")
        rates = Rates(_all(session, RateRecord, Rate), _converter.structure(row.rates_expired, Text))
        catalogue = Catalogue(
            situations=_situations(session),
            services=_all(session, ServiceRecord, Service),
            glossary=_all(session, TermRecord, Term),
            topics=_all(session, TopicRecord, Topic),
            rates=rates,
            contacts=_all(session, ContactRecord, Contact),
            outages=_all(session, OutageRecord, Outage),
        )
        return catalogue, str(row.version)


def _simple_tables(catalogue: Catalogue) -> list[tuple[Any, Sequence[Any]]]:
    return [
        (TermRecord, catalogue.glossary),
        (TopicRecord, catalogue.topics),
        (RateRecord, catalogue.rates.rates),
        (ContactRecord, catalogue.contacts),
        (OutageRecord, catalogue.outages),
    ]


def _situation_record(situation: Situation, position: int) -> SituationRecord:
    return SituationRecord(
        id=situation.id,
        position=position,
        audience=situation.audience.value,
        topic=situation.topic,
        title_uk=situation.title.uk,
        title_en=situation.title.en,
        content=_converter.unstructure(replace(situation, steps=())),
    )


def _step_record(situation_id: str, step: Step, position: int) -> StepRecord:
    return StepRecord(
        situation_id=situation_id,
        id=step.id,
        position=position,
        title_uk=step.title.uk,
        title_en=step.title.en,
        checked=step.checked,
        confidence=step.confidence.value,
        content=_converter.unstructure(step),
    )


def _service_record(service: Service, position: int) -> ServiceRecord:
    return ServiceRecord(
        key=service.key,
        position=position,
        identifier=service.identifier,
        title=service.title,
        content=_converter.unstructure(service),
    )


def _situations(session: Session) -> tuple[Situation, ...]:
    steps: dict[str, list[Step]] = {}
    for record in session.scalars(select(StepRecord).order_by(StepRecord.situation_id, StepRecord.position)):
        steps.setdefault(record.situation_id, []).append(_converter.structure(record.content, Step))
    found = []
    for record in session.scalars(select(SituationRecord).order_by(SituationRecord.position)):
        situation = _converter.structure({**record.content, "steps": []}, Situation)
        found.append(replace(situation, steps=tuple(steps.get(record.id, ()))))
    return tuple(found)


def _all(session: Session, table: Any, kind: type[T]) -> tuple[T, ...]:
    records = session.scalars(select(table).order_by(table.position))
    return tuple(_converter.structure(record.content, kind) for record in records)
