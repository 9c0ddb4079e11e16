"""What may be said: the facts of the catalogue and of the translations, and finding facts in a text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from typing import Any

from actions.wording import wording
from catalog.catalogue import Catalogue
from catalog.plan import Plan

#: Sums of money, days, web addresses and telephone numbers, as they stand in a text.
MONEY = re.compile(r"\d[\d\s\u00a0\u202f]*(?:[.,]\d+)?(?=[\s\u00a0\u202f]*(?:грн|гривень|UAH|₴|€|євро|\$))")
DAY = re.compile(r"\b\d{1,2}\.\d{1,2}\.\d{4}\b|\b\d{4}-\d{2}-\d{2}\b")
URL = re.compile(r"https?://[^\s)>»\"]+")
PHONE = re.compile(r"(?<!\d)(?:\+38[\s\d()-]{9,15}\d|0[\s-]?800[\s-]?[\d\s-]{6,9}\d|1[05]\d\d)(?!\d)")
_SPACES = re.compile(r"[\s\u00a0\u202f()-]+")


def facts_in(text: str) -> Iterator[str]:
    """The facts of the text in one spelling."""
    for url in URL.findall(text):
        yield url.rstrip(".,;:")
    plain = URL.sub(" ", text)
    for kind in (MONEY, DAY, PHONE):
        yield from (_plain(found) for found in kind.findall(plain))


def known_facts(catalogue: Catalogue) -> frozenset[str]:
    """All facts that stand in the catalogue or in the assistant's own words."""
    texts = list(_texts(asdict(catalogue)))
    texts += [str(text) for language in ("uk", "en") for text in _texts(wording(language)._texts)]
    amounts = {
        _plain(wording(language).money(cost.amount).rsplit("грн")[0].replace("UAH", ""))
        for language in ("uk", "en")
        for situation in catalogue.situations
        for step in situation.steps
        for cost in step.cost
        if cost.amount
    }
    return frozenset(fact for text in texts for fact in facts_in(text)) | amounts


def sums_of(plan: Plan | None) -> frozenset[str]:
    """The sums that are computed for this person: what the whole list costs."""
    if plan is None:
        return frozenset()
    certain, possible = plan.totals.money, plan.totals.possible_money
    sums = (certain.least, certain.most, round(possible.most - certain.most, 2))
    return frozenset(
        _plain(re.sub(r"[^\d.,\s\u00a0\u202f]", "", wording(language).money(amount)))
        for amount in sums
        for language in ("uk", "en")
    )


def _plain(fact: str) -> str:
    return _SPACES.sub("", fact).strip(".,")


def _texts(value: Any) -> Iterable[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for one in value.values():
            yield from _texts(one)
    elif isinstance(value, (list, tuple, set, frozenset)):
        for one in value:
            yield from _texts(one)
