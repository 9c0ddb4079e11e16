"""Scenarios: reading them, trying them out, and what they leave untried."""

from __future__ import annotations

from datetime import date

import pytest

from catalog.authoring.content import content_version
from catalog.authoring.problems import Problem
from catalog.editorial.findings import Rule
from catalog.editorial.gate import examine
from catalog.scenarios.check import check_scenarios
from catalog.scenarios.people_file import read_people
from catalog.scenarios.scenario import Sum
from tests.catalog.content_folder import SITUATION, Content
from tests.catalog.scenarios.conftest import PEOPLE
from tests.catalog.small import TODAY


def problems(content: Content) -> tuple[Problem, ...]:
    return check_scenarios(content.read(), content.folder, TODAY)


def test_people_who_get_what_they_should_raise_nothing(content: Content) -> None:
    assert problems(content) == ()


def test_a_person_is_read_with_everything_expected_of_them(content: Content) -> None:
    (people,) = read_people(content.folder, content.read(), [])
    lida, _, hanna, _ = people.scenarios
    assert lida.answers == {"owns_home": ("no",), "rented_from": ("company",)}
    assert lida.expected.applies == ("register-address", "get-consent")
    assert lida.expected.order == (("get-consent", "register-address"),)
    assert (lida.expected.cost, lida.expected.next_question) == (Sum(50.5, 50.5), "nothing")
    assert (hanna.today, hanna.expected.never) == (date(2026, 12, 1), ("get-consent",))


#: What an editor writes instead → what is said to them, and what is allowed there.
MISTAKES = [
    ("situation: moving-house", "situation: moving-out", '"moving-out" is not allowed for "situation"', "moving-house"),
    ("everyone: [register-address]", "everyone: [register-adress]", '"register-adress"', 'mean "register-address"'),
    ("rented_from: company", "rented_off: company", 'no circumstance is called "rented_off"', 'mean "rented_from"'),
    ("rented_from: company", "rented_from: firm", '"rented_from" has no value "firm"', "company, person, unknown"),
    ("rented_from: company", "rented_from: [company, person]", '"rented_from" has 2 answers here', "one value"),
    (
        'owns_home: "no", rented_from: company',
        'owns_home: "yes", rented_from: company',
        '"rented_from" is not asked of this person',
        "leave the answer out",
    ),
    ('today: "2026-12-01"', 'today: "1 грудня"', '"1 грудня" is not a day', "2026-01-31"),
    ("    never: [get-consent]", "    never: [register-address]", 'step "register-address" is named twice', "once"),
    ("[[get-consent, register-address]]", "[[get-consent]]", "1 steps in a pair", "[before, after]"),
    ("[[get-consent, register-address]]", "[get-consent]", 'an item of "order" is a single value', "[a, b]"),
    ("cost: 50.5", "cost: {least: 60, most: 50}", "60 to 50 is no range", "smaller"),
    ("cost: 50.5", "cost: unknown", '"cost" names no amount', "hryvnias"),
    ("next: owns_home", "next: owner", '"owner" is not allowed for "next"', "nothing"),
    ('who: "Юрій винаймає в людини"', 'who: "Ганна має своє"', "two people are «Ганна має своє»", "tells them apart"),
    ("    may_apply: [get-consent]", "    maybe: [get-consent]", 'unknown field "maybe"', "may_apply"),
]


@pytest.mark.parametrize(("good", "bad", "found", "allowed"), MISTAKES, ids=[mistake[2] for mistake in MISTAKES])
def test_a_mistake_is_told_with_its_line_and_what_is_allowed(
    content: Content, good: str, bad: str, found: str, allowed: str
) -> None:
    content.change(good, bad, PEOPLE)
    (problem,) = problems(content)
    assert problem.place.file == "scenarios/moving-house.yml"
    written = (content.folder / PEOPLE).read_text(encoding="utf-8").splitlines()
    before = [line for line in written[problem.place.line - 1 :] if line.strip()]
    assert bad.strip() in "\n".join(before), "the line told stands at the mistake, or at the person who has it"
    assert found in problem.found
    assert allowed in problem.allowed


