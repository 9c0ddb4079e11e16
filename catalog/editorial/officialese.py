"""Officialese: set phrases, verbs that hide who acts, chains of nouns that ought to be verbs.

Ukrainian words are compared in their dictionary form (pymorphy3), so one entry of `officialese.yml` covers all forms.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from itertools import pairwise
from pathlib import Path
from typing import Any

import pymorphy3
import yaml

from catalog.editorial.findings import Rule
from catalog.editorial.manuscript import Passage
from catalog.editorial.sentences import sentences, words
from catalog.text import Language

_VERBAL_NOUN = re.compile(r"\w+(?:ння|ття)")
_ACTION_NOUN = r"\w{3,}(?:tion|sion|ment|ance|ence)"
_NOUNS_IN_A_ROW = re.compile(rf"\b{_ACTION_NOUN} of (?:(?:the|a|an|your|their) )?{_ACTION_NOUN} of\b", re.IGNORECASE)
_IRREGULAR = "done|made|given|taken|sent|paid|held|kept|drawn|written|seen|brought|chosen|bought|sold|built|set|put"
_DONE_BY = re.compile(
    rf"\b(?:is|are|was|were|be|been|being)\s+(?:\w+ly\s+|not\s+|also\s+)?(?:\w+ed|{_IRREGULAR})\s+(?:\w+\s+)?by\s+"
    r"(?:(?:the|a|an|your|their|one|its)\s+)?(?:\w+\s+)?\w+(?![\w'’])",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Lexicon:
    """What `officialese.yml` lists."""

    phrases: Mapping[Language, Mapping[tuple[str, ...], str]]
    passive_verbs: frozenset[str]
    empty_verbs: frozenset[str]
    things: frozenset[str]
    well_known: frozenset[str]
    agents: frozenset[str]

    @cached_property
    def beginnings(self) -> Mapping[Language, Mapping[str, list[tuple[str, ...]]]]:
        """The phrases of each language by their first word."""
        found: dict[Language, dict[str, list[tuple[str, ...]]]] = {language: {} for language in Language}
        for language, phrases in self.phrases.items():
            for phrase in phrases:
                found[language].setdefault(phrase[0], []).append(phrase)
        return found


@cache
def lexicon() -> Lexicon:
    told = yaml.safe_load((Path(__file__).parent / "officialese.yml").read_text(encoding="utf-8"))
    phrases = {
        language: {tuple(phrase.split()): instead for phrase, instead in told["phrases"][language.value].items()}
        for language in Language
    }
    return Lexicon(
        phrases=phrases,
        passive_verbs=frozenset(told["passive_verbs"]),
        empty_verbs=frozenset(told["empty_verbs"]),
        things=frozenset(told["things"]),
        well_known=frozenset(told["well_known"]),
        agents=frozenset(told["agents"].split()),
    )


def officialese_findings(passage: Passage) -> Iterator[tuple[Rule, str]]:
    for sentence in sentences(passage.wording):
        yield from _set_phrases(sentence, passage.language)
        if passage.language is Language.UKRAINIAN:
            yield from _ukrainian(sentence)
        else:
            yield from _english(sentence)


def _set_phrases(sentence: str, language: Language) -> Iterator[tuple[Rule, str]]:
    heard = [_forms(word, language) for word in words(sentence)]
    beginning = lexicon().beginnings[language]
    met = (
        phrase
        for start, forms in enumerate(heard)
        for first in forms & beginning.keys()
        for phrase in beginning[first]
        if len(phrase) <= len(heard) - start and all(word in at for word, at in zip(phrase, heard[start:]))
    )
    for phrase in dict.fromkeys(met):
        instead = lexicon().phrases[language][phrase]
        yield Rule.OFFICIALESE, f'"{" ".join(phrase)}", say: {instead}; in «{sentence}»'


def _ukrainian(sentence: str) -> Iterator[tuple[Rule, str]]:
    known, said = lexicon(), words(sentence)
    for word in said:
        if dictionary_form(word) in known.passive_verbs:
            yield Rule.PASSIVE, f'"{word}" in «{sentence}»'
    for first, second in pairwise(said):
        if f"{first} {second}" not in sentence or not _is_action(second):
            continue
        if _is_action(first):
            yield Rule.NOUN_CHAIN, f'"{first} {second}" in «{sentence}»'
        elif dictionary_form(first) in known.empty_verbs:
            yield Rule.NOUN_CHAIN, f'"{first} {second}" instead of a verb in «{sentence}»'


def _english(sentence: str) -> Iterator[tuple[Rule, str]]:
    for found in _DONE_BY.finditer(sentence):
        if not lexicon().agents.isdisjoint(found[0].lower().partition(" by ")[2].split()):
            yield Rule.PASSIVE, f'"{found[0].strip()}" in «{sentence}»'
    for found in _NOUNS_IN_A_ROW.finditer(sentence):
        yield Rule.NOUN_CHAIN, f'"{found[0]}" in «{sentence}»'


@lru_cache(maxsize=100_000)
def _forms(word: str, language: Language) -> frozenset[str]:
    """What the word may be compared as: itself and, in Ukrainian, its dictionary form."""
    plain = word.lower().replace("’", "'").replace("ʼ", "'")
    return frozenset({plain, dictionary_form(word)}) if language is Language.UKRAINIAN else frozenset({plain})


def _is_action(word: str) -> bool:
    form = dictionary_form(word)
    return bool(_VERBAL_NOUN.fullmatch(form)) and form not in lexicon().things


@lru_cache(maxsize=100_000)
def dictionary_form(word: str) -> str:
    """The likeliest dictionary form of a Ukrainian word.

    >>> dictionary_form("надаються"), dictionary_form("оформленням")
    ('надаватися', 'оформлення')
    """
    return str(_analyser().parse(word.lower())[0].normal_form)


@cache
def _analyser() -> Any:
    return pymorphy3.MorphAnalyzer(lang="uk")
