"""The whole content folder, all or nothing."""

from __future__ import annotations

import pytest

from catalog.authoring.content import content_version, read_content
from catalog.authoring.problems import ContentError
from tests.catalog.content_folder import SITUATION, Content


def test_a_folder_without_mistakes_is_read(content: Content) -> None:
    assert [situation.id for situation in content.read().situations] == ["moving-house"]


def test_situations_are_read_in_the_order_of_their_names(content: Content) -> None:
    written = (content.folder / SITUATION).read_text(encoding="utf-8")
    for name in ("b-second", "a-first"):
        other = written.replace("id: moving-house", f"id: {name}")
        (content.folder / "situations" / f"{name}.yml").write_text(other, encoding="utf-8")
    assert [situation.id for situation in content.read().situations] == ["a-first", "b-second", "moving-house"]


def test_several_mistakes_in_several_files_are_listed_at_once_and_each_once(content: Content) -> None:
    content.change("topic: housing", "topic: houses")
    content.change("confidence: high", "confidence: sure")
    content.change('en: "a fine of {minimum_wage * 0.5} if late"', 'en: "a fine of {wage}"')
    content.change("for: [crisis]", "for: [danger]", "contacts.yml")
    content.change("00034,00034,", "00034,34,", "services.csv")
    assert [(problem.place.file, problem.found) for problem in content.problems()] == [
        ("contacts.yml", '"danger" is not allowed for "for"'),
        ("moving-house.yml", '"houses" is not allowed for "topic"'),
        ("moving-house.yml", '"sure" is not allowed for "confidence"'),
        ("moving-house.yml", 'no rate is called "wage"'),
        ("services.csv", 'the identifier is "34"'),
    ]


def test_one_mistake_is_enough_for_nothing_to_be_returned(content: Content) -> None:
    content.change("topic: housing", "topic: houses")
    with pytest.raises(ContentError, match=r"moving-house\.yml:\d+: .*houses"):
        read_content(content.folder)


def test_a_situation_that_is_not_yaml_does_not_hide_the_mistakes_of_the_others(content: Content) -> None:
    (content.folder / "situations" / "broken.yml").write_text("id: [", encoding="utf-8")
    content.change("topic: housing", "topic: houses")
    assert [problem.place.file for problem in content.problems()] == ["broken.yml", "moving-house.yml"]


@pytest.mark.parametrize("file", ["topics.yml", "rates.yml", "services.csv", "glossary.yml", "contacts.yml"])
def test_a_file_that_is_missing_is_told(content: Content, file: str) -> None:
    (content.folder / file).unlink()
    assert (file, "the file is missing") in [(problem.place.file, problem.found) for problem in content.problems()]


def test_the_version_changes_exactly_when_an_authored_text_does(content: Content) -> None:
    before = content_version(content.folder)
    (content.folder / "notes.txt").write_text("not content", encoding="utf-8")
    assert content_version(content.folder) == before
    content.change("Do not be late.", "Do not be too late.")
    changed = content_version(content.folder)
    assert changed != before
    content.change("Do not be too late.", "Do not be late.")
    assert content_version(content.folder) == before


def test_the_version_changes_when_a_file_is_renamed(content: Content) -> None:
    before = content_version(content.folder)
    (content.folder / SITUATION).rename(content.folder / "situations" / "moving.yml")
    assert content_version(content.folder) != before
