"""The whole catalogue as one value, and how it reads on a given day."""

from __future__ import annotations

from dataclasses import dataclass, fields, is_dataclass, replace
from datetime import date
from functools import cached_property
from typing import Any

from catalog.outages import Outage, with_outages
from catalog.rates import Rates
from catalog.situations import Situation, Step
from catalog.text import Text


@dataclass(frozen=True)
class Topic:
    """A thematic area, as in the Diia Guide; it groups situations and services."""

    id: str
    title: Text


@dataclass(frozen=True)
class Service:
    """A public service of the state register.

    `identifier` is the register's five-digit number, None where no source shows one: then only the title may be
    quoted, never a number. `known_as` is what people call it, in any language.
    """

    key: str
    identifier: str | None
    title: str
    category: str
    audience: str
    legal_basis: str
    sources: tuple[str, ...]
    known_as: tuple[str, ...] = ()


@dataclass(frozen=True)
class Term:
    """A word of the offices explained in plain words. `forms` are other spellings that people or texts use."""

    id: str
    term: Text
    explanation: Text
    forms: tuple[str, ...] = ()


@dataclass(frozen=True)
class Contact:
    """Someone to call or write to.

    `purposes`: "crisis" (danger to life), "violence" or "despair" beside it, "help" (a person to talk to), "legal"
    (free lawyers).
    """

    id: str
    purposes: tuple[str, ...]
    title: Text
    phone: str | None
    url: str | None
    sources: tuple[str, ...]
    checked: str


@dataclass(frozen=True)
class Catalogue:
    """Everything Signpost knows. Sums in the texts are still written as rates: see `as_of`."""

    situations: tuple[Situation, ...]
    services: tuple[Service, ...]
    glossary: tuple[Term, ...]
    topics: tuple[Topic, ...]
    rates: Rates
    contacts: tuple[Contact, ...] = ()
    outages: tuple[Outage, ...] = ()

    @cached_property
    def _situations_by_id(self) -> dict[str, Situation]:
        return {situation.id: situation for situation in self.situations}

    @cached_property
    def _services_by_key(self) -> dict[str, Service]:
        return {service.key: service for service in self.services}

    def situation(self, situation_id: str) -> Situation | None:
        return self._situations_by_id.get(situation_id)

    def service(self, key: str) -> Service | None:
        return self._services_by_key.get(key)

    def contacts_for(self, purpose: str) -> tuple[Contact, ...]:
        return tuple(contact for contact in self.contacts if purpose in contact.purposes)

    def phone_of(self, contact_id: str) -> str | None:
        """The number of this contact; None if the catalogue does not have it."""
        return next((contact.phone for contact in self.contacts if contact.id == contact_id), None)

    def term(self, term_id: str) -> Term | None:
        return next((term for term in self.glossary if term.id == term_id), None)

    def as_of(self, day: date) -> "Catalogue":
        """The catalogue as it reads on that day: rates written as sums, channels that do not work marked so."""
        marked = with_outages(self.situations, self.outages, day)
        situations = tuple(_spell_out(situation, self.rates, day) for situation in marked)
        return replace(self, situations=situations)


def _spell_out(value: Any, rates: Rates, day: date) -> Any:
    """The value with all its texts spelled out; whatever holds no rate comes back as the same object."""
    if isinstance(value, Text):
        return rates.spell_out(value, day)
    if isinstance(value, tuple):
        spelled = tuple(_spell_out(item, rates, day) for item in value)
        return value if all(new is old for new, old in zip(spelled, value)) else spelled
    if isinstance(value, (Situation, Step)) or (is_dataclass(value) and not isinstance(value, type)):
        changed = {}
        for field in fields(value):
            old = getattr(value, field.name)
            new = _spell_out(old, rates, day)
            if new is not old:
                changed[field.name] = new
        return replace(value, **changed) if changed else value
    return value
