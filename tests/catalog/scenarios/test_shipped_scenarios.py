"""The people who try out what ships: each gets their list, and no step and no answer is left out."""

from __future__ import annotations

from catalog.authoring.content import CONTENT
from catalog.catalogue import Catalogue
from catalog.scenarios.check import check_scenarios
from catalog.scenarios.people_file import read_people
from tests.catalog.small import TODAY


def test_everybody_gets_what_the_sources_give_them(catalogue: Catalogue) -> None:
    assert [str(problem) for problem in check_scenarios(catalogue, CONTENT, TODAY)] == []


def test_there_are_people_for_every_situation(catalogue: Catalogue) -> None:
    people = read_people(CONTENT, catalogue, [])
    assert {one.situation for one in people} == {situation.id for situation in catalogue.situations}
    assert sum(len(one.scenarios) for one in people) >= 350
