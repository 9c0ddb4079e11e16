"""Texts and fields with their lines, so that a finding leads an editor to the spot."""

from __future__ import annotations

from catalog.authoring.problems import Place
from catalog.editorial.manuscript import read_manuscript, read_manuscripts
from catalog.text import Language
from tests.catalog.content_folder import SITUATION, Content


def test_every_text_is_met_in_both_languages_with_its_line(content: Content) -> None:
    manuscript = read_manuscripts(content.folder).of_situation("moving-house")
    (consent,) = [one for one in manuscript.passages if one.wording == "Попросіть власника про згоду."]
    assert consent.place == Place("moving-house.yml", content.line_of("Попросіть власника"))
    assert (consent.field, consent.language) == ("steps/get-consent/summary", Language.UKRAINIAN)
    by_language = [sum(one.language is language for one in manuscript.passages) for language in Language]
    assert by_language[0] == by_language[1]


def test_what_people_call_the_situation_is_no_text_to_judge(content: Content) -> None:
    manuscript = read_manuscript(content.folder / SITUATION)
    assert not any("переїхали" in one.wording for one in manuscript.passages)


def test_titles_of_situations_and_steps_are_headings_and_laws_are_official(content: Content) -> None:
    passages = read_manuscript(content.folder / SITUATION).passages
    headings = {one.wording for one in passages if one.is_heading and one.language is Language.ENGLISH}
    assert headings == {"Moving house", "Get the owner's consent", "Register the address"}
    assert {one.wording for one in passages if one.is_official} == {"Закон про адресу", "Law on addresses"}


def test_a_field_without_a_line_of_its_own_is_found_by_what_is_around_it(content: Content) -> None:
    manuscript = read_manuscript(content.folder / SITUATION)
    step = manuscript.place("steps", "register-address")
    assert step.line == content.line_of("- id: register-address")
    assert manuscript.place("steps", "register-address", "no-such-field") == step
    assert manuscript.place("nowhere").line == 1


def test_a_missing_file_is_an_empty_one(content: Content) -> None:
    assert read_manuscripts(content.folder).named("outages.yml").passages == ()
