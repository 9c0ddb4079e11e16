"""Reading the whole content folder into a `Catalogue`, all or nothing."""

from __future__ import annotations

import hashlib
from pathlib import Path

from catalog.authoring.outage_file import read_outages
from catalog.authoring.problems import ContentError, Problem
from catalog.authoring.reference_files import read_contacts, read_glossary, read_rates, read_services, read_topics
from catalog.authoring.references import References
from catalog.authoring.situation_file import read_situation
from catalog.catalogue import Catalogue

#: The content that ships with Signpost.
CONTENT = Path(__file__).resolve().parent.parent / "content"

#: The folder of people on whom the content is tried out (`catalog.scenarios`); no part of the catalogue.
SCENARIOS = "scenarios"


def read_content(folder: Path = CONTENT) -> Catalogue:
    """The catalogue authored in the folder.

    Raises `ContentError`, naming every file, line and what is allowed there, if anything in it is wrong.
    """
    problems: list[Problem] = []
    topics = read_topics(folder / "topics.yml", problems)
    rates = read_rates(folder / "rates.yml", problems)
    services = read_services(folder / "services.csv", problems)
    glossary = read_glossary(folder / "glossary.yml", problems)
    contacts = read_contacts(folder / "contacts.yml", problems)
    references = References({topic.id for topic in topics}, {service.key for service in services}, rates)
    situations = []
    for path in sorted((folder / "situations").glob("*.yml")):
        situation = read_situation(path, references, problems)
        if situation is not None:
            situations.append(situation)
    outages = read_outages(folder / "outages.yml", situations, problems)
    if problems:
        raise ContentError(list(dict.fromkeys(problems)))
    return Catalogue(tuple(situations), services, glossary, topics, rates, contacts, outages)


def content_version(folder: Path = CONTENT) -> str:
    """A fingerprint of the authored files: it changes exactly when what the catalogue holds does."""
    digest = hashlib.sha256()
    for path in sorted(folder.rglob("*")):
        if path.suffix in {".yml", ".csv"} and path.parent.name != SCENARIOS:
            digest.update(path.relative_to(folder).as_posix().encode())
            digest.update(path.read_bytes())
    return digest.hexdigest()[:16]
