"""Which catalogue answers: an imported one as long as it is loaded, else the content that ships with Signpost.

Beside either stands what was taken over from the register of services. `signpost serve` loads by this rule, and the
commands that only look read by it, so that they find what the server would.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from sqlalchemy.engine import Engine, make_url

from actions.imported import Imports
from actions.knowledge import Knowledge
from bot.database import open_database
from catalog.authoring.content import CONTENT, content_version, read_content
from catalog.authoring.problems import ContentError
from catalog.catalogue import Catalogue
from catalog.interchange.edition import is_imported
from catalog.search import SearchIndex
from catalog.store import create_tables, read_catalogue, stored_version, write_catalogue

NOTHING_IMPORTED = Imports({})


@dataclass(frozen=True)
class InUse:
    """A catalogue, with what was imported beside it."""

    catalogue: Catalogue
    imports: Imports = NOTHING_IMPORTED

    def index(self) -> SearchIndex:
        """The search over both."""
        return self.imports.index(self.catalogue)

    def knowledge(self, today: date) -> Knowledge:
        """What the acts know on this day; nobody is promised by hours of a help desk."""
        catalogue, imports = self.catalogue.as_of(today), self.imports
        return Knowledge(catalogue, self.index(), today, offices=imports.offices, register=imports.register)


def bring_up_to_date(database: Engine, now: datetime, content: Path = CONTENT) -> str:
    """Load the content if it changed, unless an imported catalogue is in use; what is to be said about it, or "".

    Raises `ContentError` where the content has mistakes and no catalogue was loaded before.
    """
    create_tables(database)
    stored, version = stored_version(database), content_version(content)
    if stored is not None and is_imported(stored):
        return f'The catalogue "{stored}" stays in use; `signpost catalog load` goes back to the content that ships.'
    if stored == version:
        return ""
    try:
        write_catalogue(database, read_content(content), version, now)
    except ContentError as error:
        if stored is None:
            raise
        return f"{error}\nThe content has mistakes; the catalogue loaded before stays in use."
    return ""


def catalogue_in_use(database_url: str, content: Path = CONTENT) -> InUse:
    """What a server started now would answer from. Nothing is loaded, and no database is made for looking.

    Raises `ContentError` where the content has mistakes and no catalogue was loaded before.
    """
    if not _is_there(database_url):
        return InUse(read_content(content))
    database = open_database(database_url)
    create_tables(database)
    stored = stored_version(database)
    loaded = stored is not None and (is_imported(stored) or stored == content_version(content))
    try:
        catalogue = read_catalogue(database)[0] if loaded else read_content(content)
    except ContentError:
        if stored is None:
            raise
        catalogue = read_catalogue(database)[0]
    return InUse(catalogue, Imports.read(database))


def _is_there(database_url: str) -> bool:
    address = make_url(database_url)
    if address.get_backend_name() != "sqlite":
        return True
    return bool(address.database) and Path(str(address.database)).exists()
