"""Three-valued conditions: when a step, a paper or a price concerns a person.

A condition is data. Under the answers known so far it is true, false or *unknown*; unknown is a value,
so "I do not know" travels through to "this may apply" instead of to a wrong step.

>>> unmarried = Among("parents_married", ("no",))
>>> unmarried.verdict({"parents_married": ("no",)}).name
'TRUE'
>>> unmarried.verdict({}).name
'UNKNOWN'
>>> Not(unmarried).verdict({"parents_married": ("no",)}).name
'FALSE'
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import Enum

#: Given answers: circumstance id → the value ids chosen (several only where the circumstance allows it).
Answers = Mapping[str, tuple[str, ...]]

#: The answer "I do not know". It settles nothing, yet the question is not put again.
DONT_KNOW = "unknown"


class Verdict(Enum):
    """The truth of a condition under the answers known so far."""

    FALSE = "false"
    UNKNOWN = "unknown"
    TRUE = "true"


@dataclass(frozen=True)
class Always:
    """Concerns everyone in the situation."""

    def verdict(self, answers: Answers) -> Verdict:
        return Verdict.TRUE

    def circumstances(self) -> Iterator[str]:
        return iter(())


@dataclass(frozen=True)
class Among:
    """True when the circumstance was answered with one of the values."""

    circumstance: str
    values: tuple[str, ...]

    def verdict(self, answers: Answers) -> Verdict:
        given = answers.get(self.circumstance, ())
        if not given or DONT_KNOW in given:
            return Verdict.UNKNOWN
        return Verdict.TRUE if set(given) & set(self.values) else Verdict.FALSE

    def circumstances(self) -> Iterator[str]:
        yield self.circumstance


@dataclass(frozen=True)
class All:
    """True when every part is true; one false part is enough to make it false."""

    parts: tuple["Condition", ...]

    def verdict(self, answers: Answers) -> Verdict:
        found = {part.verdict(answers) for part in self.parts}
        if Verdict.FALSE in found:
            return Verdict.FALSE
        return Verdict.UNKNOWN if Verdict.UNKNOWN in found else Verdict.TRUE

    def circumstances(self) -> Iterator[str]:
        for part in self.parts:
            yield from part.circumstances()


@dataclass(frozen=True)
class Any:
    """True when at least one part is true; false only when all are."""

    parts: tuple["Condition", ...]

    def verdict(self, answers: Answers) -> Verdict:
        found = {part.verdict(answers) for part in self.parts}
        if Verdict.TRUE in found:
            return Verdict.TRUE
        return Verdict.UNKNOWN if Verdict.UNKNOWN in found else Verdict.FALSE

    def circumstances(self) -> Iterator[str]:
        for part in self.parts:
            yield from part.circumstances()


@dataclass(frozen=True)
class Not:
    """Turns true into false and back; unknown stays unknown."""

    part: "Condition"

    def verdict(self, answers: Answers) -> Verdict:
        opposite = {Verdict.TRUE: Verdict.FALSE, Verdict.FALSE: Verdict.TRUE}
        found = self.part.verdict(answers)
        return opposite.get(found, found)

    def circumstances(self) -> Iterator[str]:
        yield from self.part.circumstances()


Condition = Always | Among | All | Any | Not

ALWAYS = Always()


def open_in(condition: Condition, answers: Answers) -> tuple[str, ...]:
    """The circumstances that keep the condition unknown, each once, in order.

    Branches that the answers have already decided are left out.
    """
    return tuple(dict.fromkeys(_open_in(condition, answers)))


def _open_in(condition: Condition, answers: Answers) -> Iterator[str]:
    if condition.verdict(answers) is not Verdict.UNKNOWN:
        return
    if isinstance(condition, (All, Any)):
        for part in condition.parts:
            yield from _open_in(part, answers)
    elif isinstance(condition, Not):
        yield from _open_in(condition.part, answers)
    else:
        yield from condition.circumstances()


def groups_in(condition: Condition) -> Iterator[Among]:
    """Every group of answers that the condition asks for, wherever in it, in its order."""
    if isinstance(condition, Among):
        yield condition
    elif isinstance(condition, (All, Any)):
        for part in condition.parts:
            yield from groups_in(part)
    elif isinstance(condition, Not):
        yield from groups_in(condition.part)
