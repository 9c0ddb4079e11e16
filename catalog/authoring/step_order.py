"""Checking how steps point at each other: every `after` and `covers` exists, no circles."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from graphlib import CycleError, TopologicalSorter

from catalog.authoring.entries import Entry
from catalog.authoring.problems import choices
from catalog.situations import Situation


def note_order_problems(entry: Entry, situation: Situation) -> None:
    """Add a problem to the entry's file for each broken reference, repeated id and circle."""
    places = {step.id: item.place for step, item in zip(situation.steps, entry.entries("steps"))}
    ids = [step.id for step in situation.steps]
    for step in situation.steps:
        place = places[step.id]
        if ids.count(step.id) > 1:
            entry.problem(place, f'two steps are called "{step.id}"', "give each its own id")
        for field, targets in (("after", step.after), ("covers", step.covers)):
            for target in targets:
                if target not in ids:
                    found = f'"{field}" of "{step.id}" names no step: "{target}"'
                    entry.problem(place, found, choices(target, ids))
    waiting = {step.id: step.after for step in situation.steps}
    if circle := _circle(waiting):
        hint = "remove one `after` so that a person can start somewhere"
        entry.problem(places[circle[0]], "the steps wait for each other: " + " → ".join(circle), hint)
    covering = {step.id: step.covers for step in situation.steps}
    if circle := _circle(covering):
        hint = "remove one `covers` so that one of them remains to be done"
        entry.problem(places[circle[0]], "the steps cover each other: " + " → ".join(circle), hint)


def _circle(targets: Mapping[str, Sequence[str]]) -> Sequence[str]:
    """Steps that point at each other in a circle, first and last the same; empty when there is none."""
    try:
        TopologicalSorter(targets).prepare()
    except CycleError as error:
        circle: list[str] = error.args[1]
        return circle
    return ()
