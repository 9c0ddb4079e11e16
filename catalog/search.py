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
from rapidfuzz import process
from rapidfuzz.distance import JaroWinkler

from catalog import spelling
from catalog.catalogue import Catalogue

#: How alike two words must be to count as the same, from 0 to 1.
WORD_LIKENESS = 0.86
#: What a query tried in another alphabet or layout loses, so that a plain hit comes first.
GUESS_DISCOUNT = 0.97
#: Hits below this part of a full match are not shown.
WORTH_SHOWING = 0.35


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
        self._phrases: list[tuple[Target, str]] = []
        postings: dict[str, list[int]] = defaultdict(list)
        lengths: list[float] = []
        for target, phrase in phrases:
            number = len(self._phrases)
            self._phrases.append((target, phrase))
            for word in set(spelling.words(phrase)):
                postings[word].append(number)
        self._words = sorted(postings)
        self._postings = [np.array(postings[word]) for word in self._words]
        count = max(len(self._phrases), 1)
        self._rarity = np.array([math.log(1 + count / len(found)) for found in self._postings])
        weights = dict(zip(self._words, self._rarity))
        for _, phrase in self._phrases:
            lengths.append(sum(weights[word] for word in set(spelling.words(phrase))))
        self._weights = np.array(lengths or [0.0])

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
        if not query or not self._words:
            return
        likeness = process.cdist(
            query, self._words, scorer=JaroWinkler.normalized_similarity, score_cutoff=WORD_LIKENESS, dtype=np.float32
        )
        scores = np.zeros(len(self._phrases))
        wanted = 0.0
        for row in likeness:
            matches = np.nonzero(row)[0]
            # A word is as rare as the one most like it: its rarer forms must not beat the word itself.
            rarity = float(self._rarity[row.argmax()]) if matches.size else float(self._rarity.max())
            wanted += rarity
            gained = np.zeros(len(self._phrases))
            for word in matches:
                found = self._postings[word]
                gained[found] = np.maximum(gained[found], rarity * row[word] ** 3)
            scores += gained
        # How much of the query the phrase covers, and a little for how much of the phrase the query covers.
        covered = scores / max(wanted, 1e-9)
        filled = scores / np.maximum(self._weights, 1e-9)
        total = discount * (0.8 * covered + 0.2 * np.minimum(filled, 1.0))
        yield from self._best_of_each(total, limit)

    def _best_of_each(self, scores: NDArray[np.float64], limit: int) -> Iterator[Hit]:
        """The best phrase of each record, best first: a record with many phrases must not crowd out the others."""
        found: set[Target] = set()
        for number in np.argsort(-scores, kind="stable"):
            target, phrase = self._phrases[number]
            if len(found) == limit or scores[number] < WORTH_SHOWING:
                return
            if target not in found:
                found.add(target)
                yield Hit(target, round(float(scores[number]), 3), phrase)


def _readings(query: str) -> Iterator[tuple[float, str]]:
    yield 1.0, query
    if spelling.is_latin(query):
        yield GUESS_DISCOUNT, spelling.to_cyrillic(query)
        for wording in spelling.on_other_layout(query):
            yield GUESS_DISCOUNT, wording


def index_of(catalogue: Catalogue) -> SearchIndex:
    """The index over everything in the catalogue that a person may look for."""
    return SearchIndex(_phrases(catalogue))


def _phrases(catalogue: Catalogue) -> Iterator[tuple[Target, str]]:
    for situation in catalogue.situations:
        target = Target(Kind.SITUATION, situation.id)
        for phrase in (situation.title.uk, situation.title.en, *situation.known_as.all()):
            yield target, phrase
        for step in situation.steps:
            for phrase in (step.title.uk, step.title.en):
                yield Target(Kind.STEP, f"{situation.id}/{step.id}"), phrase
    for service in catalogue.services:
        yield Target(Kind.SERVICE, service.key), service.title
        if service.identifier:
            yield Target(Kind.SERVICE, service.key), service.identifier
    for term in catalogue.glossary:
        for phrase in (term.term.uk, term.term.en, *term.forms):
            yield Target(Kind.TERM, term.id), phrase