def test_a_file_for_no_situation_is_told(content: Content) -> None:
    (content.folder / "scenarios/moving-huose.yml").write_text("situation: moving-huose\n", encoding="utf-8")
    (problem,) = problems(content)
    assert (problem.place.file, problem.place.line) == ("scenarios/moving-huose.yml", 1)
    assert 'did you mean "moving-house"?' in problem.allowed


#: A change of the expectation → the difference that must be noticed.
DIFFERENCES = [
    (
        "    never: [get-consent]",
        "    applies: [get-consent]",
        "get-consent: applies; the plan says get-consent: never",
    ),
    ("    may_apply: [get-consent]", "    applies: [get-consent]", "the plan says get-consent: may_apply"),
    ("    may_apply: [get-consent]\n", "", "get-consent: never; the plan says get-consent: may_apply"),
    ("[[get-consent, register-address]]", "[[register-address, get-consent]]", "register-address before get-consent"),
    ("cost: 50.5", "cost: {least: 50.5, most: 60}", "50.5 to 60; the plan says 50.5"),
    ("next: owns_home", "next: nothing", "nothing; the plan says owns_home"),
]


@pytest.mark.parametrize(("good", "bad", "found"), DIFFERENCES, ids=[one[2] for one in DIFFERENCES])
def test_a_list_that_differs_is_told(content: Content, good: str, bad: str, found: str) -> None:
    content.change(good, bad, PEOPLE)
    differing = [problem for problem in problems(content) if "should get" in problem.found]
    assert len(differing) == 1
    assert found in differing[0].found


def test_a_changed_condition_is_noticed_by_whoever_it_concerns(content: Content) -> None:
    content.change('    when: {owns_home: ["no"]}\n', '    when: {owns_home: ["yes"]}\n')
    told = [problem.found for problem in problems(content)]
    assert [name for name in ("Ліда", "Юрій", "Ганна", "Не сказала") if any(name in one for one in told)] == [
        "Ліда", "Юрій", "Ганна",
    ]  # fmt: skip


def test_what_nobody_tries_out_is_told(content: Content) -> None:
    content.change("rented_from: person", "rented_from: company", PEOPLE)
    (problem,) = problems(content)
    assert problem.found == 'nobody here answers "person" to "rented_from"'


def test_a_step_that_applies_to_nobody_is_told(content: Content) -> None:
    written = (content.folder / PEOPLE).read_text(encoding="utf-8")
    kept = written[: written.index('  - who: "Ліда')] + written[written.index('  - who: "Ганна') :]
    (content.folder / PEOPLE).write_text(kept, encoding="utf-8")
    assert 'the step "get-consent" applies to nobody here' in [problem.found for problem in problems(content)]


def test_a_situation_without_people_is_told_once_there_are_some(content: Content) -> None:
    (content.folder / PEOPLE).unlink()
    (problem,) = problems(content)
    assert problem.found == 'nobody tries out "moving-house"'
    (content.folder / "scenarios").rmdir()
    assert problems(content) == ()


def test_the_gate_stops_what_does_not_come_out(content: Content) -> None:
    assert examine(content.folder, TODAY).findings == ()
    content.change("cost: 50.5", "cost: 70", PEOPLE)
    (finding,) = examine(content.folder, TODAY).findings
    assert (finding.rule, finding.place.file) == (Rule.SCENARIO, "scenarios/moving-house.yml")
    assert finding.place.line == content.line_of("cost: 70", PEOPLE)
    assert "«Ліда винаймає у фірми» should get 70; the plan says 50.5" in finding.found


def test_the_catalogue_is_the_same_whoever_tries_it_out(content: Content) -> None:
    before = content_version(content.folder)
    content.change("cost: 50.5", "cost: 70", PEOPLE)
    assert content_version(content.folder) == before
    content.change("amount: 50.5", "amount: 70", SITUATION)
    assert content_version(content.folder) != before
