"""The scenarios of a content folder as one check: mistakes in them, plans that differ, and what they do not reach."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from catalog.authoring.content import SCENARIOS
from catalog.authoring.problems import Problem
from catalog.catalogue import Catalogue
from catalog.scenarios.people_file import read_people
from catalog.scenarios.reach import unreached
from catalog.scenarios.trial import Difference, Trial, try_out

HINT = "read the sources: either the scenario is wrong, or the `when` of the step"


def check_scenarios(catalogue: Catalogue, folder: Path, today: date) -> tuple[Problem, ...]:
    """Everything wrong with the scenarios in the folder, in the order of the files.

    A content folder without scenarios has nothing to check; one that has some must have them for every situation,
    every step and every answer.
    """
    if not (folder / SCENARIOS).is_dir():
        return ()
    problems: list[Problem] = []
    people = read_people(folder, catalogue, problems)
    broken = {problem.place.file for problem in problems}
    problems += [_problem(trial, one) for trial in try_out(people, catalogue, today) for one in trial.differences]
    problems += [one for one in unreached(people, catalogue) if one.place.file not in broken]
    return tuple(sorted(problems, key=lambda problem: problem.place))


def _problem(trial: Trial, difference: Difference) -> Problem:
    found = f"«{trial.scenario.who}» should get {difference.expected}; the plan says {difference.found}"
    return Problem(trial.scenario.place_of(difference.field), found, HINT)
