"""What is wrong with the examples: doubles, contradictions, leaks from the evaluation, situations with too few."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from statistics import median
from typing import Any

from bot.examples.alike import alike
from bot.examples.reading import Example, key_of
from bot.nlu.intents.calibration import SITUATION_PREFIX

#: Examples a situation needs, in all and by language.
LEAST = 300
LEAST_BY_LANGUAGE: Mapping[str, int] = {"uk": 150, "ru": 50, "surzhyk": 40, "translit": 15, "en": 45}
#: Words from which an example is a story rather than a question, and the share of stories a situation should have.
STORY_WORDS, LEAST_STORIES = 10, 0.10
#: From here on (share of letters in common, 0 to 100) two examples of one intent and language teach the same: below,
#: pairs differ by a word that matters («закрити» – «відкрити»).
ALIKE_WITHIN = 90.0
#: Examples of two intents may differ by the one word that tells them apart («хочу відкрити СТО», «… ТОВ»).
ALIKE_ACROSS = 97.0
#: An evaluation message so close to an example measures memory.
ALIKE_EVALUATION = 95.0


class Kind(str, Enum):
    """What is wrong. The first group must not be; the others are worth a look."""

    DOUBLE = "double"
    CONTRADICTION = "contradiction"
    EVALUATION = "evaluation message among the examples"
    THIN = "thin"
    UNKNOWN = "unknown situation"
    MISSING = "situation without examples"
    WORDS = "not one word"
    ALIKE = "too alike"
    NEAR_EVALUATION = "close to an evaluation message"
    FEW_STORIES = "few stories"

    @property
    def is_error(self) -> bool:
        return self not in (Kind.ALIKE, Kind.NEAR_EVALUATION, Kind.FEW_STORIES)


@dataclass(frozen=True)
class Finding:
    """`place` is a file and line, or a file where the whole of it is meant."""

    kind: Kind
    place: str
    words: str

    def as_json(self) -> dict[str, Any]:
        return {"kind": self.kind.value, "error": self.kind.is_error, "place": self.place, "words": self.words}


@dataclass(frozen=True)
class Supply:
    """How many examples a situation has; `stories` is the share of those with `STORY_WORDS` words or more."""

    situation: str
    examples: int
    by_language: Mapping[str, int]
    median_words: float
    stories: float

    def as_json(self) -> dict[str, Any]:
        return {
            "situation": self.situation,
            "examples": self.examples,
            "by_language": dict(self.by_language),
            "median_words": self.median_words,
            "stories": round(self.stories, 3),
        }


def check(
    examples: Sequence[Example], situations: Collection[str], evaluation: Sequence[str] = ()
) -> Iterator[Finding]:
    """All findings, errors of each kind together. `situations` are the ids the catalogue has."""
    yield from _unknown(examples, situations)
    yield from _thin(examples, situations)
    yield from _doubles(examples)
    yield from _leaks(examples, evaluation)
    yield from _alike(examples)


def supplies(examples: Sequence[Example]) -> list[Supply]:
    """What each situation has, the poorest first."""
    by_situation: dict[str, list[Example]] = defaultdict(list)
    for example in examples:
        if example.intent.startswith(SITUATION_PREFIX):
            by_situation[example.intent.removeprefix(SITUATION_PREFIX)].append(example)
    return sorted((_supply(name, found) for name, found in by_situation.items()), key=lambda one: one.examples)


def _supply(situation: str, examples: Sequence[Example]) -> Supply:
    lengths = [len(example.text.split()) for example in examples]
    stories = sum(1 for length in lengths if length >= STORY_WORDS) / len(lengths)
    languages = Counter(example.language for example in examples)
    return Supply(situation, len(examples), dict(languages), median(lengths), stories)


def _unknown(examples: Sequence[Example], situations: Collection[str]) -> Iterator[Finding]:
    told: set[tuple[str, str]] = set()
    for example in examples:
        name = example.intent.removeprefix(SITUATION_PREFIX)
        if name == example.intent or (example.file, name) in told:
            continue
        told.add((example.file, name))
        if name not in situations:
            yield Finding(Kind.UNKNOWN, example.place, f'the catalogue has no situation "{name}"')
    for name in sorted(set(situations) - {name for _, name in told}):
        yield Finding(Kind.MISSING, f"nlu_data/situations/{name}.yml", f'"{name}" has no examples')


def _thin(examples: Sequence[Example], situations: Collection[str]) -> Iterator[Finding]:
    for supply in supplies(examples):
        if supply.situation not in situations:
            continue
        place = f"nlu_data/situations/{supply.situation}.yml"
        if supply.examples < LEAST:
            yield Finding(Kind.THIN, place, f"{supply.examples} examples; {LEAST} are the least")
        for language, least in LEAST_BY_LANGUAGE.items():
            count = supply.by_language.get(language, 0)
            if count < least:
                yield Finding(Kind.THIN, place, f"{count} examples in {language}; {least} are the least")
        if supply.stories < LEAST_STORIES:
            words = f"{supply.stories:.0%} have {STORY_WORDS} words or more; {LEAST_STORIES:.0%} are good"
            yield Finding(Kind.FEW_STORIES, place, words)


def _doubles(examples: Sequence[Example]) -> Iterator[Finding]:
    """The same words twice: in one intent and language, or in two intents in whichever language."""
    first_of: dict[str, list[Example]] = defaultdict(list)
    for example in examples:
        for earlier in first_of[example.key]:
            same = f'"{example.text}" stands in {earlier.place} too'
            if earlier.intent != example.intent:
                yield Finding(Kind.CONTRADICTION, example.place, f"{same}, as {earlier.intent}")
                break
            if earlier.language == example.language:
                yield Finding(Kind.DOUBLE, example.place, same)
                break
        first_of[example.key].append(example)


def _leaks(examples: Sequence[Example], evaluation: Sequence[str]) -> Iterator[Finding]:
    """The messages themselves are not told, so that nobody writes examples after them."""
    keys = [key_of(text) for text in evaluation]
    told = set(keys)
    for example in examples:
        if example.key in told:
            yield Finding(Kind.EVALUATION, example.place, "stands in the evaluation messages, word for word")
    for position, other, likeness in alike([example.key for example in examples], ALIKE_EVALUATION, keys):
        if examples[position].key != keys[other]:
            yield Finding(Kind.NEAR_EVALUATION, examples[position].place, f"{likeness:.0f} % alike")


def _alike(examples: Sequence[Example]) -> Iterator[Finding]:
    for first, second, likeness in alike([example.key for example in examples], ALIKE_WITHIN):
        one, other = examples[first], examples[second]
        if one.key == other.key:
            continue
        across = one.intent != other.intent
        if likeness >= ALIKE_ACROSS if across else one.language == other.language:
            where = f"{one.place} ({one.intent})" if across else one.place
            yield Finding(Kind.ALIKE, other.place, f'"{other.text}", and "{one.text}" in {where}: {likeness:.0f} %')
