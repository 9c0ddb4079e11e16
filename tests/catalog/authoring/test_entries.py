"""Reading YAML with its lines: everything that is wrong is met, and nothing is guessed."""

from __future__ import annotations

from pathlib import Path

import pytest

from catalog.authoring.entries import Entry
from catalog.authoring.files import open_file, read_text
from catalog.authoring.problems import Problem
from catalog.text import Text


class Page:
    """One YAML file and what was said about it."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / "page.yml"
        self.problems: list[Problem] = []

    def open(self, written: str | bytes) -> Entry | None:
        self._path.write_bytes(written.encode() if isinstance(written, str) else written)
        return open_file(self._path, self.problems)

    def entry(self, written: str) -> Entry:
        entry = self.open(written)
        assert entry is not None
        return entry

    def said(self) -> list[str]:
        return [f"{problem.place}: {problem.found}" for problem in self.problems]


@pytest.fixture
def page(tmp_path: Path) -> Page:
    return Page(tmp_path)


# -- the file --------------------------------------------------------------------------------------------------------


def test_a_file_that_is_not_yaml_is_refused_with_the_line(page: Page) -> None:
    assert page.open('id: road\ntitle: "no end\n') is None
    assert page.said() == ["page.yml:3: this is not YAML: found unexpected end of stream"]
    assert page.problems[0].allowed == "check indents and quotes"


def test_a_file_with_characters_that_no_yaml_may_have_is_refused(page: Page) -> None:
    assert page.open("id: ro\x07ad\n") is None
    assert page.said()[0].startswith("page.yml:1: this is not YAML: ")


def test_a_file_that_is_not_utf_8_is_refused_with_the_line(page: Page) -> None:
    assert page.open("id: road\ntitle: Дорога\n".encode("cp1251")) is None
    assert page.said() == ["page.yml:2: the file is not UTF-8 text"]
    assert page.problems[0].allowed == "save it as UTF-8"


@pytest.mark.parametrize("written", ["", "- a\n- b\n", "just words\n"])
def test_a_file_that_is_no_mapping_is_refused(page: Page, written: str) -> None:
    assert page.open(written) is None
    assert page.said() == ["page.yml:1: the file is not a mapping"]


def test_a_file_that_is_missing_is_named(tmp_path: Path) -> None:
    problems: list[Problem] = []
    assert read_text(tmp_path / "topics.yml", problems) is None
    assert str(problems[0]) == f"topics.yml:1: the file is missing\n    add it to {tmp_path}"


# -- fields ----------------------------------------------------------------------------------------------------------


def test_a_field_that_nobody_read_is_unknown_and_the_likeliest_is_suggested(page: Page) -> None:
    entry = page.entry("title: a\ndeadlin: b\n")
    entry.word("title")
    entry.has("deadline")
    entry.word("deadline", default="")
    entry.close()
    assert page.said() == ['page.yml:2: unknown field "deadlin"']
    assert page.problems[0].allowed == 'did you mean "deadline"? Allowed: deadline, title'


def test_a_field_that_stands_twice_is_told(page: Page) -> None:
    page.entry("id: a\ntitle: b\nid: c\n")
    assert page.said() == ['page.yml:3: the field "id" stands here twice']


def test_a_field_whose_name_is_no_word_is_told(page: Page) -> None:
    entry = page.entry("id: a\n? [b, c]\n: d\n")
    assert page.said() == ["page.yml:2: a field's name is a list"]
    assert entry.fields() == ("id",)


def test_a_field_that_is_missing_is_named_where_it_should_stand(page: Page) -> None:
    assert page.entry("id: a\n").word("title") == ""
    assert page.said() == ['page.yml:1: the field "title" is missing']
    assert page.problems[0].allowed == "add `title: …` here"


# -- single values ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("bare", ["yes", "no", "on", "off", "true", "No"])
def test_a_bare_yes_or_no_is_refused_because_yaml_takes_it_for_true_or_false(page: Page, bare: str) -> None:
    page.entry(f"a: b\nvalue: {bare}\n").word("value")
    assert page.said() == [f'page.yml:2: bare {bare} in "value" means true or false to YAML']
    assert page.problems[0].allowed == f'quote it: "{bare}"'


def test_a_quoted_yes_is_a_word(page: Page) -> None:
    assert page.entry('value: "yes"\n').word("value") == "yes"
    assert page.said() == []


def test_a_word_that_is_not_allowed_is_told_with_those_that_are(page: Page) -> None:
    page.entry("audience: citizens\n").word("audience", allowed=["citizen", "business"])
    assert page.said() == ['page.yml:1: "citizens" is not allowed for "audience"']
    assert page.problems[0].allowed == 'did you mean "citizen"? Allowed: business, citizen'


@pytest.mark.parametrize("empty", ['""', "", '"  "'])
def test_an_empty_word_is_told(page: Page, empty: str) -> None:
    page.entry(f"id: {empty}\n").word("id")
    assert page.said() == ['page.yml:1: "id" is empty']


def test_a_list_where_a_word_is_wanted_is_told(page: Page) -> None:
    page.entry("id: [a, b]\n").word("id")
    assert page.said() == ['page.yml:1: "id" is a list']


def test_a_word_where_a_list_is_wanted_is_told(page: Page) -> None:
    assert page.entry("after: register\n").words("after") == ()
    assert page.said() == ['page.yml:1: "after" is not a list']


@pytest.mark.parametrize(
    ("written", "number"), [("49.92", 49.92), ("0", 0), ('"8647"', 8647), ("unknown", None), ("007", 7)]
)
def test_a_number_is_digits_or_unknown(page: Page, written: str, number: float | None) -> None:
    assert page.entry(f"amount: {written}\n").number("amount") == number
    assert page.said() == []


@pytest.mark.parametrize("written", ["free", "-5", "nan", "inf", "1e3", "1_000", "50 грн", "[1]", "1,5"])
def test_what_is_no_plain_number_is_told(page: Page, written: str) -> None:
    page.entry(f"amount: {written}\n").number("amount")
    assert page.said() == ['page.yml:1: "amount" is not a number']
    assert page.problems[0].allowed == "write digits (49.92), or unknown"


def test_days_are_never_cut_to_a_whole_number_in_silence(page: Page) -> None:
    entry = page.entry("days: 30\nwait: 1.5\n")
    assert entry.whole_number("days") == 30
    assert entry.whole_number("wait") is None
    assert page.said() == ['page.yml:2: "wait" is not a number']


def test_a_flag_is_true_or_false_and_nothing_else(page: Page) -> None:
    entry = page.entry('a: true\nb: false\nc: "true"\n')
    assert (entry.flag("a"), entry.flag("b"), entry.flag("absent")) == (True, False, False)
    entry.flag("c")
    assert page.said() == ['page.yml:3: "c" is neither true nor false']


# -- statements ------------------------------------------------------------------------------------------------------


def test_a_statement_needs_both_languages(page: Page) -> None:
    page.entry('a: b\ntitle: {uk: "Дорога"}\n').text("title")
    assert page.said() == ['page.yml:2: the translation "en" is missing']
    assert page.problems[0].allowed == "write both uk: … and en: …"


def test_a_statement_in_no_language_is_told(page: Page) -> None:
    page.entry("title: Дорога\n").text("title")
    assert page.said() == ['page.yml:1: "title" is not in two languages']


def test_a_third_language_is_an_unknown_field(page: Page) -> None:
    page.entry('title: {uk: "Дорога", en: "Road", ru: "Дорога"}\n').text("title")
    assert page.said() == ['page.yml:1: unknown field "ru"']


def test_every_statement_is_remembered_with_its_line(page: Page) -> None:
    entry = page.entry(
        'title: {uk: "Д", en: "R"}\nsteps:\n  - name: {uk: "К", en: "S"}\n    note: {uk: "Н", en: "N"}\n'
    )
    entry.text("title")
    for inner in entry.entries("steps"):
        inner.text("name")
        inner.optional_text("note")
    assert [(text, place.line) for text, place in entry.texts_read()] == [
        (Text("Д", "R"), 1),
        (Text("К", "S"), 3),
        (Text("Н", "N"), 4),
    ]


# -- lists of mappings -----------------------------------------------------------------------------------------------


def test_a_single_mapping_counts_as_a_list_of_one(page: Page) -> None:
    assert [item.number("amount") for item in page.entry("cost: {amount: 5}\n").entries("cost")] == [5]


def test_an_item_that_is_no_mapping_is_told(page: Page) -> None:
    assert page.entry("cost:\n  - {amount: 5}\n  - 7\n").entries("cost")[1:] == ()
    assert page.said() == ['page.yml:3: an item of "cost" is a single value']


def test_an_empty_list_is_not_enough_where_one_is_required(page: Page) -> None:
    page.entry("steps: []\n").entries("steps", required=True)
    assert page.said() == ['page.yml:1: "steps" is an empty list']


def test_two_mappings_where_one_is_wanted_are_told_and_none_is_dropped_in_silence(page: Page) -> None:
    assert page.entry("known_as: [{uk: a}, {uk: b}]\n").entry("known_as") is None
    assert page.said() == ['page.yml:1: an item of "known_as" is a list']
