"""Guessing about examples as if they were new, to learn how far guesses may be trusted."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from scipy.sparse import csr_matrix, vstack

from bot.nlu.circumstances.guesses import Guess, Opinions, guess_answers, guess_in_passing
from bot.nlu.circumstances.likelihoods import Counts
from bot.nlu.circumstances.phrases import PhraseBook
from bot.nlu.circumstances.sayings import Sayings
from bot.nlu.circumstances.statements import telling_nothing, worth_reading
from bot.nlu.circumstances.told import MarkedMessage, ReadText, Saying, read_text
from bot.nlu.text.views import Vectoriser
from bot.nlu.text.words import readable

#: How much a piece of a message counts for the likelihoods beside an answer or a phrase: it is how people tell things.
MARKED_COUNTS = 2.0

#: A guess, and whether it is right.
Tried = tuple[Guess, bool]


@dataclass(frozen=True)
class Taught:
    """All that tells a circumstance; of these the answers; messages with marks; what needs are called, which tells
    nothing; phrases by their meaning.
    """

    sayings: Sequence[Saying]
    answers: Sequence[Saying]
    messages: Sequence[MarkedMessage]
    names: Sequence[MarkedMessage]
    phrases: Sequence[tuple[str, str]]


@dataclass(frozen=True)
class Trial:
    """What was learned, and where in it each example stands: a guess about it is made without it."""

    sayings: Sayings
    counts: Mapping[str, Counts]
    vectoriser: Vectoriser
    places: Mapping[Saying, int]
    nothing: Mapping[str, Mapping[str, int]]
    book: PhraseBook

    @classmethod
    def of(
        cls,
        taught: Taught,
        ordered: Sequence[Saying],
        rows: csr_matrix,
        sayings: Sayings,
        vectoriser: Vectoriser,
    ) -> Trial:
        """Of `sayings` learned from the `ordered` ones, whose rows these are."""
        places = _places(ordered)
        marked = {saying for message in taught.messages for saying in message.tells}
        silent: dict[str, dict[str, int]] = defaultdict(dict)
        for message in (*taught.messages, *taught.names):
            for text in telling_nothing(message):
                silent[message.situation].setdefault(text, len(silent[message.situation]))
        counts, first = {}, 0
        for situation, of_situation in sayings.by_situation.items():
            part = slice(first, first + len(of_situation.denies))
            nothing = vectoriser.unit_rows([readable(text, transliterated=False) for text in silent[situation]])
            both = vstack([rows[part], nothing]).tocsr()
            counts[situation] = _counts(ordered[part], marked, both, of_situation.values.names)
            first = part.stop
        return cls(sayings, counts, vectoriser, places, silent, PhraseBook(taught.phrases))

    def of_answer(self, answer: Saying) -> list[Tried]:
        """The guesses about an answer made without it, one for each question of its situation, and which is right."""
        said = read_text(self.vectoriser, answer.text)
        opinions = self._opinions(answer.situation, [said], [self.places[answer]], [])
        guesses = guess_answers(self.sayings.by_situation[answer.situation], said, opinions)
        return [(one, one.value == answer.value) for one in guesses]

    def of_message(self, message: MarkedMessage) -> list[Tried]:
        """The guesses about a message made without its own pieces, and whether each is right."""
        situation = message.situation
        statements = [read_text(self.vectoriser, one.text) for one in worth_reading(message.text)]
        if situation not in self.counts or not statements:
            return []
        told = [self.places[saying] for saying in message.tells]
        silent = [self.nothing[situation][text] for text in telling_nothing(message)]
        opinions = self._opinions(situation, statements, told, silent)
        prefix = f"{situation}/"
        meanings = [found.meaning for found in self.book.find(message.text)]
        phrases = [meaning.removeprefix(prefix) for meaning in meanings if meaning.startswith(prefix)]
        guesses = guess_in_passing(self.sayings.by_situation[situation], statements, opinions, phrases)
        return [(one, one.value in message.told) for one in guesses]

    def _opinions(
        self, situation: str, texts: Sequence[ReadText], told: Sequence[int], silent: Sequence[int]
    ) -> Opinions:
        """What is thought of texts without these sayings and these statements that tell nothing."""
        of_situation = self.sayings.by_situation[situation]
        likeness = of_situation.likeness(texts)
        likeness[:, list(told)] = 0.0
        examples = [*told, *(len(of_situation.denies) + place for place in silent)]
        return Opinions(likeness, self.counts[situation].without(examples, [text.row for text in texts]))


def _places(ordered: Sequence[Saying]) -> dict[Saying, int]:
    """Where each saying stands among those of its situation."""
    counted: dict[str, int] = {}
    places = {}
    for saying in ordered:
        places[saying] = counted.get(saying.situation, 0)
        counted[saying.situation] = places[saying] + 1
    return places


def _counts(told: Sequence[Saying], marked: set[Saying], rows: csr_matrix, values: Sequence[str]) -> Counts:
    """The sayings of a situation in order, then the statements that tell nothing; `rows` are those of both."""
    place_of = {value: place for place, value in enumerate(values)}
    silent = rows.shape[0] - len(told)
    classes = [*(place_of[one.value] for one in told), *[len(values)] * silent]
    weights = [*(MARKED_COUNTS if one in marked else 1.0 for one in told), *[MARKED_COUNTS] * silent]
    return Counts(rows, np.array(classes), np.array(weights), len(values) + 1)
