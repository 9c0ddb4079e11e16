"""Steps point at each other only where there is something to point at, and never in a circle."""

from __future__ import annotations

from tests.catalog.content_folder import Content

CONSENT = '    when: {owns_home: ["no"]}\n'


def test_a_step_that_comes_after_one_that_does_not_exist_is_told(content: Content) -> None:
    problem = content.change("after: [get-consent]", "after: [get-consnt]").problem()
    assert problem.found == '"after" of "register-address" names no step: "get-consnt"'
    assert problem.allowed == 'did you mean "get-consent"? Allowed: get-consent, register-address'
    assert str(problem.place) == f"moving-house.yml:{content.line_of('- id: register-address')}"


def test_a_step_that_covers_one_that_does_not_exist_is_told(content: Content) -> None:
    problem = content.change("after: [get-consent]", "covers: [nothing]").problem()
    assert problem.found == '"covers" of "register-address" names no step: "nothing"'


def test_two_steps_with_one_id_are_told(content: Content) -> None:
    content.change("- id: get-consent", "- id: register-address").change("after: [get-consent]", "optional: true")
    assert {problem.found for problem in content.problems()} == {'two steps are called "register-address"'}


def test_steps_that_wait_for_each_other_are_told_as_a_circle(content: Content) -> None:
    problem = content.change(CONSENT, f"{CONSENT}    after: [register-address]\n").problem()
    assert problem.found.startswith("the steps wait for each other: ")
    assert problem.found.count("→") == 2
    assert problem.allowed == "remove one `after` so that a person can start somewhere"
    assert problem.place.file == "moving-house.yml"
    assert problem.place.line in (content.line_of("- id: get-consent"), content.line_of("- id: register-address"))


def test_a_step_that_waits_for_itself_is_told(content: Content) -> None:
    problem = content.change("after: [get-consent]", "after: [register-address]").problem()
    assert problem.found == "the steps wait for each other: register-address → register-address"


def test_steps_that_cover_each_other_are_told_because_none_would_remain(content: Content) -> None:
    content.change(CONSENT, f"{CONSENT}    covers: [register-address]\n")
    problem = content.change("after: [get-consent]", "covers: [get-consent]").problem()
    assert problem.found.startswith("the steps cover each other: ")


def test_a_step_that_covers_another_is_fine(content: Content) -> None:
    assert content.change("after: [get-consent]", "covers: [get-consent]").problems() == ()
