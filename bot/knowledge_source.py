"""The catalogue for the running program: read from the database, again when it was loaded anew or the day changed."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import date

from sqlalchemy.engine import Engine

from actions.imported import Imports
from actions.knowledge import Knowledge
from catalog.catalogue import Catalogue
from catalog.help_desk_store import HelpDeskStore
from catalog.search import SearchIndex
from catalog.store import read_catalogue, stored_version

log = logging.getLogger(__name__)

#: How often to look whether another catalogue was loaded, in seconds.
LOOK_EVERY = 5.0


class CatalogueSource:
    """Gives the knowledge for a turn. If a newly loaded catalogue cannot be read, the one in hand stays."""

    def __init__(self, engine: Engine, today: Callable[[], date] = date.today) -> None:
        self._engine = engine
        self._today = today
        self._desk = HelpDeskStore(engine)
        self._help_desk = self._desk.read()
        self._looked = time.monotonic()
        self._catalogue, self._version = read_catalogue(engine)
        self._imports = Imports.read(engine)
        self._index: SearchIndex = self._imports.index(self._catalogue)
        self._knowledge = self._read(self._catalogue)

    @property
    def version(self) -> str:
        return self._version

    def authored(self) -> tuple[Catalogue, str, date]:
        """The catalogue before any day is applied to it, its version, and today."""
        today = self().today
        return self._catalogue, self._version, today

    def __call__(self) -> Knowledge:
        if time.monotonic() - self._looked > LOOK_EVERY:
            self._looked = time.monotonic()
            self._look()
        if self._knowledge.today != self._today():
            self._knowledge = self._read(self._catalogue)
        return self._knowledge

    def _look(self) -> None:
        try:
            self._look_at_hours()
            self._look_at_imports()
            if stored_version(self._engine) in (self._version, None):
                return
            catalogue, version = read_catalogue(self._engine)
        except Exception:
            log.exception("the catalogue could not be read again; the one in hand stays")
            return
        self._catalogue, self._version = catalogue, version
        self._index = self._imports.index(catalogue)
        self._knowledge = self._read(catalogue)
        log.info("catalogue %s taken into use", version)

    def _look_at_imports(self) -> None:
        """The register and the offices are imported beside the catalogue, at times of their own."""
        found = self._imports.again(self._engine)
        if found is self._imports:
            return
        if found.version_of("services") != self._imports.version_of("services"):
            self._index = found.index(self._catalogue)
        self._imports = found
        self._knowledge = replace(self._knowledge, index=self._index, register=found.register, offices=found.offices)
        log.info("imported data taken into use: %s", ", ".join(sorted(found.found)))

    def _look_at_hours(self) -> None:
        """The hours of the help desk change in the console, whatever the catalogue does."""
        found = self._desk.read()
        if found != self._help_desk:
            self._help_desk = found
            self._knowledge = replace(self._knowledge, help_desk=found)

    def _read(self, catalogue: Catalogue) -> Knowledge:
        today = self._today()
        return Knowledge(
            catalogue.as_of(today),
            self._index,
            today,
            help_desk=self._help_desk,
            offices=self._imports.offices,
            register=self._imports.register,
        )
