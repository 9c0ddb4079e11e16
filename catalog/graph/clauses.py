"""Conditions as clauses: «батьки не одружені, і дитина народилася вдома»."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache, reduce
from pathlib import Path

import yaml

from catalog.conditions import All, Always, Among, Any, Condition, Not
from catalog.situations import Situation
from catalog.text import Language

Words = Mapping[str, str]


@cache
def drawing_words(language: Language) -> Words:
    """The words of the drawing in this language."""
    told = yaml.safe_load((Path(__file__).parent / "words.yml").read_text(encoding="utf-8"))
    return dict(told[language.value])


def clause(condition: Condition, situation: Situation, language: Language) -> str:
    """The condition in words, without the "if"; empty when it concerns everyone."""
    return _clause(plain(condition, situation), situation, language)


def plain(condition: Condition, situation: Situation) -> Condition:
    """The same condition without any "not": it becomes the other values, and De Morgan's laws do the rest."""
    if isinstance(condition, Not):
        return _opposite(condition.part, situation)
    if isinstance(condition, (All, Any)):
        return type(condition)(tuple(plain(part, situation) for part in condition.parts))
    return condition


def _opposite(condition: Condition, situation: Situation) -> Condition:
    if isinstance(condition, Not):
        return plain(condition.part, situation)
    if isinstance(condition, Among):
        circumstance = situation.circumstance(condition.circumstance)
        values = circumstance.values if circumstance is not None else ()
        return Among(condition.circumstance, tuple(one.id for one in values if one.id not in condition.values))
    if isinstance(condition, (All, Any)):
        turned = Any if isinstance(condition, All) else All
        return turned(tuple(_opposite(part, situation) for part in condition.parts))
    return Any(())


def leading_values(condition: Condition, situation: Situation) -> Iterator[tuple[str, str]]:
    """Every (circumstance, value) that speaks for the condition, each once."""
    yield from dict.fromkeys(_leading(plain(condition, situation)))


def _leading(condition: Condition) -> Iterator[tuple[str, str]]:
    if isinstance(condition, Among):
        yield from ((condition.circumstance, value) for value in condition.values)
    elif isinstance(condition, (All, Any)):
        for part in condition.parts:
            yield from _leading(part)


def _clause(condition: Condition, situation: Situation, language: Language) -> str:
    words = drawing_words(language)
    if isinstance(condition, Among):
        circumstance = situation.circumstance(condition.circumstance)
        values = [circumstance.value(value) for value in condition.values] if circumstance is not None else []
        return _joined([one.phrase.wording(language) for one in values if one is not None], words["or"])
    if isinstance(condition, (All, Any)):
        parts = [_clause(part, situation, language) for part in condition.parts]
        if isinstance(condition, All):
            return _joined(parts, words["and"])
        return _joined(parts, words["or_if" if any(isinstance(part, All) for part in condition.parts) else "or"])
    assert isinstance(condition, Always)
    return ""


def _joined(parts: list[str], pattern: str) -> str:
    """The parts that say something, joined two by two."""
    told = [part for part in parts if part]
    if not told:
        return ""
    return reduce(lambda first, second: pattern.format(first=first, second=second), told)
