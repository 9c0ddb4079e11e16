"""A small made-up world: situations built in code, each test with just what it needs."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from catalog.catalogue import Catalogue, Contact, Service, Term, Topic
from catalog.conditions import ALWAYS, Among, Condition
from catalog.rates import Rate, Rates, RateValue
from catalog.situations import (
    Audience,
    Channel,
    ChannelType,
    Circumstance,
    Confidence,
    Cost,
    Deadline,
    Duration,
    Evidence,
    KnownAs,
    Output,
    Pitfall,
    Situation,
    Step,
    Value,
)
from catalog.text import Text

TODAY = date(2026, 11, 25)


def text(wording: str) -> Text:
    """The same words in both languages, told apart by a mark."""
    return Text(uk=f"{wording} (укр)", en=f"{wording} (eng)")


def answered(circumstance: str, *values: str) -> Among:
    """True for whoever answered the circumstance with one of the values."""
    return Among(circumstance, values)


def circumstance(
    name: str, values: Sequence[str] = ("yes", "no"), *, ask_when: Condition = ALWAYS, multiple: bool = False
) -> Circumstance:
    return Circumstance(
        id=name,
        question=text(f"{name}?"),
        name=text(name),
        values=tuple(Value(id=value, title=text(value), phrase=text(f"{name} is {value}")) for value in values),
        ask_when=ask_when,
        multiple=multiple,
    )


def step(
    name: str,
    *,
    when: Condition = ALWAYS,
    after: Iterable[str] = (),
    covers: Iterable[str] = (),
    optional: bool = False,
    documents: Iterable[Evidence] = (),
    cost: Iterable[Cost] = (),
    takes: Iterable[Duration] = (),
    deadline: Iterable[Deadline] = (),
    channels: Iterable[Channel] = (),
    output: Iterable[Output] = (),
    pitfalls: Iterable[Pitfall] = (),
    by_oneself: bool = False,
) -> Step:
    return Step(
        id=name,
        title=text(name),
        summary=text(f"how to {name}"),
        authority=text("office"),
        sources=("https://example.org/source",),
        checked="2026-11",
        confidence=Confidence.HIGH,
        when=when,
        after=tuple(after),
        covers=tuple(covers),
        optional=optional,
        documents=tuple(documents),
        cost=tuple(cost),
        processing_time=tuple(takes),
        deadline=tuple(deadline),
        channels=tuple(channels),
        output=tuple(output),
        pitfalls=tuple(pitfalls),
        by_oneself=by_oneself,
    )


def document(title: str, when: Condition = ALWAYS) -> Evidence:
    return Evidence(text(title), when)


def price(amount: float | None, when: Condition = ALWAYS) -> Cost:
    return Cost(amount, when=when)


def wait(days: int | None, *, working: bool = False, when: Condition = ALWAYS) -> Duration:
    return Duration(text(f"{days} days"), days, working, when)


def term(days: int | None, when: Condition = ALWAYS) -> Deadline:
    return Deadline(text(f"within {days} days"), days, when)


def situation(steps: Iterable[Step] = (), circumstances: Iterable[Circumstance] = (), name: str = "road") -> Situation:
    return Situation(
        id=name,
        title=text(name),
        summary=text(f"about {name}"),
        audience=Audience.CITIZEN,
        topic="travel",
        known_as=KnownAs(uk=("дорога",), ru=("путь",), en=("way",)),
        circumstances=tuple(circumstances),
        steps=tuple(steps),
    )


def rates() -> Rates:
    """One rate: 8000 in 2025, 8647 in 2026."""
    wage = Rate(
        id="minimum_wage",
        title=text("minimum wage"),
        values=(
            RateValue(8000, date(2025, 1, 1), date(2025, 12, 31), ("https://example.org/2025",)),
            RateValue(8647, date(2026, 1, 1), date(2026, 12, 31), ("https://example.org/2026",)),
        ),
    )
    return Rates((wage,), Text(uk="(діяло до {date})", en="(held until {date})"))


def catalogue(*situations: Situation) -> Catalogue:
    """These situations with one of everything they may refer to."""
    return Catalogue(
        situations=situations,
        services=(
            Service(
                "00030", "00030", "Державна реєстрація", "Реєстрація", "citizen", "Закон", ("https://example.org",)
            ),
            Service("s001", None, "Послуга без номера", "Інше", "both", "", ("https://example.org", "general")),
        ),
        glossary=(Term("cnap", text("ЦНАП"), text("an office"), ("tsnap",)),),
        topics=(Topic("travel", text("travel")), Topic("rest", text("rest"))),
        rates=rates(),
        contacts=(
            Contact("police", ("crisis",), text("police"), "102", None, ("https://example.org",), "2026-11"),
            Contact("chat", ("help",), text("chat"), None, "https://example.org", ("general-knowledge",), "2026-11"),
        ),
    )


def online(title: str, when: Condition = ALWAYS) -> Channel:
    return Channel(ChannelType.ONLINE, text(title), "https://example.org/form", when)


def output(title: str, when: Condition = ALWAYS) -> Output:
    return Output(text(title), when)


def pitfall(warning: str, when: Condition = ALWAYS) -> Pitfall:
    return Pitfall(text(warning), when)
