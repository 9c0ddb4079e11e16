"""The examples there are, for whoever writes a new one: which are most like it, and which intents exist."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from rapidfuzz import fuzz, process

from bot.examples.reading import EVALUATION, FILES, Example, evaluation_texts, key_of, read_examples
from review.teaching.fitness import Alike, Sight

#: Examples shown, and how like they must be (share of letters in common, 0 to 100).
SHOWN, LEAST = 5, 50.0

Versions = tuple[tuple[str, int, int], ...]


@dataclass(frozen=True)
class _Stock:
    """What the files hold at one moment."""

    examples: Sequence[Example]
    keys: Sequence[str]
    evaluation: frozenset[str]


class PresentExamples:
    """Reads the files on first use, and again when one of them changed."""

    def __init__(self, project: Path) -> None:
        self._project = project
        self._lock = threading.Lock()
        self._versions: Versions = ()
        self._stock = _Stock((), (), frozenset())

    def look(self, text: str) -> Sight:
        """What is most like the text, the likest first; 100 is the same but for case, signs and spelling."""
        stock, key = self._current(), key_of(text)
        found = process.extract(key, stock.keys, scorer=fuzz.ratio, limit=SHOWN, score_cutoff=LEAST)
        alike = tuple(_alike(stock.examples[place], likeness) for _, likeness, place in found)
        return Sight(alike, key in stock.evaluation)

    def intents(self) -> tuple[str, ...]:
        """The full names of all intents with examples, sorted."""
        return tuple(sorted({one.intent for one in self._current().examples}))

    def _current(self) -> _Stock:
        with self._lock:
            versions = self._look_at_files()
            if versions != self._versions:
                found = read_examples(self._project)
                evaluation = frozenset(key_of(text) for text in evaluation_texts(self._project))
                self._stock = _Stock(found, [one.key for one in found], evaluation)
                self._versions = versions
            return self._stock

    def _look_at_files(self) -> Versions:
        paths = [path for pattern in (*FILES, EVALUATION) for path in sorted(self._project.glob(pattern))]
        states = [(path, path.stat()) for path in paths]
        return tuple((str(path), state.st_mtime_ns, state.st_size) for path, state in states)


def _alike(example: Example, likeness: float) -> Alike:
    return Alike(example.text, example.intent, example.language, example.place, likeness)
