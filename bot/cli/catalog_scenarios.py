"""`signpost catalog scenarios [SITUATION]`: the people an editor thought of, with what they should get and do get."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

import click

from bot.cli.authored import content_option, read_or_fail
from bot.cli.output import json_option, print_json
from catalog.authoring.problems import Problem, choices
from catalog.catalogue import Catalogue
from catalog.plan import Plan
from catalog.scenarios.people_file import file_of, read_people
from catalog.scenarios.reach import unreached
from catalog.scenarios.trial import Trial, try_out


@click.command()
@click.argument("situation_id", metavar="SITUATION", required=False)
@content_option
@json_option
@click.option("--verbose", "-v", is_flag=True, help="Everybody with their list, not only those whose list differs.")
@click.option("--today", type=click.DateTime(["%Y-%m-%d"]), default=None, help="The day for people who name none.")
def scenarios(situation_id: str | None, content: Path, as_json: bool, verbose: bool, today: datetime | None) -> None:
    """Try the content out on people: the steps each should get beside those they do get.

    Exit code 1 when a list differs, a file has a mistake, or a step or an answer is tried out by nobody.
    """
    catalogue = read_or_fail(content, as_json)
    problems: list[Problem] = []
    people = read_people(content, catalogue, problems)
    if situation_id is not None:
        catalogue = _only(situation_id, catalogue)
        people = tuple(one for one in people if one.situation == situation_id)
        problems = [one for one in problems if one.place.file == file_of(situation_id)]
    trials = tuple(try_out(people, catalogue, today.date() if today else date.today()))
    if not problems:
        problems += unreached(people, catalogue)
    if as_json:
        print_json(as_data(trials, problems))
    else:
        _print(trials, problems, verbose)
    if problems or not all(trial.holds for trial in trials):
        raise click.exceptions.Exit(1)


def _only(situation_id: str, catalogue: Catalogue) -> Catalogue:
    situation = catalogue.situation(situation_id)
    if situation is None:
        known = [one.id for one in catalogue.situations]
        raise click.UsageError(f'no situation is called "{situation_id}"; {choices(situation_id, known)}')
    return replace(catalogue, situations=(situation,))


def as_data(trials: tuple[Trial, ...], problems: list[Problem]) -> dict[str, Any]:
    """The outcome as JSON values."""
    return {
        "ok": not problems and all(trial.holds for trial in trials),
        "people": len(trials),
        "problems": [
            {"file": one.place.file, "line": one.place.line, "found": one.found, "allowed": one.allowed}
            for one in problems
        ],
        "trials": [
            {
                "situation": trial.scenario.situation,
                "who": trial.scenario.who,
                "file": trial.scenario.place.file,
                "line": trial.scenario.place.line,
                "holds": trial.holds,
                "differences": [
                    {"field": one.field, "expected": one.expected, "found": one.found} for one in trial.differences
                ],
            }
            for trial in trials
        ],
    }


def _print(trials: tuple[Trial, ...], problems: list[Problem], verbose: bool) -> None:
    for problem in problems:
        click.echo(str(problem), err=True)
    for trial in trials:
        if trial.holds and not verbose:
            continue
        click.echo(f"{trial.scenario.place} {'holds  ' if trial.holds else 'DIFFERS'} {trial.scenario.who}")
        for one in trial.differences:
            click.echo(f"    {one.field}: expected {one.expected}; found {one.found}")
        if verbose:
            click.echo(_list_line(trial.plan))
    situations = len({trial.scenario.situation for trial in trials})
    differing = sum(1 for trial in trials if not trial.holds)
    click.echo(
        f"{len(trials)} people in {situations} situation(s): {len(trials) - differing} hold, {differing} differ."
    )


def _list_line(plan: Plan) -> str:
    """The plan in one line: what applies, and in brackets what may."""
    steps = (step.id if not step.depends_on else f"({step.id})" for step in plan.steps)
    return "    → " + (", ".join(steps) or "nothing")
