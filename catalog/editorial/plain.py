"""Plain language over all files: every passage against every rule, every file against the readability limit."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from catalog.catalogue import Term
from catalog.editorial.abbreviations import abbreviation_findings, explained
from catalog.editorial.findings import Finding, Rule
from catalog.editorial.length import length_findings
from catalog.editorial.manuscript import Manuscripts, Passage
from catalog.editorial.officialese import officialese_findings
from catalog.editorial.readability import HARD, lix
from catalog.text import Language


def plain_language_findings(manuscripts: Manuscripts, glossary: Collection[Term]) -> Iterator[Finding]:
    known = explained(glossary)
    for manuscript in manuscripts.files:
        for passage in manuscript.passages:
            for rule, found in passage_findings(passage, known):
                yield Finding(passage.place, rule, f"{passage.field} ({passage.language.value})", found)
        for language in Language:
            figure = lix(manuscript.passages, language)
            if figure is not None and figure > HARD[language]:
                found = f"LIX {figure:.1f}, at most {HARD[language]:.0f}"
                yield Finding(manuscript.place(), Rule.HARD_READING, f"the whole file ({language.value})", found)


def passage_findings(passage: Passage, known: frozenset[str]) -> Iterator[tuple[Rule, str]]:
    """What is wrong with one passage. A law's official name is not ours to word; only its abbreviations count."""
    yield from abbreviation_findings(passage, known)
    if not passage.is_official:
        yield from length_findings(passage)
        yield from officialese_findings(passage)
