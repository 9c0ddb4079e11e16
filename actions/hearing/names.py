"""Steps and situations called by their name, in any word form.

Words are compared by their beginning, so that «паспорта» finds «паспорт», and a rare word counts more than one that
half of the steps share.

>>> alike("паспортом", "паспорт"), alike("виплату", "виплати"), alike("дитина", "дим")
(True, True, False)
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import log

from rapidfuzz import fuzz

from actions.hearing.vocabulary import Heard
from catalog.plan import Plan, PlannedStep, Standing
from catalog.situations import Situation, Step

#: How much of the shorter word two forms of one word share from its beginning.
SHARED = 0.7
#: How alike two longer words must be to be one mistyped.
TYPO = 86
#: How much a word counts that stands only in the summary or result of a step.
ASIDE = 0.4
#: Pairs of words kept in memory.
REMEMBERED_PAIRS = 200_000
#: How much of what the message names a step must cover to be meant.
COVERED = 0.6


@lru_cache(maxsize=REMEMBERED_PAIRS)
def alike(one: str, other: str) -> bool:
    """Whether two words are forms of one, or one mistyped."""
    shorter = min(len(one), len(other))
    if shorter < 4:
        return one == other
    shared = next((n for n, (a, b) in enumerate(zip(one, other)) if a != b), shorter)
    if shared >= max(3, shorter - 1 if shorter <= 5 else round(shorter * SHARED)) and abs(len(one) - len(other)) <= 4:
        return True
    return shorter >= 6 and fuzz.ratio(one, other) >= TYPO


@dataclass(frozen=True)
class Named:
    """A step that the message names. `covered`: the share of what the message names that the step covers."""

    step: PlannedStep
    covered: float
    score: float


def named_steps(words: Sequence[str], plan: Plan, focus: str | None = None) -> list[Named]:
    """The steps of the plan that these words name, the likeliest first.

    Among equals: the one in focus, then those that apply and are not done, then those whose title says little else.
    """
    vocabularies = [(planned, *_vocabulary(planned.step)) for planned in plan.steps]
    weights = {
        word: log(1 + len(vocabularies) / found)
        for word in words
        if (found := sum(1 for _, title, aside in vocabularies if _among(word, title) or _among(word, aside)))
    }
    # A word that no step knows counts like a rare one: the message is about something else then.
    everything = sum(weights.get(word, log(1 + len(vocabularies))) for word in words)
    found_steps = []
    for planned, title, aside in vocabularies:
        in_title = sum(weight for word, weight in weights.items() if _among(word, title))
        in_aside = sum(weight for word, weight in weights.items() if not _among(word, title) and _among(word, aside))
        score = in_title + ASIDE * in_aside
        covered = (in_title + in_aside) / everything if everything else 0.0
        if covered >= COVERED:
            found_steps.append((Named(planned, covered, score), _said(words, title)))
    ordered = sorted(
        found_steps,
        key=lambda pair: (
            -round(pair[0].score, 3),
            pair[0].step.id != focus,
            pair[0].step.standing is not Standing.APPLIES,
            -pair[1],
        ),
    )
    return [named for named, _ in ordered]


def mentioning(words: Sequence[str], steps: Iterable[PlannedStep]) -> list[PlannedStep]:
    """The steps whose title, summary or papers speak of one of these words."""
    return [one for one in steps if any(_among(word, _speaks_of(one.step)) for word in words)]


def named_situation(words: Sequence[str], situations: Iterable[Situation]) -> Situation | None:
    """The situation whose title, or what people call it, or a step of which has most of these words."""
    best: tuple[float, Situation | None] = (0.0, None)
    for situation in situations:
        titles = [situation.title.uk, situation.title.en, *situation.known_as.all()]
        titles += [wording for step in situation.steps for wording in (step.title.uk, step.title.en)]
        heard = [Heard.of(title).words for title in titles]
        known = {word for one in heard for word in one}
        own = {word for one in heard[:2] for word in one}
        score = sum((2 if _among(word, own) else 1) for word in words if _among(word, known))
        if score > best[0]:
            best = (score, situation)
    return best[1]


def _vocabulary(step: Step) -> tuple[frozenset[str], frozenset[str]]:
    """The words of the step's title in every language, and those of what is said beside it."""
    beside = [step.summary, *(output.title for output in step.output)]
    aside = " ".join(f"{text.uk} {text.en}" for text in beside)
    return frozenset(Heard.of(f"{step.title.uk} {step.title.en}").words), frozenset(Heard.of(aside).words)


def _speaks_of(step: Step) -> frozenset[str]:
    papers = " ".join(f"{one.title.uk} {one.title.en}" for one in step.documents)
    return frozenset().union(*_vocabulary(step), Heard.of(papers).words)


def _among(word: str, known: Iterable[str]) -> bool:
    return any(alike(word, one) for one in known)


def _said(words: Sequence[str], title: Sequence[str] | frozenset[str]) -> float:
    """The share of the title that the message says."""
    return sum(1 for one in title if _among(one, words)) / len(title) if title else 0.0
