"""A circumstance told in the person's own words: «опалюю дровами», «ще не розмитнена», «ні, він не згоден».

The clauses of the catalogue («ви опалюєте дровами, вугіллям …») say what an answer means. A short message is that
answer if everything it names stands in the clause, and both deny or neither does. Nothing is guessed: where two
questions would fit, none is answered.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from actions.hearing.names import alike
from actions.hearing.vocabulary import Heard
from catalog import spelling
from catalog.conditions import Answers
from catalog.situations import Circumstance

#: A message longer than this tells more than one circumstance.
MOST_WORDS = 7
#: Values that a question of yes and no has.
YES, NO = "yes", "no"
_PLAIN_FIRST = re.compile(
    r"^\W*(?:так|ні|нє|ага|угу|да|нет|yes|no|yeah|nope|ой|тобто)\b[\s,.!—–-]+(?=\w)", re.IGNORECASE
)

_BETWEEN = re.compile(r",|;|\s(?:і|й|та|и|and|i)\s", re.IGNORECASE)


@dataclass(frozen=True)
class _Found:
    circumstance: str
    value: str
    #: Whether a clause begins with what was said: «паспорт» leads «Паспорт (ID-картка)», not «Закордонний паспорт».
    leads: bool
    #: How much of the clause was said, from 0 to 1.
    share: float


def without_plain_answer(text: str) -> str:
    """The message behind a leading yes or no.

    >>> without_plain_answer("ні, він не згоден"), without_plain_answer("ні")
    ('він не згоден', 'ні')
    """
    return _PLAIN_FIRST.sub("", text)


def named_by(text: str) -> tuple[str, ...]:
    """What a message names, besides yes, no, "done" and words that say nothing by themselves."""
    return Heard.of(without_plain_answer(text)).content(
        "not", "denial", "plain", "done", "numbers", "correction", "after_all"
    )


def told_in_own_words(text: str, circumstances: Sequence[Circumstance], pending: str | None = None) -> Answers:
    """The one answer that the message gives to these questions; empty if it gives none, or might give two.

    The question that was put (`pending`) goes before others; one with several answers is only heard when it was put.
    """
    named = named_by(text)
    if not named or len(spelling.words(text)) > MOST_WORDS or "?" in text:
        return {}
    asked = next((one for one in circumstances if one.id == pending and one.multiple), None)
    several = _several(text, asked) if asked is not None else ()
    if asked is not None and several:
        return {asked.id: several}
    denied = _denies(without_plain_answer(text))
    single = [one for one in circumstances if not one.multiple]
    for among in ([one for one in circumstances if one.id == pending], single):
        found = _by_clause(named, denied, among) or _by_question(named, denied, among)
        if len({one.circumstance for one in found}) > 1:
            return {}
        if found:
            best = max(found, key=_fitness)
            return {best.circumstance: (best.value,)}
    return {}


def _several(text: str, circumstance: Circumstance) -> tuple[str, ...]:
    """The answers to a question that takes several, where each part of the message is one: «продукти й алкоголь»."""
    values = []
    for part in _BETWEEN.split(text):
        found = _by_clause(named_by(part), _denies(part), [circumstance]) if named_by(part) else []
        if not found:
            return ()
        values.append(max(found, key=_fitness).value)
    return tuple(dict.fromkeys(values))


def speaks_of(text: str, circumstance: Circumstance) -> bool:
    """Whether anything that the message names belongs to this question; true for a message that names nothing."""
    named = named_by(text)
    known = _words(_statements(circumstance))
    return not named or any(alike(word, one) for word in named for one in known)


def _by_clause(named: Sequence[str], denied: bool, circumstances: Iterable[Circumstance]) -> list[_Found]:
    """Values whose clause or button says all that is named, in the same sense.

    What the clauses of every value say («дитина») tells none of them from the others; nor does the subject of the
    question by itself: «з алкоголем» is not «з алкоголю ви продаєте лише столове вино».
    """
    found = []
    for circumstance in circumstances:
        fitting, subject_alone = [], names_subject(named, circumstance)
        for value in circumstance.values:
            for statement in (value.phrase.uk, value.phrase.en, value.title.uk, value.title.en):
                known = _words([statement])
                share = len(named) / len(known) if known else 0.0
                says_it = known and _covers(known, named) and _denies(statement) == denied
                if says_it and (denied or share == 1 or not subject_alone):
                    fitting.append(_Found(circumstance.id, value.id, _leads(statement, named), share))
        if len({one.value for one in fitting}) < len(circumstance.values):
            found += fitting
    return found


def names_subject(named: Sequence[str], circumstance: Circumstance) -> bool:
    """Whether all that is named is what a choice is about, not one of the answers («ФОП чи компанія»)."""
    name = circumstance.name
    if {value.id for value in circumstance.values} == {YES, NO}:
        return False
    if any(Heard.of(text).has("alternatives") for text in (name.uk, name.en)):
        return False
    return bool(named) and _covers(_words([name.uk, name.en]), named)


def _by_question(named: Sequence[str], denied: bool, circumstances: Iterable[Circumstance]) -> list[_Found]:
    """Yes or no to a question that names all of it: «боргів нема» to «Чи є борг за комунальні послуги?»."""
    found = []
    for circumstance in circumstances:
        if {value.id for value in circumstance.values} != {YES, NO} or _denies(circumstance.question.uk):
            continue
        known = _words([circumstance.question.uk, circumstance.question.en])
        if _covers(known, named) and not _said_by_all(circumstance, named):
            found.append(_Found(circumstance.id, NO if denied else YES, False, len(named) / len(known)))
    return found


def _fitness(found: _Found) -> tuple[bool, float]:
    return found.leads, found.share


def _leads(statement: str, named: Sequence[str]) -> bool:
    first = Heard.of(statement).content("not", "denial", "plain", "done")[:1]
    return any(alike(word, one) for word in named for one in first)


def _said_by_all(circumstance: Circumstance, named: Sequence[str]) -> bool:
    """Whether the clause of every value says all that is named."""
    return all(_covers(_words([value.phrase.uk, value.phrase.en]), named) for value in circumstance.values)


def _statements(circumstance: Circumstance) -> list[str]:
    wordings = [circumstance.question, circumstance.name]
    wordings += [text for value in circumstance.values for text in (value.title, value.phrase)]
    return [statement for wording in wordings for statement in (wording.uk, wording.en)]


def _words(statements: Iterable[str]) -> frozenset[str]:
    content = (Heard.of(statement).content("not", "denial", "plain", "done") for statement in statements)
    return frozenset(word for words in content for word in words)


def _covers(known: Iterable[str], named: Iterable[str]) -> bool:
    return all(any(alike(word, one) for one in known) for word in named)


def _denies(text: str) -> bool:
    heard = Heard.of(text)
    return heard.has("not") or heard.has("denial")
