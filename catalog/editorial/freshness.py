"""Whether the content still holds on a day: age of sources, validity of rates, outages that are over."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from catalog.age import AGEING_AFTER_DAYS, OLD_AFTER_DAYS, age_in_days
from catalog.catalogue import Catalogue
from catalog.editorial.findings import Finding, Rule
from catalog.editorial.manuscript import Manuscript, Manuscripts

#: An outage without an end is asked about after so many days.
OPEN_OUTAGE_DAYS = 30


def freshness_findings(catalogue: Catalogue, manuscripts: Manuscripts, today: date) -> Iterator[Finding]:
    for situation in catalogue.situations:
        manuscript = manuscripts.of_situation(situation.id)
        for step in situation.steps:
            yield from _age(step.checked, manuscript, ("steps", step.id, "checked"), today)
    for contact in catalogue.contacts:
        path = ("contacts", contact.id, "checked")
        yield from _age(contact.checked, manuscripts.named("contacts.yml"), path, today)
    yield from _ended_rates(catalogue, manuscripts.named("rates.yml"), today)
    yield from _outages(catalogue, manuscripts.named("outages.yml"), today)


def _age(checked: str, manuscript: Manuscript, path: tuple[str, ...], today: date) -> Iterator[Finding]:
    days = age_in_days(checked, today)
    if days >= AGEING_AFTER_DAYS:
        rule = Rule.SOURCE_OLD if days >= OLD_AFTER_DAYS else Rule.SOURCE_AGEING
        yield Finding(manuscript.place(*path), rule, "/".join(path), f"{checked}, {days} days ago")


def _ended_rates(catalogue: Catalogue, manuscript: Manuscript, today: date) -> Iterator[Finding]:
    for rate in catalogue.rates.ended(today):
        path = ("rates", rate.id)
        found = f'the last value of "{rate.id}" held until {rate.on(today).valid_to}'
        yield Finding(manuscript.place(*path), Rule.RATE_ENDED, "/".join(path), found)


def _outages(catalogue: Catalogue, manuscript: Manuscript, today: date) -> Iterator[Finding]:
    for outage in catalogue.outages:
        path = ("outages", outage.id)
        if outage.ended(today):
            found = f'"{outage.id}" ended on {outage.until}'
            yield Finding(manuscript.place(*path), Rule.OUTAGE_ENDED, "/".join(path), found)
        elif outage.until is None and (today - outage.since).days > OPEN_OUTAGE_DAYS:
            found = f'"{outage.id}" has lasted since {outage.since}'
            yield Finding(manuscript.place(*path), Rule.OUTAGE_OPEN, "/".join(path), found)
