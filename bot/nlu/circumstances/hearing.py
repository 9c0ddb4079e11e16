"""Which circumstances of a situation a text tells in a person's own words, and how surely.

An answer to a question is read as a whole, against the values of that question. In a message that tells more, each
statement is read by itself. How far a guess may be trusted is learned from examples (`judge`), each guessed without
what it says itself (`trial`).
"""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TypeVar

import numpy as np

from bot.nlu.circumstances.guesses import (
    ANSWER_FEATURES,
    PASSING_FEATURES,
    Guess,
    Opinions,
    guess_answers,
    guess_in_passing,
)
from bot.nlu.circumstances.judge import Judge
from bot.nlu.circumstances.likelihoods import Likelihoods
from bot.nlu.circumstances.sayings import Sayings
from bot.nlu.circumstances.statements import worth_reading
from bot.nlu.circumstances.told import ReadText, in_order, read_text
from bot.nlu.circumstances.trial import Taught, Trial
from bot.nlu.circumstances.values import circumstance_of
from bot.nlu.text.clauses import Statement, statements_of
from bot.nlu.text.views import Vectoriser
from bot.nlu.text.words import readable

#: Answers and messages that the judges are learned from; more change nothing.
ANSWERS = 1_500
MESSAGES = 1_000


Example = TypeVar("Example")


@dataclass(frozen=True)
class MayBeWrong:
    """The shares of what is taken that may be wrong: answers to what was asked and to what was not, told in passing.

    An example is marked with the one question it answers. What it says of another as well («маю інвалідність») counts
    as wrong among the unasked, so that their share is to be set higher than is meant.
    """

    answers: float
    unasked: float
    in_passing: float


@dataclass(frozen=True)
class Told:
    """A value (`circumstance=value`) that a piece of a text tells, and how likely it does."""

    value: str
    confidence: float
    start: int
    end: int


@dataclass(frozen=True)
class Answered:
    """What a text answers: to each question if that one was put, the surest first; and to one that nobody need put."""

    asked: tuple[Told, ...] = ()
    unasked: Told | None = None


@dataclass(frozen=True)
class Hearing:
    """Two opinions of what a text tells, by situation, and judges of the guesses made by them."""

    sayings: Sayings
    likelihoods: Mapping[str, Likelihoods]
    judge_of_answers: Judge
    judge_of_unasked: Judge
    judge_of_passing: Judge

    @classmethod
    def learn(cls, taught: Taught, vectoriser: Vectoriser, may_be_wrong: MayBeWrong) -> Hearing:
        """From what people say, read by the vectoriser."""
        ordered = in_order(taught.sayings)
        rows = vectoriser.unit_rows([readable(saying.text, transliterated=False) for saying in ordered])
        learned = Sayings.learn(ordered, rows)
        trial = Trial.of(taught, ordered, rows, learned, vectoriser)
        answers = _sample(taught.answers, ANSWERS)
        tried = [trial.of_answer(one) for one in answers]
        asked = [
            (guess, right)
            for answer, guesses in zip(answers, tried)
            for guess, right in guesses
            if circumstance_of(guess.value) == circumstance_of(answer.value)
        ]
        in_passing = [pair for one in _sample(taught.messages, MESSAGES) for pair in trial.of_message(one)]
        of_answers = Judge.of_guesses(asked, ANSWER_FEATURES, may_be_wrong.answers)
        return cls(
            learned,
            {situation: counts.likelihoods() for situation, counts in trial.counts.items()},
            of_answers,
            of_answers.for_unasked(tried, may_be_wrong.unasked),
            Judge.of_guesses(in_passing, PASSING_FEATURES, may_be_wrong.in_passing),
        )

    def of(self, text: str, vectoriser: Vectoriser, transliterated: bool = False) -> TextHeard:
        """The text, ready to be read for one situation or another, by the vectoriser all was learned with."""
        return TextHeard(self, text, vectoriser, transliterated)

    def opinions(self, situation: str, texts: Sequence[ReadText]) -> Opinions:
        """What is thought of some texts, if they are about a situation that is known."""
        likelihood = self.likelihoods[situation].of([text.row for text in texts])
        return Opinions(self.sayings.by_situation[situation].likeness(texts), likelihood)

    def save(self, folder: Path) -> None:
        self.sayings.save(folder)
        for number, situation in enumerate(sorted(self.likelihoods)):
            self.likelihoods[situation].save(folder, f"likelihoods.{number}")
        judges = (self.judge_of_answers, self.judge_of_unasked, self.judge_of_passing)
        written = json.dumps([judge.as_json() for judge in judges])
        (folder / "judges.json").write_text(written, encoding="utf-8")

    @classmethod
    def load(cls, folder: Path) -> Hearing:
        """What was saved in the folder. FileNotFoundError if nothing was."""
        sayings = Sayings.load(folder)
        likelihoods = {
            situation: Likelihoods.load(folder, f"likelihoods.{number}")
            for number, situation in enumerate(sorted(sayings.by_situation))
        }
        judges = json.loads((folder / "judges.json").read_text(encoding="utf-8"))
        return cls(sayings, likelihoods, *map(Judge.from_json, judges))


@dataclass(frozen=True)
class TextHeard:
    """One text, cut and counted once however many situations it is read for."""

    hearing: Hearing
    text: str
    vectoriser: Vectoriser
    transliterated: bool

    def answers(self, situation: str) -> Answered:
        """What the whole text would answer to questions of the situation."""
        sayings = self.hearing.sayings.by_situation.get(situation)
        if sayings is None:
            return Answered()
        guesses = guess_answers(sayings, self._whole, self.hearing.opinions(situation, [self._whole]))
        unasked = self._told(self.hearing.judge_of_unasked.taken(guesses))
        return Answered(self._told(self.hearing.judge_of_answers.taken(guesses)), unasked[0] if unasked else None)

    def _told(self, taken: Sequence[tuple[Guess, float]]) -> tuple[Told, ...]:
        return tuple(Told(guess.value, share, 0, len(self.text)) for guess, share in taken)

    def in_passing(self, situation: str, phrases: Collection[str]) -> list[Told]:
        """What single statements tell of the situation, the surest first. Known phrases told the values `phrases`."""
        sayings = self.hearing.sayings.by_situation.get(situation)
        if sayings is None or not self._statements:
            return []
        read = [said for _, said in self._statements]
        guesses = guess_in_passing(sayings, read, self.hearing.opinions(situation, read), phrases)
        taken = [
            (guess.value, share, self._statements[guess.statement][0])
            for guess, share in self.hearing.judge_of_passing.taken(guesses)
        ]
        return [Told(value, share, there.start, there.end) for value, share, there in taken]

    @property
    def is_question(self) -> bool:
        """Whether the text is one question and nothing else."""
        statements = statements_of(self.text)
        return len(statements) == 1 and (statements[0].asks or "?" in self.text)

    @cached_property
    def _whole(self) -> ReadText:
        return self._read(self.text)

    @cached_property
    def _statements(self) -> list[tuple[Statement, ReadText]]:
        found = worth_reading(self.text)
        if len(found) == 1:
            return [(found[0], self._whole)]
        return [(one, self._read(one.text)) for one in found]

    def _read(self, text: str) -> ReadText:
        return read_text(self.vectoriser, text, self.transliterated)


def _sample(examples: Sequence[Example], most: int) -> list[Example]:
    chosen = np.random.default_rng(42).permutation(len(examples))[:most]
    return [examples[one] for one in chosen]
