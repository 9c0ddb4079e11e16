"""What the editorial gate can find: a closed list of rules, and a finding with everything needed to mend it.

Why each rule exists, how to satisfy it and an example stand in `rules.yml`, next to this module.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from functools import cache
from pathlib import Path

import yaml

from catalog.authoring.problems import Place


class Severity(str, Enum):
    """An error stops publication; a warning asks for a look."""

    ERROR = "error"
    WARNING = "warning"


class Rule(str, Enum):
    """Everything the gate looks for."""

    # The logic of a situation
    NEVER_APPLIES = "never-applies"
    NEVER_ASKED = "never-asked"
    NEVER_TOGETHER = "never-together"
    IDLE_CIRCUMSTANCE = "idle-circumstance"
    IDLE_VALUE = "idle-value"
    PRICES_UNTOLD = "prices-untold"
    FEE_CONFLICT = "fee-conflict"
    SCENARIO = "scenario"
    # Whether it still holds
    SOURCE_AGEING = "source-ageing"
    SOURCE_OLD = "source-old"
    RATE_ENDED = "rate-ended"
    OUTAGE_ENDED = "outage-ended"
    OUTAGE_OPEN = "outage-open"
    LINK_DEAD = "link-dead"
    LINK_UNREACHABLE = "link-unreachable"
    # Plain language
    LONG_SENTENCE = "long-sentence"
    LONG_HEADING = "long-heading"
    SEVERAL_IDEAS = "several-ideas"
    OFFICIALESE = "officialese"
    PASSIVE = "passive"
    NOUN_CHAIN = "noun-chain"
    ABBREVIATION = "abbreviation"
    NUMERIC_DATE = "numeric-date"
    HARD_READING = "hard-reading"


@dataclass(frozen=True)
class Advice:
    """What `rules.yml` says of a rule: severity, why it matters, how to mend it, and an example of both."""

    severity: Severity
    why: str
    fix: str
    bad: str
    good: str


@dataclass(frozen=True, order=True)
class Finding:
    """One place where a rule is broken. `field` is the path inside the file; `found` names what stands there."""

    place: Place
    rule: Rule
    field: str
    found: str

    @property
    def advice(self) -> Advice:
        return advice()[self.rule]

    @property
    def severity(self) -> Severity:
        return self.advice.severity

    def __str__(self) -> str:
        told = self.advice
        return (
            f"{self.place}: {told.severity.value} {self.rule.value} in {self.field}\n"
            f"    found: {self.found}\n"
            f"    why:   {told.why}\n"
            f"    fix:   {told.fix}\n"
            f"    like:  {told.bad} → {told.good}"
        )


@cache
def advice() -> Mapping[Rule, Advice]:
    """The advice on every rule. KeyError or ValueError if `rules.yml` and the list of rules have drifted apart."""
    told = yaml.safe_load((Path(__file__).parent / "rules.yml").read_text(encoding="utf-8"))
    if unknown := set(told) - {rule.value for rule in Rule}:
        raise ValueError(f"rules.yml tells of unknown rules: {', '.join(sorted(unknown))}")
    return {
        rule: Advice(Severity(told[rule.value]["severity"]), *(told[rule.value][key] for key in _WORDS))
        for rule in Rule
    }


_WORDS = ("why", "fix", "bad", "good")
