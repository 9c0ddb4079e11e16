"""Search over situations, steps, services and the glossary: forgiving, ranked, and able to say why.

Every record is found through its phrases. The words of a query are matched to the words of all phrases by likeness
(rapidfuzz, Jaro-Winkler: typos and word endings cost little), rare words count more than common ones, and the same
query is also tried in Cyrillic and on the other keyboard layout.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import Enum

import numpy as np
from numpy.typing import NDArray

from catalog import spelling
from catalog.catalogue import Catalogue
from catalog.vocabulary import Vocabulary

#: What a query tried in another alphabet or layout loses, so that a plain hit comes first.
GUESS_DISCOUNT = 0.97
#: Hits below this part of a full match are not shown.
WORTH_SHOWING = 0.35
#: What it counts that a phrase covers the query, and that the query fills the phrase.
COVERED, FILLED = 0.8, 0.2
#: Most records are among the best hits with fewer phrases than this.
PHRASES_EACH = 40


class Kind(str, Enum):
    """What was found."""

    SITUATION = "situation"
    STEP = "step"
    SERVICE = "service"
    TERM = "term"


@dataclass(frozen=True)
class Target:
    """What a phrase leads to: the record's kind and key; for a step the key is `situation/step`."""

    kind: Kind
    key: str


@dataclass(frozen=True)
class Hit:
    """A record found. `score` runs from 0 to 1; `matched_on` is the phrase that matched best."""

    target: Target
    score: float
    matched_on: str


_KIND_PREFERENCE = {Kind.SITUATION: 1.0, Kind.SERVICE: 0.96, Kind.STEP: 0.95, Kind.TERM: 0.9}


class SearchIndex:
    """An index over phrases. Build it once per catalogue; searching does not change it."""

    def __init__(self, phrases: Iterable[tuple[Target, str]]) -> None:
        self._phrases = list(phrases)
        postings: dict[str, list[int]] = defaultdict(list)
        worded = [set(spelling.words(phrase)) for _, phrase in self._phrases]
        for number, words in enumerate(worded):
            for word in words:
                postings[word].append(number)
        self._vocabulary = Vocabulary(sorted(postings))
        self._postings = [np.array(postings[word], dtype=np.int32) for word in sorted(postings)]
        count = max(len(self._phrases), 1)
        rarity = {word: math.log(1 + count / len(found)) for word, found in postings.items()}
        self._rarity = [rarity[word] for word in sorted(postings)]
        self._rarest = max(self._rarity, default=0.0)
        self._weights = np.array([sum(rarity[word] for word in words) for words in worded])

    @property
    def phrase_count(self) -> int:
        return len(self._phrases)

    @property
    def word_count(self) -> int:
        return len(self._vocabulary)

    def search(self, query: str, limit: int = 5) -> list[Hit]:
        """The best records for the query, best first, each once; empty when nothing is worth showing."""
        best: dict[Target, Hit] = {}
        for discount, wording in _readings(query):
            for hit in self._search_words(spelling.words(wording), discount, limit * 4):
                if hit.target not in best or best[hit.target].score < hit.score:
                    best[hit.target] = hit
        ranked = sorted(best.values(), key=lambda hit: -hit.score * _KIND_PREFERENCE[hit.target.kind])
        return [hit for hit in ranked if hit.score >= WORTH_SHOWING][:limit]

    def _search_words(self, query: Sequence[str], discount: float, limit: int) -> Iterator[Hit]:
        if not _says_something(query):
            return
        scores = np.zeros(len(self._phrases))
        wanted = 0.0
        for word in query:
            rarity, gained = self._gained(word)
            wanted += rarity
            if gained is not None:
                scores += gained
        # A phrase that covers too little of the query cannot become worth showing, however short it is.
        possible = np.nonzero(scores >= wanted * (WORTH_SHOWING - FILLED) / COVERED)[0]
        possible = possible[scores[possible] > 0]
        found = scores[possible]
        # How much of the query the phrase covers, and a little for how much of the phrase the query covers.
        covered, filled = found / max(wanted, 1e-9), found / np.maximum(self._weights[possible], 1e-9)
        yield from self._best_of_each(
            possible, discount * (COVERED * covered + FILLED * np.minimum(filled, 1.0)), limit
        )

    def _gained(self, word: str) -> tuple[float, NDArray[np.float64] | None]:
        """What the word is worth, and what each phrase gains by it; None where no word of the index is like it."""
        alike = self._vocabulary.alike(word)
        if not alike:
            return self._rarest, None
        # A word is as rare as the one most like it: its rarer forms must not beat the word itself.
        rarity = self._rarity[alike[0][0]]
        gained = np.zeros(len(self._phrases))
        for number, likeness in reversed(alike):
            gained[self._postings[number]] = rarity * likeness**3
        return rarity, gained

    def _best_of_each(self, phrases: NDArray[np.int64], scores: NDArray[np.float64], limit: int) -> Iterator[Hit]:
        """The best phrase of each record, best first: a record with many phrases must not crowd out the others."""
        found: set[Target] = set()
        for place in _best_first(scores, limit * PHRASES_EACH):
            target, phrase = self._phrases[phrases[place]]
            if len(found) == limit or scores[place] < WORTH_SHOWING:
                return
            if target not in found:
                found.add(target)
                yield Hit(target, round(float(scores[place]), 3), phrase)


def _best_first(scores: NDArray[np.float64], enough: int) -> Iterator[int]:
    """The places of the scores, highest first, equal ones in their order; the first are found without sorting all."""
    if scores.size > enough:
        ordered = scores - np.arange(scores.size) * 1e-12
        first = np.argpartition(-ordered, enough)[:enough]
        yield from first[np.argsort(-ordered[first], kind="stable")]
    yield from np.argsort(-scores, kind="stable")


def _says_something(query: Sequence[str]) -> bool:
    """Whether there is a word to look for; a letter alone («в», "q") is none, a number is."""
    return any(len(word) > 1 or word.isdigit() for word in query)


def _readings(query: str) -> Iterator[tuple[float, str]]:
    yield 1.0, query
    if spelling.is_latin(query):
        yield GUESS_DISCOUNT, spelling.to_cyrillic(query)
        for wording in spelling.on_other_layout(query):
            yield GUESS_DISCOUNT, wording


def index_of(catalogue: Catalogue) -> SearchIndex:
    """The index over everything in the catalogue that a person may look for."""
    return SearchIndex(phrases_of(catalogue))


def phrases_of(catalogue: Catalogue) -> Iterator[tuple[Target, str]]:
    """Every phrase by which something in the catalogue is found."""
    for situation in catalogue.situations:
        target = Target(Kind.SITUATION, situation.id)
        for phrase in (situation.title.uk, situation.title.en, *situation.known_as.all()):
            yield target, phrase
        for step in situation.steps:
            for phrase in (step.title.uk, step.title.en):
                yield Target(Kind.STEP, f"{situation.id}/{step.id}"), phrase
    for service in catalogue.services:
        for phrase in (service.title, *service.known_as):
            yield Target(Kind.SERVICE, service.key), phrase
        if service.identifier:
            yield Target(Kind.SERVICE, service.key), service.identifier
    for term in catalogue.glossary:
        for phrase in (term.term.uk, term.term.en, *term.forms):
            yield Target(Kind.TERM, term.id), phrase
