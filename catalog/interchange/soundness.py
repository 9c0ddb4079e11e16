"""Whether an imported catalogue holds together. Authored content is checked where it is read; this had no editor."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import fields, is_dataclass
from graphlib import CycleError, TopologicalSorter
from typing import Any

from catalog.authoring.evidence import MONTH
from catalog.authoring.problems import choices, repeated
from catalog.authoring.step_entry import STEP_ID
from catalog.catalogue import Catalogue
from catalog.conditions import Among
from catalog.interchange.findings import Finding, ForeignFile
from catalog.rates import MENTION
from catalog.situations import Circumstance, Situation, Step
from catalog.text import Text

#: What the database holds of an id.
LONGEST_ID = 48


def check(catalogue: Catalogue) -> None:
    """Raises `ForeignFile` naming everything that points nowhere, stands twice or waits for itself."""
    findings = list(_findings(catalogue))
    if findings:
        raise ForeignFile(findings)


def _findings(catalogue: Catalogue) -> Iterator[Finding]:
    lists: dict[str, list[str]] = {
        "situation": [one.id for one in catalogue.situations],
        "service": [one.key for one in catalogue.services],
        "topic": [one.id for one in catalogue.topics],
        "term": [one.id for one in catalogue.glossary],
        "rate": [one.id for one in catalogue.rates.rates],
        "contact": [one.id for one in catalogue.contacts],
        "outage": [one.id for one in catalogue.outages],
    }
    for name, ids in lists.items():
        yield from _ids(name, ids)
    for rate in catalogue.rates.rates:
        if not rate.values:
            yield Finding(f"rate/{rate.id}", "it has no value", "give one with an amount, a first and a last day")
    for situation in catalogue.situations:
        where = f"situation/{situation.id}"
        yield from _references(where, "topic", (situation.topic,), lists["topic"])
        yield from _rates(where, situation, lists["rate"])
        yield from _situation(where, situation, lists["service"])


def _situation(where: str, situation: Situation, services: Collection[str]) -> Iterator[Finding]:
    yield from _ids(f"{where}/circumstance", [one.id for one in situation.circumstances])
    for one in situation.circumstances:
        yield from _ids(f"{where}/circumstance/{one.id}/answer", [value.id for value in one.values])
    steps = [step.id for step in situation.steps]
    yield from _ids(f"{where}/step", steps)
    yield from _conditions(where, situation, situation.circumstances)
    for step in situation.steps:
        place = f"{where}/step/{step.id}"
        yield from _step(place, step)
        yield from _references(place, "after", step.after, steps)
        yield from _references(place, "covers", step.covers, steps)
        yield from _references(place, "services", step.services, services)
    yield from _circle(where, "after", {step.id: step.after for step in situation.steps})
    yield from _circle(where, "covers", {step.id: step.covers for step in situation.steps})


def _step(where: str, step: Step) -> Iterator[Finding]:
    if not STEP_ID.fullmatch(step.id):
        yield Finding(where, f'"{step.id}" cannot be an id', "use small Latin letters, digits and hyphens, 48 at most")
    if not step.sources:
        yield Finding(where, "there is no source", "every step names what it rests on")
    if not MONTH.fullmatch(step.checked):
        yield Finding(where, f'it was checked "{step.checked}"', "write the year and month: 2026-02")


def _ids(where: str, ids: Sequence[str]) -> Iterator[Finding]:
    for word in repeated(ids):
        yield Finding(where, f'"{word}" stands twice', "give each its own id")
    for word in ids:
        if not 0 < len(word) <= LONGEST_ID:
            yield Finding(where, f'"{word}" cannot be an id', f"use 1 to {LONGEST_ID} characters")


def _references(where: str, field: str, found: Sequence[str], known: Collection[str]) -> Iterator[Finding]:
    for word in found:
        if word not in known:
            yield Finding(where, f'{field} names "{word}"', choices(word, known))


def _circle(where: str, field: str, targets: dict[str, tuple[str, ...]]) -> Iterator[Finding]:
    try:
        TopologicalSorter(targets).prepare()
    except CycleError as error:
        yield Finding(where, f"{field} runs in a circle: " + " → ".join(error.args[1]), "let one of them come first")


def _rates(where: str, situation: Situation, known: Collection[str]) -> Iterator[Finding]:
    for text in _inside(situation, Text):
        for mention in MENTION.finditer(text.uk + text.en):
            yield from _references(where, "a text", (mention[1],), known)


def _conditions(where: str, situation: Situation, known: Sequence[Circumstance]) -> Iterator[Finding]:
    values = {one.id: {value.id for value in one.values} for one in known}
    for among in _inside(situation, Among):
        yield from _references(where, "a condition", (among.circumstance,), values)
        yield from _references(
            where, f"a condition on {among.circumstance}", among.values, values.get(among.circumstance, among.values)
        )


def _inside(value: Any, kind: type) -> Iterator[Any]:
    """Every value of that kind inside, however deep."""
    if isinstance(value, kind):
        yield value
    elif isinstance(value, tuple):
        for item in value:
            yield from _inside(item, kind)
    elif is_dataclass(value):
        for field in fields(value):
            yield from _inside(getattr(value, field.name), kind)
