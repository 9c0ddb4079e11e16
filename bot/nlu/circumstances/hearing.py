"""Which circumstances of a situation a text tells in a person's own words, and how surely.

An answer to a question is read as a whole, against the values of that question. In a message that tells more, each
statement is read by itself. How far a guess may be trusted is learned from examples (`judge`), each guessed without
what it says itself.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import numpy as np

from bot.nlu.circumstances.guesses import ANSWER_FEATURES, PASSING_FEATURES, Guess, guess_answers, guess_in_passing
from bot.nlu.circumstances.judge import Judge
from bot.nlu.circumstances.phrases import PhraseBook
from bot.nlu.circumstances.sayings import MarkedMessage, ReadText, Saying, Sayings, in_order, read_text
from bot.nlu.text.clauses import Statement, statements_of
from bot.nlu.text.views import Vectoriser

#: Answers that the judge of answers is learned from; more change nothing.
SAMPLE = 2_000
#: Longer messages are read no further.
MOST_STATEMENTS = 16


@dataclass(frozen=True)
class MayBeWrong:
    """The shares of what is taken that may be wrong."""

    answers: float
    in_passing: float


@dataclass(frozen=True)
class Taught:
    """All that tells a circumstance; of these the answers; messages with marks; phrases by their meaning."""

    sayings: Sequence[Saying]
    answers: Sequence[Saying]
    messages: Sequence[MarkedMessage]
    phrases: Sequence[tuple[str, str]]


@dataclass(frozen=True)
class Told:
    """A value (`circumstance=value`) that a piece of a text tells, and how likely it does."""

    value: str
    confidence: float
    start: int
    end: int


@dataclass(frozen=True)
class Hearing:
    """Sayings, and judges of the guesses made by them."""

    sayings: Sayings
    judge_of_answers: Judge
    judge_of_passing: Judge

    @classmethod
    def learn(cls, taught: Taught, vectoriser: Vectoriser, may_be_wrong: MayBeWrong) -> Hearing:
        """From what people say, read by the vectoriser."""
        ordered = in_order(taught.sayings)
        learned = Sayings.learn(ordered, vectoriser)
        trial = _Trial(learned, vectoriser, _places(ordered), PhraseBook(taught.phrases))
        of_answers = [pair for one in _sample(taught.answers) for pair in trial.of_answer(one)]
        in_passing = [pair for one in taught.messages for pair in trial.of_message(one)]
        return cls(
            learned,
            Judge.of_guesses(of_answers, ANSWER_FEATURES, may_be_wrong.answers),
            Judge.of_guesses(in_passing, PASSING_FEATURES, may_be_wrong.in_passing),
        )

    def of(self, text: str, vectoriser: Vectoriser, transliterated: bool = False) -> TextHeard:
        """The text, ready to be read for one situation or another, by the vectoriser all was learned with."""
        return TextHeard(self, text, vectoriser, transliterated)

    def save(self, folder: Path) -> None:
        self.sayings.save(folder)
        judges = [self.judge_of_answers.as_json(), self.judge_of_passing.as_json()]
        (folder / "judges.json").write_text(json.dumps(judges), encoding="utf-8")

    @classmethod
    def load(cls, folder: Path) -> Hearing:
        """What was saved in the folder. FileNotFoundError if nothing was."""
        judges = json.loads((folder / "judges.json").read_text(encoding="utf-8"))
        return cls(Sayings.load(folder), *map(Judge.from_json, judges))


@dataclass(frozen=True)
class TextHeard:
    """One text, cut and counted once however many situations it is read for."""

    hearing: Hearing
    text: str
    vectoriser: Vectoriser
    transliterated: bool

    def answers(self, situation: str) -> list[Told]:
        """What the whole text would answer to questions of the situation, the surest first."""
        sayings = self.hearing.sayings.by_situation.get(situation)
        if sayings is None:
            return []
        taken = self.hearing.judge_of_answers.taken(guess_answers(sayings, self._whole))
        return [Told(guess.value, share, 0, len(self.text)) for guess, share in taken]

    def in_passing(self, situation: str, phrases: Collection[str]) -> list[Told]:
        """What single statements tell of the situation, the surest first. Known phrases told the values `phrases`."""
        sayings = self.hearing.sayings.by_situation.get(situation)
        if sayings is None or not self._statements:
            return []
        guesses = guess_in_passing(sayings, [said for _, said in self._statements], phrases)
        return [
            Told(
                guess.value, share, self._statements[guess.statement][0].start, self._statements[guess.statement][0].end
            )
            for guess, share in self.hearing.judge_of_passing.taken(guesses)
        ]

    @cached_property
    def _whole(self) -> ReadText:
        return self._read(self.text)

    @cached_property
    def _statements(self) -> list[tuple[Statement, ReadText]]:
        found = _worth_reading(self.text)
        if len(found) == 1:
            return [(found[0], self._whole)]
        return [(one, self._read(one.text)) for one in found]

    def _read(self, text: str) -> ReadText:
        return read_text(self.vectoriser, text, self.transliterated)


def _worth_reading(text: str) -> list[Statement]:
    """The statements of a text but its questions; single words beside others are left to the phrase book."""
    found = statements_of(text)
    return [one for one in found if len(found) == 1 or (" " in one.text and not one.asks)][:MOST_STATEMENTS]


Tried = tuple[Guess, bool]


def _places(ordered: Sequence[Saying]) -> dict[Saying, int]:
    """Where each saying stands among those of its situation."""
    counted: dict[str, int] = {}
    places = {}
    for saying in ordered:
        places[saying] = counted.get(saying.situation, 0)
        counted[saying.situation] = places[saying] + 1
    return places


def _sample(answers: Sequence[Saying]) -> list[Saying]:
    chosen = np.random.default_rng(42).permutation(len(answers))[:SAMPLE]
    return [answers[one] for one in chosen]


@dataclass(frozen=True)
class _Trial:
    """Guessing about examples as if they were new, to learn how far guesses may be trusted."""

    sayings: Sayings
    vectoriser: Vectoriser
    places: Mapping[Saying, int]
    book: PhraseBook

    def of_answer(self, answer: Saying) -> list[Tried]:
        """The guess about an answer made without it, and whether it is right."""
        circumstance = answer.value.partition("=")[0]
        of_situation = self.sayings.by_situation[answer.situation]
        guesses = guess_answers(of_situation, read_text(self.vectoriser, answer.text), without=[self.places[answer]])
        return [(one, one.value == answer.value) for one in guesses if one.value.partition("=")[0] == circumstance]

    def of_message(self, message: MarkedMessage) -> list[Tried]:
        """The guesses about a message made without its own pieces, and whether each is right."""
        of_situation = self.sayings.by_situation.get(message.situation)
        statements = [read_text(self.vectoriser, one.text) for one in _worth_reading(message.text)]
        if of_situation is None or not statements:
            return []
        own = [self.places[saying] for saying in message.tells]
        prefix = f"{message.situation}/"
        meanings = [found.meaning for found in self.book.find(message.text)]
        told = [meaning.removeprefix(prefix) for meaning in meanings if meaning.startswith(prefix)]
        guesses = guess_in_passing(of_situation, statements, told, without=own)
        return [(one, one.value in message.told) for one in guesses]
