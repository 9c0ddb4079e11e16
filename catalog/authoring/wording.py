"""Checks on the texts of a situation that need no office knowledge: rates that exist, the right alphabet."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from typing import Any

from catalog.authoring.problems import Place, Problem, choices
from catalog.rates import MENTION, Rates
from catalog.situations import Situation
from catalog.text import Text

CYRILLIC = re.compile(r"[А-Яа-яІіЇїЄєҐґ]")
LATIN_WORD = re.compile(r"[A-Za-z]{3,}")
RUSSIAN_LETTERS = re.compile(r"[ЫыЭэЪъЁё]")


def note_wording_problems(situation: Situation, rates: Rates, place: Place, problems: list[Problem]) -> None:
    """Add a problem for each text that names an unknown rate or is written in the wrong language."""
    known = [rate.id for rate in rates.rates]
    for where, text in texts_of(situation, situation.id):
        for wording in (text.uk, text.en):
            for mention in MENTION.finditer(wording):
                if mention[1] not in known:
                    problems.append(
                        Problem(place, f'{where} names no rate: "{mention[1]}"', choices(mention[1], known))
                    )
            if "{" in MENTION.sub("", wording):
                found = f"{where} has a brace that is no rate: {wording}"
                problems.append(Problem(place, found, "write {minimum_wage} or {minimum_wage * 1.5}"))
        if RUSSIAN_LETTERS.search(text.uk):
            problems.append(Problem(place, f"{where} has Russian letters: «{text.uk}»", "write the Ukrainian text"))
        if LATIN_WORD.search(text.uk) and not CYRILLIC.search(text.uk):
            problems.append(Problem(place, f"{where} is not in Ukrainian: «{text.uk}»", "write the Ukrainian text"))
        if CYRILLIC.search(text.en) and not LATIN_WORD.search(text.en):
            problems.append(Problem(place, f"{where} is not in English: “{text.en}”", "write the English text"))


def texts_of(value: Any, where: str) -> Iterator[tuple[str, Text]]:
    """Every text inside a value of the catalogue, with the way to it: `marriage.steps.file-application.title`."""
    if isinstance(value, Text):
        yield where, value
    elif isinstance(value, tuple):
        for position, item in enumerate(value):
            yield from texts_of(item, f"{where}.{getattr(item, 'id', position)}")
    elif is_dataclass(value) and not isinstance(value, type):
        for field in fields(value):
            yield from texts_of(getattr(value, field.name), f"{where}.{field.name}")
