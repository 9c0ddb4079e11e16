"""Filters in the address of the list: written there, and read back.

>>> from urllib.parse import parse_qsl
>>> wanted = Filters(text="паспорт", statuses=("error",), unresolved=True)
>>> query_of(wanted)
'text=%D0%BF%D0%B0%D1%81%D0%BF%D0%BE%D1%80%D1%82&status=error&unresolved=1'
>>> filters_of(parse_qsl(query_of(wanted))) == wanted
True
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, fields, replace
from datetime import date
from enum import Enum
from typing import Any, TypeVar
from urllib.parse import urlencode

from bot.conversations.full_text import Said
from review.inbox.filters import Feedback, Filters, Sort, Traffic
from review.judging.marks import TAG_LIMIT
from review.judging.vocabulary import Verdict

TEXT_LIMIT = 200
ID_LIMIT = 64

E = TypeVar("E", bound=Enum)


@dataclass(frozen=True)
class Mistake:
    """A value in the address that cannot be used. `allowed` is a key of the translations, with `values` for it."""

    field: str
    found: str
    allowed: str
    values: str = ""


class BadFilters(ValueError):
    """Some values cannot be used. `usable` holds the rest, for showing the form again."""

    def __init__(self, mistakes: tuple[Mistake, ...], usable: Filters) -> None:
        super().__init__("; ".join(f'{one.field} is "{one.found}" ({one.allowed})' for one in mistakes))
        self.mistakes = mistakes
        self.usable = usable


def query_of(filters: Filters) -> str:
    """The query string; defaults are left out, so that equal filters have equal addresses."""
    return urlencode(pairs_of(filters))


def pairs_of(filters: Filters) -> list[tuple[str, str]]:
    """The filters as names and texts, in a fixed order."""
    pairs: list[tuple[str, str]] = []
    for one in fields(Filters):
        value = getattr(filters, one.name)
        if value != one.default:
            values = value if isinstance(value, tuple) else (value,)
            pairs.extend((_NAMES.get(one.name, one.name), _written(item)) for item in values)
    return pairs


def filters_of(pairs: Iterable[tuple[str, str]]) -> Filters:
    """The filters in an address. Empty values and names that are not ours (of paging) are ignored.

    Raises `BadFilters` with every value that cannot be used.
    """
    given: dict[str, Any] = {}
    mistakes: list[Mistake] = []
    for name, text in pairs:
        field = _FIELDS.get(name, name)
        if field not in _READERS or not text.strip():
            continue
        try:
            value = _READERS[field](text.strip())
        except _Unusable as problem:
            mistakes.append(Mistake(name, text[:80], problem.allowed, problem.values))
            continue
        given[field] = (*given.get(field, ()), value) if field == "statuses" else value
    given["statuses"] = tuple(dict.fromkeys(given.get("statuses", ())))
    filters, contradictions = _without_contradictions(Filters(**given))
    mistakes.extend(contradictions)
    if mistakes:
        raise BadFilters(tuple(mistakes), filters)
    return filters


def _without_contradictions(filters: Filters) -> tuple[Filters, list[Mistake]]:
    """Ranges that end before they begin are dropped, and told."""
    found = []
    if filters.since and filters.until and filters.since > filters.until:
        found.append(Mistake("until", filters.until.isoformat(), "not_before", filters.since.isoformat()))
        filters = replace(filters, until=None)
    if filters.least is not None and filters.most is not None and filters.least > filters.most:
        found.append(Mistake("confidence_to", str(filters.most), "not_below", str(filters.least)))
        filters = replace(filters, most=None)
    return filters, found


# -- one value ----------------------------------------------------------------------------------------------------


class _Unusable(ValueError):
    def __init__(self, allowed: str, values: str = "") -> None:
        super().__init__(allowed)
        self.allowed = allowed
        self.values = values


def _written(value: Any) -> str:
    if isinstance(value, bool):
        return "1" if value else "0"
    if isinstance(value, Enum):
        return str(value.value)
    return value.isoformat() if isinstance(value, date) else str(value)


def _text(limit: int) -> Callable[[str], str]:
    def read(text: str) -> str:
        if len(text) > limit or "\x00" in text:
            raise _Unusable("text", str(limit))
        return text

    return read


def _identifier(text: str) -> str:
    """Ids are short and hold letters, digits, hyphens and underscores."""
    if len(text) > ID_LIMIT or not text.replace("-", "").replace("_", "").isalnum():
        raise _Unusable("identifier", str(ID_LIMIT))
    return text


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise _Unusable("day") from None


def _number(least: int, most: int) -> Callable[[str], int]:
    def read(text: str) -> int:
        if not (text.isascii() and text.isdigit() and len(text) < 12 and least <= int(text) <= most):
            raise _Unusable("number", f"{least}–{most}")
        return int(text)

    return read


def _one_of(kind: type[E]) -> Callable[[str], E]:
    def read(text: str) -> E:
        try:
            return kind(text)
        except ValueError:
            raise _Unusable("one_of", ", ".join(str(one.value) for one in kind)) from None

    return read


def _yes_or_no(text: str) -> bool:
    if text not in ("0", "1"):
        raise _Unusable("one_of", "0, 1")
    return text == "1"


_PER_CENT = _number(0, 100)
_ACCOUNT = _number(1, 2**31 - 1)
#: Names in the address that differ from those of the fields.
_NAMES = {"statuses": "status", "least": "confidence_from", "most": "confidence_to"}
_FIELDS = {name: field for field, name in _NAMES.items()}
_READERS: dict[str, Callable[[str], Any]] = {
    "text": _text(TEXT_LIMIT),
    "said": _one_of(Said),
    "since": _day,
    "until": _day,
    "channel": _identifier,
    "language": _identifier,
    "situation": _identifier,
    "statuses": _identifier,
    "least": _PER_CENT,
    "most": _PER_CENT,
    "unlike": _yes_or_no,
    "unresolved": _yes_or_no,
    "feedback": _one_of(Feedback),
    "verdict": _one_of(Verdict),
    "tag": _text(TAG_LIMIT),
    "reviewed": _yes_or_no,
    "reviewer": _ACCOUNT,
    "assignee": _ACCOUNT,
    "traffic": _one_of(Traffic),
    "sort": _one_of(Sort),
}

assert set(_READERS) == {one.name for one in fields(Filters)}
