"""A small made-up world: situations built in code, and a content folder that loads and can be spoiled."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path

from catalog.authoring.content import read_content
from catalog.authoring.problems import ContentError, Problem
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


# -- a content folder ------------------------------------------------------------------------------------------------

SITUATION = "situations/moving-house.yml"

FILES = {
    "topics.yml": """\
topics:
  - {id: housing, title: {uk: "Житло", en: "Housing"}}
  - {id: documents, title: {uk: "Документи", en: "Documents"}}
""",
    "rates.yml": """\
expired: {uk: "(діяло до {date})", en: "(held until {date})"}
rates:
  - id: minimum_wage
    title: {uk: "Мінімальна зарплата", en: "Minimum wage"}
    values:
      - amount: 8000
        from: "2025-01-01"
        to: "2025-12-31"
        sources: ["https://example.org/2025"]
      - amount: 8647
        from: "2026-01-01"
        to: "2026-12-31"
        sources: ["https://example.org/2026"]
""",
    "glossary.yml": """\
terms:
  - id: cnap
    term: {uk: "ЦНАП", en: "TSNAP"}
    explanation: {uk: "Офіс громади.", en: "An office of the community."}
    forms: ["цнапі"]
""",
    "contacts.yml": """\
contacts:
  - id: police
    for: [crisis]
    title: {uk: "102 — поліція", en: "102 — police"}
    phone: "102"
    sources: ["general-knowledge"]
    checked: "2026-11"
""",
    "services.csv": """\
key,identifier,title,known_as,category,sector,audience,legal_basis,legal_basis_status,sources
00034,00034,Реєстрація місця проживання,прописка; propyska,Реєстрація,x,citizen,Закон,seen,https://example.org/a ; https://example.org/b
s001,,Послуга без номера,,Інше,other,both,,,https://example.org/c
""",
    SITUATION: """\
id: moving-house
title: {uk: "Переїзд", en: "Moving house"}
summary: {uk: "Що зробити після переїзду.", en: "What to do after a move."}
audience: citizen
topic: housing
known_as:
  uk: ["переїхали в іншу квартиру"]
  ru: ["переехали"]
  en: ["we moved"]
circumstances:
  - id: owns_home
    question: {uk: "Чи це ваше житло?", en: "Is the home yours?"}
    name: {uk: "власність", en: "ownership"}
    why: {uk: "Від цього залежать папери.", en: "The papers depend on it."}
    values:
      - id: "yes"
        title: {uk: "Так", en: "Yes"}
        phrase: {uk: "житло ваше", en: "the home is yours"}
      - id: "no"
        title: {uk: "Ні", en: "No"}
        phrase: {uk: "житло чуже", en: "the home is not yours"}
  - id: rented_from
    question: {uk: "У кого орендуєте?", en: "Whom do you rent from?"}
    name: {uk: "орендодавець", en: "landlord"}
    ask_when: {owns_home: ["no"]}
    values:
      - id: person
        title: {uk: "У людини", en: "A person"}
        phrase: {uk: "здає людина", en: "a person lets it"}
      - id: company
        title: {uk: "У фірми", en: "A company"}
        phrase: {uk: "здає фірма", en: "a company lets it"}
steps:
  - id: get-consent
    title: {uk: "Взяти згоду власника", en: "Get the owner's consent"}
    summary: {uk: "Попросіть власника про згоду.", en: "Ask the owner to agree."}
    authority: {uk: "Власник", en: "The owner"}
    when: {owns_home: ["no"]}
    documents:
      - {uk: "Договір оренди", en: "Rental contract", when: {rented_from: [company]}}
    sources: ["https://example.org/consent"]
    checked: "2026-10"
    confidence: high
  - id: register-address
    title: {uk: "Зареєструвати адресу", en: "Register the address"}
    summary: {uk: "Подайте заяву до ЦНАП.", en: "File with the office."}
    authority: {uk: "ЦНАП", en: "The office"}
    after: [get-consent]
    services: ["00034"]
    channels:
      - {type: online, title: {uk: "Дія", en: "Diia"}, url: "https://example.org/diia"}
    documents:
      - {uk: "Паспорт", en: "Passport"}
    cost:
      - amount: 50.5
        note: {uk: "{minimum_wage * 0.5} штрафу, якщо запізнитися", en: "a fine of {minimum_wage * 0.5} if late"}
    processing_time:
      - {text: {uk: "один день", en: "one day"}, days: 1, working: true}
    deadline:
      - {text: {uk: "30 днів", en: "30 days"}, days: 30}
    output:
      - {uk: "Витяг", en: "Extract"}
    legal_basis:
      - {uk: "Закон про адресу", en: "Law on addresses"}
    pitfalls:
      - {uk: "Не спізніться.", en: "Do not be late."}
    sources: ["https://example.org/address", "general-knowledge"]
    checked: "2026-11"
    confidence: low
    confirm_with: {uk: "ЦНАП", en: "The office"}
not_covered:
  - {uk: "Переїзд за кордон", en: "Moving abroad"}
""",
}


class Content:
    """A content folder of one situation that loads; a test spoils one thing and looks at what is said about it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        for name, written in FILES.items():
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(written, encoding="utf-8")

    def change(self, old: str, new: str, file: str = SITUATION) -> Content:
        """Write `new` where `old` stands; it must stand there exactly once."""
        path = self.folder / file
        written = path.read_text(encoding="utf-8")
        assert written.count(old) == 1, f"{old!r} stands {written.count(old)} times in {file}"
        path.write_text(written.replace(old, new), encoding="utf-8")
        return self

    def read(self) -> Catalogue:
        return read_content(self.folder)

    def problems(self) -> tuple[Problem, ...]:
        """What the loader has to say; nothing when it loads."""
        try:
            self.read()
        except ContentError as error:
            return error.problems
        return ()

    def problem(self) -> Problem:
        """The only thing the loader has to say."""
        found = self.problems()
        assert len(found) == 1, [str(one) for one in found]
        return found[0]

    def line_of(self, fragment: str, file: str = SITUATION) -> int:
        """The line, counted from 1, on which the fragment stands alone."""
        lines = (self.folder / file).read_text(encoding="utf-8").splitlines()
        found = [number for number, line in enumerate(lines, start=1) if fragment in line]
        assert len(found) == 1, f"{fragment!r} stands on lines {found} of {file}"
        return found[0]
