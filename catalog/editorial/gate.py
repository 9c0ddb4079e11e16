"""The gate as a whole: everything found in a content folder on a day, with the figures an editor steers by."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from catalog.authoring.content import read_content
from catalog.authoring.evidence import GENERAL_KNOWLEDGE
from catalog.catalogue import Catalogue
from catalog.editorial.findings import Finding, Rule, Severity
from catalog.editorial.freshness import freshness_findings
from catalog.editorial.links import cited_addresses, link_findings
from catalog.editorial.logic import logic_findings
from catalog.editorial.manuscript import Manuscripts, read_manuscripts
from catalog.editorial.plain import plain_language_findings
from catalog.editorial.readability import lix
from catalog.editorial.tried import scenario_findings
from catalog.text import Language


@dataclass(frozen=True)
class Extent:
    """How much there is. `texts` counts by language; `dated` the steps that name a source and its month."""

    situations: int
    steps: int
    services: int
    terms: int
    rates: int
    outages: int
    texts: Mapping[Language, int]
    dated: int
    general_knowledge_only: int


@dataclass(frozen=True)
class Report:
    """What the gate found. `readability`: file → LIX by language, where the file says enough to measure it."""

    extent: Extent
    findings: tuple[Finding, ...]
    readability: Mapping[str, Mapping[Language, float]]

    def of(self, severity: Severity) -> tuple[Finding, ...]:
        return tuple(finding for finding in self.findings if finding.severity is severity)

    def counts(self) -> Mapping[Rule, int]:
        return Counter(finding.rule for finding in self.findings)

    def passes(self, strict: bool = False) -> bool:
        """Whether nothing stops publication; with `strict`, warnings stop it as well."""
        return not (self.findings if strict else self.of(Severity.ERROR))


def examine(folder: Path, today: date, links: bool = False) -> Report:
    """Put the content folder to the gate. With `links` every cited page is asked for over the network.

    Raises `ContentError` if the content cannot even be read.
    """
    catalogue, manuscripts = read_content(folder), read_manuscripts(folder)
    findings = [
        *logic_findings(catalogue, manuscripts),
        *freshness_findings(catalogue, manuscripts, today),
        *plain_language_findings(manuscripts, catalogue.glossary),
        *scenario_findings(catalogue, folder, today),
    ]
    if links:
        findings += link_findings(cited_addresses(manuscripts, folder / "services.csv"))
    return Report(
        extent=_extent(catalogue, manuscripts),
        findings=tuple(sorted(findings)),
        readability=_readability(manuscripts),
    )


def _extent(catalogue: Catalogue, manuscripts: Manuscripts) -> Extent:
    steps = [step for situation in catalogue.situations for step in situation.steps]
    texts = Counter(passage.language for one in manuscripts.files for passage in one.passages)
    return Extent(
        situations=len(catalogue.situations),
        steps=len(steps),
        services=len(catalogue.services),
        terms=len(catalogue.glossary),
        rates=len(catalogue.rates.rates),
        outages=len(catalogue.outages),
        texts={language: texts[language] for language in Language},
        dated=sum(1 for step in steps if step.sources and step.checked),
        general_knowledge_only=sum(1 for step in steps if set(step.sources) == {GENERAL_KNOWLEDGE}),
    )


def _readability(manuscripts: Manuscripts) -> dict[str, dict[Language, float]]:
    found: dict[str, dict[Language, float]] = {}
    for manuscript in manuscripts.files:
        for language in Language:
            figure = lix(manuscript.passages, language)
            if figure is not None:
                found.setdefault(manuscript.file, {})[language] = figure
    return found
