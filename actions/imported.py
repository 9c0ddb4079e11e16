"""What was imported beside the authored catalogue, ready for the acts."""

from __future__ import annotations

from dataclasses import dataclass, replace

from sqlalchemy.engine import Engine

from actions.offices import NO_OFFICES, OfficeFinder
from catalog.catalogue import Catalogue
from catalog.offices import StoredOffices
from catalog.place_names import former_names
from catalog.register.lookup import NO_REGISTER, Provenance, Register, StoredRegister, imports
from catalog.search import SearchIndex, phrases_of


@dataclass(frozen=True)
class Imports:
    """The imported register and offices, with what the database said of them when they were read."""

    found: dict[str, Provenance]
    register: Register = NO_REGISTER
    offices: OfficeFinder = NO_OFFICES

    @classmethod
    def read(cls, engine: Engine) -> "Imports":
        return cls({}).again(engine)

    def again(self, engine: Engine) -> "Imports":
        """What is in the database now; this very value where nothing was imported since."""
        found = imports(engine)
        if found == self.found:
            return self
        services, offices = found.get("services"), found.get("offices")
        register = StoredRegister(engine, services) if services else NO_REGISTER
        if offices and self.version_of("offices") == offices.version:
            return replace(self, found=found, register=register)
        return Imports(found, register, StoredOffices(engine, former_names()) if offices else NO_OFFICES)

    def version_of(self, kind: str) -> str | None:
        """Changes exactly when a record of this kind does."""
        known = self.found.get(kind)
        return known.version if known else None

    def index(self, catalogue: Catalogue) -> SearchIndex:
        """The search over the catalogue and the register; what both have is found in the catalogue's words."""
        phrases = list(phrases_of(catalogue))
        if isinstance(self.register, StoredRegister):
            phrases.extend(self.register.phrases({service.identifier or service.key for service in catalogue.services}))
        return SearchIndex(phrases)
