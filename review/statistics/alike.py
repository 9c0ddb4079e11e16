"""Putting messages together that say much the same, by the runs of letters they share.

Work is bounded: each message is compared only with the leaders of groups that share a rare run of letters with it.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from bot.conversations.full_text import fold

#: Messages looked at; more would tell nothing new and take seconds.
MOST_MESSAGES = 1000
#: Letters of a message that are compared.
MOST_LETTERS = 160
#: Letters in a run.
RUN = 4
#: How alike a message must be to join a group, from 0 to 1.
ALIKE = 0.4


@dataclass(frozen=True)
class Phrase:
    """A message that was not understood, and where it stands. `at` is in seconds since 1970."""

    text: str
    conversation_id: str
    position: int
    at: float
    status: str


@dataclass(frozen=True)
class Group:
    """Messages that are alike. The first phrase is the one that the others were compared with."""

    phrases: tuple[Phrase, ...]

    @property
    def texts(self) -> tuple[str, ...]:
        """What was written, each wording once."""
        return tuple({fold(one.text): one.text for one in reversed(self.phrases)}.values())[::-1]


def grouped(phrases: Iterable[Phrase]) -> tuple[Group, ...]:
    """The groups, the largest first. A message belongs to one group."""
    same: dict[str, list[Phrase]] = {}
    for number, phrase in enumerate(phrases):
        if number == MOST_MESSAGES:
            break
        same.setdefault(fold(phrase.text)[:MOST_LETTERS], []).append(phrase)
    wordings = sorted(same, key=lambda wording: -len(same[wording]))
    found: dict[str, list[Phrase]] = {}
    for wording, leader in zip(wordings, _leaders(wordings), strict=True):
        found.setdefault(leader, []).extend(same[wording])
    return tuple(sorted((Group(tuple(one)) for one in found.values()), key=lambda group: -len(group.phrases)))


def _leaders(wordings: Sequence[str]) -> Iterable[str]:
    """For each wording the one that leads its group, which may be itself."""
    runs = [_runs(wording) for wording in wordings]
    weights = _weights(runs)
    lengths = [math.sqrt(sum(weights[run] ** 2 for run in one)) or 1.0 for one in runs]
    led: dict[str, list[int]] = {}
    for number, wording in enumerate(wordings):
        shared: dict[int, float] = {}
        for run in runs[number]:
            for leader in led.get(run, ()):
                shared[leader] = shared.get(leader, 0.0) + weights[run] ** 2
        best = max(shared, key=lambda leader: shared[leader] / lengths[leader], default=None)
        if best is not None and shared[best] >= ALIKE * lengths[best] * lengths[number]:
            yield wordings[best]
            continue
        for run in runs[number]:
            led.setdefault(run, []).append(number)
        yield wording


def _runs(wording: str) -> frozenset[str]:
    """All runs of letters within the words, whose beginnings and ends are marked."""
    found: set[str] = set()
    for word in wording.split():
        marked = f" {word} "
        found.update(marked[start : start + RUN] for start in range(max(1, len(marked) - RUN + 1)))
    return frozenset(found)


def _weights(wordings: Sequence[frozenset[str]]) -> Mapping[str, float]:
    """What is in every other message tells little."""
    often = Counter(run for one in wordings for run in one)
    return {run: 1.0 + math.log(len(wordings) / count) for run, count in often.items()}
