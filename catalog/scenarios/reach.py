"""What no scenario reaches: situations without people, steps nobody is given, answers nobody gives."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from catalog.authoring.problems import Place, Problem
from catalog.catalogue import Catalogue
from catalog.scenarios.people_file import file_of
from catalog.scenarios.scenario import People
from catalog.situations import Situation


def unreached(people: Sequence[People], catalogue: Catalogue) -> Iterator[Problem]:
    """A problem for each situation, step and answer that the scenarios leave untried."""
    written = {one.situation: one for one in people}
    for situation in catalogue.situations:
        if situation.id not in written:
            place = Place(file_of(situation.id), 1)
            yield Problem(place, f'nobody tries out "{situation.id}"', "write the people of this situation here")
        else:
            yield from _untried(situation, written[situation.id])


def _untried(situation: Situation, people: People) -> Iterator[Problem]:
    given = {step for scenario in people.scenarios for step in scenario.expected.applies}
    for step in situation.steps:
        if step.id not in given:
            hint = "add a person to whom it applies"
            yield Problem(people.place, f'the step "{step.id}" applies to nobody here', hint)
    answered = {
        (name, value)
        for scenario in people.scenarios
        for name, values in scenario.answers.items()
        for value in values
    }  # fmt: skip
    for circumstance in situation.circumstances:
        for value in circumstance.values:
            if (circumstance.id, value.id) not in answered:
                found = f'nobody here answers "{value.id}" to "{circumstance.id}"'
                yield Problem(people.place, found, "add a person who does, or let one of them answer so")
