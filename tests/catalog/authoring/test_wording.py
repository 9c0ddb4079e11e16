"""Texts name only rates that exist, and each stands in its own language."""

from __future__ import annotations

import pytest

from tests.catalog.content_folder import Content

SUMMARY = 'summary: {uk: "Подайте заяву до ЦНАП.", en: "File with the office."}'


def test_a_text_that_names_an_unknown_rate_is_told_where_it_stands(content: Content) -> None:
    problem = content.change('en: "a fine of {minimum_wage * 0.5} if late"', 'en: "a fine of {minimal_wage}"').problem()
    assert problem.found == 'no rate is called "minimal_wage"'
    assert problem.allowed == 'did you mean "minimum_wage"? Allowed: minimum_wage'
    assert str(problem.place) == f"moving-house.yml:{content.line_of('minimal_wage')}"


@pytest.mark.parametrize("mention", ["{minimum_wage x 2}", "{Minimum_wage}", "{minimum_wage * }", "{minimum_wage"])
def test_a_rate_written_wrongly_never_reaches_a_person_as_a_brace(content: Content, mention: str) -> None:
    problem = content.change("File with the office.", f"Pay {mention} first").problem()
    assert problem.found == f'a brace that is no rate: "Pay {mention} first"'
    assert problem.allowed == "write {minimum_wage} or {minimum_wage * 1.5}"
    assert problem.place.line == content.line_of(f"Pay {mention}")


@pytest.mark.parametrize(
    ("uk", "en", "found"),
    [
        ("Подайте заявление, это важно", "File it", 'Russian letters in "Подайте заявление, это важно"'),
        ("File with the office", "File with the office", 'not in Ukrainian: "File with the office"'),
        ("Подайте заяву", "Подайте заяву", 'not in English: "Подайте заяву"'),
    ],
)
def test_a_text_in_the_wrong_language_is_told(content: Content, uk: str, en: str, found: str) -> None:
    problem = content.change(SUMMARY, f'summary: {{uk: "{uk}", en: "{en}"}}').problem()
    assert problem.found == found
    assert problem.place.line == content.line_of(f'uk: "{uk}"')


@pytest.mark.parametrize(("uk", "en"), [("ЦНАП або Diia", "ЦНАП (the office)"), ("500", "500")])
def test_names_of_the_other_language_may_stand_in_a_text(content: Content, uk: str, en: str) -> None:
    assert content.change(SUMMARY, f'summary: {{uk: "{uk}", en: "{en}"}}').problems() == ()
