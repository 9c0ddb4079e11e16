"""Abbreviations that the glossary does not explain."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from catalog.catalogue import Term
from catalog.editorial.findings import Rule
from catalog.editorial.manuscript import Passage
from catalog.editorial.officialese import lexicon

#: At least two capitals, with the ending of a case (ФОПом, ЦНАПі) left aside.
_ABBREVIATION = re.compile(r"(?<![\w+])([A-ZА-ЯІЇЄҐ]{2,})(?:[а-яіїєґ]{1,3}|s)?(?![\w’'])")
#: What has its name in quotes and the number of a law or form («№ 265/95-ВР») are no words to explain.
_NAMES = re.compile(r"«[^»]*»|“[^”]*”|№\s*\S+|\bNo\.?\s*\d\S*")
_ROMAN = re.compile(r"[IVXLCІХМ]+")


def abbreviations(wording: str) -> list[str]:
    """The abbreviations of a text, in order; Roman numerals are none.

    >>> abbreviations("ФОПам — до ЦНАП, за розділом XIV, форма 20-ОПП")
    ['ФОП', 'ЦНАП', 'ОПП']
    """
    found = (match[1] for match in _ABBREVIATION.finditer(_NAMES.sub("", wording)))
    return [one for one in found if not _ROMAN.fullmatch(one)]


def explained(glossary: Collection[Term]) -> frozenset[str]:
    """Every abbreviation the glossary explains, folded for comparison."""
    names = (name for term in glossary for name in (term.term.uk, term.term.en, *term.forms))
    found = {word for name in names for word in (abbreviations(name) or [name])}
    return frozenset(word.casefold() for word in (*found, *lexicon().well_known))


def abbreviation_findings(passage: Passage, known: frozenset[str]) -> Iterator[tuple[Rule, str]]:
    for one in dict.fromkeys(abbreviations(passage.wording)):
        if one.casefold() not in known:
            yield Rule.ABBREVIATION, f'"{one}" in «{passage.wording}»'
