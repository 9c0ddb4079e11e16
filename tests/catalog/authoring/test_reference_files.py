"""What situations refer to: topics, rates, the glossary, contacts and the register's services."""

from __future__ import annotations

from datetime import date

import pytest

from catalog.catalogue import Contact, Service, Term, Topic
from catalog.rates import RateValue
from catalog.text import Text
from tests.catalog.content_folder import Content

CSV = "services.csv"


def test_topics_terms_and_contacts_are_read(content: Content) -> None:
    read = content.read()
    assert read.topics == (
        Topic("housing", Text("Житло", "Housing")),
        Topic("documents", Text("Документи", "Documents")),
    )
    office = Text("Офіс громади.", "An office of the community.")
    assert read.glossary == (Term("cnap", Text("ЦНАП", "TSNAP"), office, ("цнапі",)),)
    title = Text("102 — поліція", "102 — police")
    assert read.contacts == (Contact("police", ("crisis",), title, "102", None, ("general-knowledge",), "2026-11"),)


def test_rates_are_read_with_the_days_they_hold(content: Content) -> None:
    rate = content.read().rates.find("minimum_wage")
    assert rate is not None
    assert rate.values[1] == RateValue(8647, date(2026, 1, 1), date(2026, 12, 31), ("https://example.org/2026",))
    assert content.read().rates.expired == Text("(діяло до {date})", "(held until {date})")


def test_services_are_read_and_one_without_a_number_is_never_given_one(content: Content) -> None:
    sources, names = ("https://example.org/a", "https://example.org/b"), ("прописка", "propyska")
    assert content.read().services == (
        Service("00034", "00034", "Реєстрація місця проживання", "Реєстрація", "citizen", "Закон", sources, names),
        Service("s001", None, "Послуга без номера", "Інше", "both", "", ("https://example.org/c",)),
    )


# -- YAML ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("file", "old", "new", "found", "allowed"),
    [
        (
            "topics.yml",
            "id: documents, title",
            "id: documents, titel",
            'unknown field "titel"',
            'did you mean "title"?',
        ),
        ("glossary.yml", 'forms: ["цнапі"]', 'form: ["цнапі"]', 'unknown field "form"', 'did you mean "forms"?'),
        ("contacts.yml", "for: [crisis]", "for: [danger]", '"danger" is not allowed for "for"', "crisis, despair"),
        ("contacts.yml", 'checked: "2026-11"', 'checked: "2026"', '"2026" is not a month', '"2026-02"'),
        ("contacts.yml", 'sources: ["general-knowledge"]', "sources: []", "there is no source", "list the pages"),
        ("rates.yml", "amount: 8647", "amount: unknown", "a rate's value has no amount", "write amount: 8647"),
        ("rates.yml", 'from: "2026-01-01"', 'from: "January"', '"January" is not a day', "write 2026-01-31"),
        ("rates.yml", 'to: "2026-12-31"', 'to: "2025-12-30"', "a rate's value ends before it begins", "the last day"),
        (
            "rates.yml",
            'sources: ["https://example.org/2025"]',
            "sources: []",
            "there is no source",
            "list the pages it rests on",
        ),
    ],
)
def test_a_mistake_is_told_with_its_file_its_line_and_what_is_allowed(
    content: Content, file: str, old: str, new: str, found: str, allowed: str
) -> None:
    said = {problem.found: problem for problem in content.change(old, new, file).problems()}
    assert found in said
    assert said[found].place.file == file
    assert allowed in said[found].allowed
    if "amount" not in found:
        assert said[found].place.line == content.line_of(new, file)


def test_values_of_a_rate_that_overlap_are_told(content: Content) -> None:
    problem = content.change('from: "2026-01-01"', 'from: "2025-12-31"', "rates.yml").problem()
    assert problem.found == 'the values of "minimum_wage" overlap or are out of order at 2025-12-31'


def test_a_rate_without_values_is_told(content: Content) -> None:
    path = content.folder / "rates.yml"
    written = path.read_text(encoding="utf-8")
    path.write_text(written[: written.index("    values:")] + "    values: []\n", encoding="utf-8")
    assert content.problem().found == '"values" is an empty list'


@pytest.mark.parametrize(
    ("file", "entry", "field"),
    [
        ("topics.yml", '  - {id: housing, title: {uk: "Інше", en: "Other"}}\n', "topics"),
        ("glossary.yml", "  - {id: cnap, term: {uk: А, en: A}, explanation: {uk: А, en: A}}\n", "terms"),
        (
            "contacts.yml",
            '  - {id: police, for: [help], title: {uk: А, en: A}, sources: [general-knowledge], checked: "2026-11"}\n',
            "contacts",
        ),
    ],
)
def test_an_id_that_stands_twice_is_told_before_the_database_would_trip_over_it(
    content: Content, file: str, entry: str, field: str
) -> None:
    path = content.folder / file
    path.write_text(path.read_text(encoding="utf-8") + entry, encoding="utf-8")
    problem = content.problem()
    assert problem.found.endswith(f'stands twice in "{field}"')
    assert problem.place.file == file


# -- the register's services -----------------------------------------------------------------------------------------


def _append(content: Content, row: str) -> int:
    """Add a row to the services; the line it stands on."""
    path = content.folder / CSV
    path.write_text(path.read_text(encoding="utf-8") + row + "\n", encoding="utf-8")
    return len(path.read_text(encoding="utf-8").splitlines())


@pytest.mark.parametrize(
    ("row", "found", "allowed"),
    [
        ("s001,,Інша,,,,both,,,https://e.org", 'the key "s001" stands in two rows', "give each service its own key"),
        ("123,123,Назва,,,,both,,,https://e.org", 'the identifier is "123"', "five digits, or leave it empty"),
        ("s002,,Назва,,,,all,,,https://e.org", 'the audience is "all"', "Allowed: both, business, citizen"),
        ("s002,,,,,,both,,,https://e.org", "the column title is empty", "every service needs it"),
        ("s002,,Назва,,,,both,,,", "the column sources is empty", "every service needs it"),
        ("s002,,Назва,,,,both", "the column sources is empty", "every service needs it"),
        ("s002,,Назва, з комою,,,,both,,,https://e.org", "the row has more than 10 cells", "in quotes"),
    ],
)
def test_a_mistake_in_a_row_is_told_with_its_line(content: Content, row: str, found: str, allowed: str) -> None:
    line = _append(content, row)
    said = {problem.found: problem for problem in content.problems()}
    assert found in said
    assert str(said[found].place) == f"services.csv:{line}"
    assert allowed in said[found].allowed


def test_wrong_columns_are_told_with_the_right_ones(content: Content) -> None:
    content.change("key,identifier,title", "key,number,title", CSV)
    said = next(problem for problem in content.problems() if problem.place.file == CSV)
    assert said.place.line == 1
    assert said.found.startswith("the columns are key, number, title")
    assert said.allowed.startswith("write: key, identifier, title")


def test_services_that_are_not_utf_8_are_told_with_the_line(content: Content) -> None:
    path = content.folder / CSV
    path.write_bytes(path.read_text(encoding="utf-8").encode("cp1251"))
    said = next(problem for problem in content.problems() if problem.place.file == CSV)
    assert (said.found, said.place.line) == ("the file is not UTF-8 text", 2)
