"""Which figures a reader wants: period, channel, language, people or tests. They live in the address."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from urllib.parse import urlencode

#: Days shown when the address names none.
USUAL_DAYS = 30
MOST_DAYS = 3 * 366
ID_LIMIT = 16
PEOPLE, TESTS = "people", "tests"


@dataclass(frozen=True)
class Wanted:
    """Days `since` and `until` are both included. Empty channel and language: all."""

    since: date
    until: date
    channel: str = ""
    language: str = ""
    traffic: str = PEOPLE

    @property
    def is_test(self) -> bool:
        return self.traffic == TESTS

    @property
    def days(self) -> int:
        return (self.until - self.since).days + 1

    def query(self) -> str:
        """The address's query, without what is empty."""
        pairs = {
            "since": self.since.isoformat(),
            "until": self.until.isoformat(),
            "channel": self.channel,
            "language": self.language,
            "traffic": "" if self.traffic == PEOPLE else self.traffic,
        }
        return urlencode({name: value for name, value in pairs.items() if value})


@dataclass(frozen=True)
class Mistake:
    """A value in the address that cannot be used; `kind` names what is allowed (`statistics.mistake.<kind>`)."""

    name: str
    found: str
    kind: str


def wanted_of(address: Mapping[str, str], today: date) -> tuple[Wanted, tuple[Mistake, ...]]:
    """The figures that an address names. What cannot be used is told and counts as not given."""
    mistakes: list[Mistake] = []
    until = _day(address, "until", mistakes) or today
    since = _day(address, "since", mistakes) or until - timedelta(days=USUAL_DAYS - 1)
    if since > until:
        mistakes.append(Mistake("since", since.isoformat(), "order"))
        since = until - timedelta(days=USUAL_DAYS - 1)
    if (until - since).days >= MOST_DAYS:
        mistakes.append(Mistake("since", since.isoformat(), "long"))
        since = until - timedelta(days=MOST_DAYS - 1)
    traffic = address.get("traffic") or PEOPLE
    if traffic not in (PEOPLE, TESTS):
        mistakes.append(Mistake("traffic", traffic[:80], "traffic"))
        traffic = PEOPLE
    channel, language = (_identifier(address, name, mistakes) for name in ("channel", "language"))
    return Wanted(since, until, channel, language, traffic), tuple(mistakes)


def _day(address: Mapping[str, str], name: str, mistakes: list[Mistake]) -> date | None:
    text = address.get(name, "").strip()
    try:
        day = date.fromisoformat(text) if text else None
    except ValueError:
        day = None
    if text and (day is None or not 2000 <= day.year <= 2999):
        mistakes.append(Mistake(name, text[:80], "day"))
        return None
    return day


def _identifier(address: Mapping[str, str], name: str, mistakes: list[Mistake]) -> str:
    text = address.get(name, "").strip()
    if text and (len(text) > ID_LIMIT or not text.replace("-", "").replace("_", "").isalnum()):
        mistakes.append(Mistake(name, text[:80], "identifier"))
        return ""
    return text
