"""A content folder that loads and can be spoiled: one made-up situation with all it refers to."""

from __future__ import annotations

from pathlib import Path

from catalog.authoring.content import read_content
from catalog.authoring.problems import ContentError, Problem
from catalog.catalogue import Catalogue

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
