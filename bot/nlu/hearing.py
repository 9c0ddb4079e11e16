"""Which circumstances of a situation a text tells in a person's own words, and how surely.

An answer to a question is read as a whole, against the values of that question. In a message that tells more, each
statement is read by itself. How far a guess may be trusted is learned from examples (`bot.nlu.judge`), each guessed
without what it says itself.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import numpy as np

from bot.nlu.clauses import Statement, statements_of
from bot.nlu.guesses import ANSWER_FEATURES, PASSING_FEATURES, Guess, guess_answers, guess_in_passing
from bot.nlu.judge import Judge
from bot.nlu.phrases import PhraseBook
from bot.nlu.sayings import ReadText, Saying, Sayings, in_order
from bot.nlu.taught import MarkedMessage
from bot.nlu.thesaurus import Thesaurus

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
    def learn(
        cls,
        sayings: Sequence[Saying],
        answers: Sequence[Saying],
        messages: Sequence[MarkedMessage],
        phrases: Sequence[tuple[str, str]],
        may_be_wrong: MayBeWrong,
        thesaurus: Thesaurus | None = None,
    ) -> Hearing:
        """From all that tells a circumstance; from answers, messages and the phrases that are found in them."""
        ordered = in_order(sayings)
        learned = Sayings.learn(ordered, thesaurus)
        places = _places(ordered)
        book = PhraseBook(phrases)
        of_answers = [pair for one in _sample(answers) for pair in _tried_answer(learned, one, places[one])]
        in_passing = [pair for one in messages for pair in _tried_message(learned, one, places, book)]
        return cls(
            learned,
            Judge.of_guesses(of_answers, ANSWER_FEATURES, may_be_wrong.answers),
            Judge.of_guesses(in_passing, PASSING_FEATURES, may_be_wrong.in_passing),
        )

    def of(self, text: str, transliterated: bool = False) -> TextHeard:
        """The text, ready to be read for one situation or another."""
        return TextHeard(self, text, transliterated)

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
        return self.hearing.sayings.said(self.text, self.transliterated)

    @cached_property
    def _statements(self) -> list[tuple[Statement, ReadText]]:
        found = _worth_reading(self.text)
        if len(found) == 1:
            return [(found[0], self._whole)]
        return [(one, self.hearing.sayings.said(one.text, self.transliterated)) for one in found]


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


def _tried_answer(sayings: Sayings, answer: Saying, place: int) -> list[Tried]:
    """The guess about an answer made without it, and whether it is right."""
    circumstance = answer.value.partition("=")[0]
    guesses = guess_answers(sayings.by_situation[answer.situation], sayings.said(answer.text), without=[place])
    return [(one, one.value == answer.value) for one in guesses if one.value.partition("=")[0] == circumstance]


def _tried_message(
    sayings: Sayings, message: MarkedMessage, places: Mapping[Saying, int], book: PhraseBook
) -> list[Tried]:
    """The guesses about a message made without its own pieces, and whether each is right."""
    of_situation = sayings.by_situation.get(message.situation)
    statements = [sayings.said(one.text) for one in _worth_reading(message.text)]
    if of_situation is None or not statements:
        return []
    own = [places[saying] for saying in message.tells]
    prefix = f"{message.situation}/"
    found = [one.meaning.removeprefix(prefix) for one in book.find(message.text) if one.meaning.startswith(prefix)]
    guesses = guess_in_passing(of_situation, statements, found, without=own)
    return [(one, one.value in message.told) for one in guesses]
