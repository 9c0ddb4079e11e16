"""A situation file: its own fields and its circumstances."""

from __future__ import annotations

import pytest

from catalog.conditions import ALWAYS
from catalog.situations import Audience, KnownAs
from catalog.text import Text
from tests.catalog.content_folder import SITUATION, Content
from tests.catalog.small import answered


def test_a_situation_is_read_with_everything_an_editor_wrote(content: Content) -> None:
    (read,) = content.read().situations
    assert (read.id, read.audience, read.topic) == ("moving-house", Audience.CITIZEN, "housing")
    assert read.title == Text("Переїзд", "Moving house")
    assert read.known_as == KnownAs(("переїхали в іншу квартиру",), ("переехали",), ("we moved",))
    assert read.not_covered == (Text("Переїзд за кордон", "Moving abroad"),)


def test_circumstances_are_read_with_their_values_and_when_to_ask(content: Content) -> None:
    owns, rented = content.read().situations[0].circumstances
    assert [value.id for value in owns.values] == ["yes", "no"]
    assert owns.values[1].phrase == Text("житло чуже", "the home is not yours")
    assert owns.why == Text("Від цього залежать папери.", "The papers depend on it.")
    assert (owns.ask_when, owns.multiple) == (ALWAYS, False)
    assert (rented.why, rented.ask_when) == (None, answered("owns_home", "no"))


@pytest.mark.parametrize(
    ("old", "new", "found", "allowed"),
    [
        ("id: moving-house", "id: moving", 'the id is "moving"', '"moving-house"'),
        ("topic: housing", "topic: houses", '"houses" is not allowed for "topic"', "Allowed: documents, housing"),
        ("audience: citizen", "audience: people", '"people" is not allowed for "audience"', "business, citizen"),
        ("topic: housing", "topik: housing", 'the field "topic" is missing', "add `topic: …` here"),
        ('  ru: ["переехали"]', '  pl: ["przeprowadzka"]', 'unknown field "pl"', "Allowed: en, ru, uk"),
        (
            'title: {uk: "Переїзд", en: "Moving house"}',
            'title: {uk: "Переїзд"}',
            'the translation "en" is missing',
            "write both uk: … and en: …",
        ),
    ],
)
def test_a_mistake_in_a_field_is_told_where_it_stands(
    content: Content, old: str, new: str, found: str, allowed: str
) -> None:
    said = {problem.found: problem for problem in content.change(old, new).problems()}
    assert found in said
    assert said[found].place.file == "moving-house.yml"
    if "missing" not in found or "translation" in found:
        assert said[found].place.line == content.line_of(new)
    assert allowed in said[found].allowed


def test_an_unknown_field_is_told_with_the_likeliest_suggestion(content: Content) -> None:
    content.change("not_covered:", "not_coverd:")
    problem = content.problem()
    assert problem.found == 'unknown field "not_coverd"'
    assert problem.allowed.startswith('did you mean "not_covered"? Allowed: ')
    assert problem.place.line == content.line_of("not_coverd:")


def test_a_bare_yes_as_a_value_is_told(content: Content) -> None:
    problem = content.change('- id: "yes"', "- id: yes").problem()
    assert str(problem.place) == f"moving-house.yml:{content.line_of('- id: yes')}"
    assert (problem.found, problem.allowed) == ('bare yes in "id" means true or false to YAML', 'quote it: "yes"')


def test_the_word_for_i_do_not_know_cannot_be_a_value(content: Content) -> None:
    problem = content.change("- id: person", "- id: unknown").problem()
    assert problem.found == '"unknown" cannot be a value'
    assert problem.place.line == content.line_of("- id: unknown")


def test_a_circumstance_needs_two_values(content: Content) -> None:
    spoiled = content.change(
        """\
      - id: person
        title: {uk: "У людини", en: "A person"}
        phrase: {uk: "здає людина", en: "a person lets it"}
""",
        "",
    )
    problem = spoiled.problem()
    assert problem.found == '"rented_from" has fewer than two values'
    assert problem.place.line == content.line_of("- id: rented_from")


def test_a_circumstance_without_any_values_is_told(content: Content) -> None:
    text = content.folder / SITUATION
    written = text.read_text(encoding="utf-8")
    start, end = written.index("    values:\n      - id: person"), written.index("steps:\n")
    text.write_text(written[:start] + "    values: []\n" + written[end:], encoding="utf-8")
    assert '"values" is an empty list' in [problem.found for problem in content.problems()]


def test_two_circumstances_need_two_names(content: Content) -> None:
    spoiled = content.change("- id: rented_from", "- id: owns_home").change("{rented_from: [company]}", "always")
    assert 'two circumstances are called "owns_home"' in [problem.found for problem in spoiled.problems()]


def test_two_values_need_two_names(content: Content) -> None:
    problem = content.change("- id: person", "- id: company").problem()
    assert problem.found == 'two values of "rented_from" are called "company"'


@pytest.mark.parametrize(("old", "new"), [("- id: person", "- id: Person"), ("- id: person", "- id: a-person")])
def test_a_value_id_that_no_button_can_carry_is_told(content: Content, old: str, new: str) -> None:
    problem = content.change(old, new).problem()
    assert problem.place.line == content.line_of(new)
    assert problem.found.endswith("cannot be an id")
    assert problem.allowed == "use small Latin letters, digits and underscores"


def test_a_question_and_answer_too_long_for_a_button_are_told(content: Content) -> None:
    long = "a_person_whom_we_have_known_for_a_very_long_time"
    problem = content.change("- id: person", f"- id: {long}").problem()
    assert problem.found == f'"rented_from" and "{long}" are too long together'
    assert problem.place.line == content.line_of(long)


def test_an_unknown_circumstance_is_told_with_those_there_are(content: Content) -> None:
    content.change('ask_when: {owns_home: ["no"]}', 'ask_when: {own_home: ["no"]}')
    problem = content.problem()
    assert problem.found == 'no circumstance is called "own_home"'
    assert problem.allowed == 'did you mean "owns_home"? Allowed: owns_home, rented_from'
    assert problem.place.line == content.line_of("own_home")


def test_an_unknown_value_is_told_with_those_there_are(content: Content) -> None:
    problem = content.change('ask_when: {owns_home: ["no"]}', "ask_when: {owns_home: [never]}").problem()
    assert problem.found == '"owns_home" has no value "never"'
    assert problem.allowed == "Allowed: no, yes"
    assert problem.place.line == content.line_of("never")


def test_a_situation_without_steps_is_told(content: Content) -> None:
    path = content.folder / SITUATION
    written = path.read_text(encoding="utf-8")
    path.write_text(written[: written.index("steps:\n")] + "steps: []\n", encoding="utf-8")
    problem = content.problem()
    assert (problem.found, problem.place.line) == ('"steps" is an empty list', content.line_of("steps: []"))
