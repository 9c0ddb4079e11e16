"""A mistake is told so that an editor can mend it."""

from __future__ import annotations

from catalog.authoring.problems import ContentError, Place, Problem, choices, repeated


def test_a_problem_says_where_what_and_how_to_mend_it() -> None:
    problem = Problem(Place("marriage.yml", 12), 'unknown field "cots"', "use one of: cost, deadline")
    assert str(problem) == 'marriage.yml:12: unknown field "cots"\n    use one of: cost, deadline'


def test_problems_are_listed_by_file_and_line_whatever_order_they_were_met_in() -> None:
    later, earlier = Problem(Place("a.yml", 20), "later", "…"), Problem(Place("a.yml", 3), "earlier", "…")
    other = Problem(Place("b.yml", 1), "other file", "…")
    error = ContentError([other, later, earlier])
    assert error.problems == (earlier, later, other)
    assert str(error).splitlines()[::2] == ["a.yml:3: earlier", "a.yml:20: later", "b.yml:1: other file"]


def test_the_likeliest_correction_comes_before_all_that_is_allowed() -> None:
    assert choices("docs", ["documents", "deadline"]).endswith("Allowed: deadline, documents")
    assert choices("deadlin", ["documents", "deadline"]).startswith('did you mean "deadline"?')


def test_nothing_is_guessed_when_nothing_is_close() -> None:
    assert choices("xyz", ["documents", "deadline"]) == "Allowed: deadline, documents"


def test_it_says_when_nothing_is_allowed() -> None:
    assert choices("anything", []) == "Allowed: nothing here"


def test_each_repeated_id_is_named_once() -> None:
    assert repeated(["a", "b", "a", "c", "a", "b"]) == ["a", "b"]
