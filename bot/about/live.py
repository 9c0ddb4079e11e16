"""How well the assistant does with the people who write to it: the last 30 days, as the console counts them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy.engine import Engine

from bot.about.parts import Section
from bot.about.words import percent, words
from catalog.kyiv import now_in_kyiv
from catalog.text import Language
from review.statistics.measures import Measure
from review.statistics.reading import Amounts, Shares, read_totals, shares
from review.statistics.wanted import Wanted

DAYS = 30
#: Of fewer conversations, judgements or verdicts nothing is told: it could point at single people.
LEAST = 10


@dataclass(frozen=True)
class LiveQuality:
    """Reads only the figures by day, so that asking for the page costs the same however much is said."""

    engine: Engine
    today: Callable[[], date] = lambda: now_in_kyiv().date()
    key: str = "live"

    def as_json(self) -> dict[str, Any] | None:
        totals = self._totals()
        found = shares(totals)
        if found.conversations < LEAST:
            return None
        return {
            "days": DAYS,
            "conversations": found.conversations,
            "answered": _rounded(found.answered_alone),
            "clarified": _rounded(found.clarified),
            "handed_over": _rounded(found.handed_over),
            "feedback": found.feedback,
            "helped": _rounded(found.helped) if found.feedback >= LEAST else None,
            "judged": found.judged,
            "verdicts": _of_verdicts(totals, found),
        }

    def section(self, language: Language) -> Section:
        say, told = words(language).say, self.as_json()
        if told is None:
            return Section(say("live_title"), (say("live_too_few", least=LEAST),))
        shown = [name for name in ("answered", "clarified", "handed_over", "helped") if told[name] is not None]
        facts = [(say(f"live_{name}"), percent(told[name], language)) for name in shown]
        verdicts = told["verdicts"] or {}
        facts += [(say(f"live_verdict_{name}"), percent(share, language)) for name, share in verdicts.items()]
        intro = say("live_intro", days=DAYS, n=told["conversations"])
        judged = (say("live_judged", n=told["judged"]),) if verdicts else ()
        return Section(say("live_title"), (intro, say("live_counted"), *judged), facts=tuple(facts))

    def _totals(self) -> Mapping[Measure, Amounts]:
        today = self.today()
        return read_totals(self.engine, Wanted(today - timedelta(days=DAYS - 1), today))


def _of_verdicts(totals: Mapping[Measure, Amounts], found: Shares) -> dict[str, float] | None:
    """The share of each verdict; None of too few."""
    if found.judged < LEAST:
        return None
    given = totals.get(Measure.VERDICT, {})
    return {name: round(given.get(name, 0) / found.judged, 4) for name in ("correct", "partly", "wrong", "harmful")}


def _rounded(share: float | None) -> float | None:
    return None if share is None else round(share, 4)
