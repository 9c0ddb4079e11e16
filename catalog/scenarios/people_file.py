"""Reading `scenarios/<situation>.yml`: the people on whom one situation is tried out.

situation: birth-of-child
everyone: [get-medical-birth-document]
people:
  - who: "Оля, не розписана, народила вдома"
    answers: {parents_married: "no", place_of_birth: home_or_outside_hospital}
    applies: [record-father-unmarried, register-birth]
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from catalog.authoring.content import SCENARIOS
from catalog.authoring.entries import Entry
from catalog.authoring.files import open_file
from catalog.authoring.problems import Place, Problem, choices, repeated
from catalog.catalogue import Catalogue
from catalog.certainty import NOT_APPLICABLE, with_pointless_questions
from catalog.conditions import DONT_KNOW, Answers
from catalog.scenarios.scenario import NOTHING_TO_ASK, Expected, People, Scenario, Sum
from catalog.situations import Situation

#: Fields of a person that name steps; a step may stand in one of them only.
STEP_FIELDS = ("applies", "may_apply", "never")


def file_of(situation_id: str) -> str:
    """How the file of a situation is named in messages: its situation has a file of the same name."""
    return f"{SCENARIOS}/{situation_id}.yml"


def read_people(folder: Path, catalogue: Catalogue, problems: list[Problem]) -> tuple[People, ...]:
    """The scenarios of a content folder. Mistakes are added to `problems`; files without any are returned."""
    found = (_read_file(path, catalogue, problems) for path in sorted((folder / SCENARIOS).glob("*.yml")))
    return tuple(people for people in found if people is not None)


def _read_file(path: Path, catalogue: Catalogue, problems: list[Problem]) -> People | None:
    mistakes: list[Problem] = []
    situation = catalogue.situation(path.stem)
    if situation is None:
        hint = choices(path.stem, [one.id for one in catalogue.situations])
        mistakes.append(Problem(Place(path.name, 1), f'no situation is called "{path.stem}"', hint))
        people = None
    else:
        people = _read_people(path, situation, mistakes)
    problems.extend(replace(mistake, place=_in_folder(mistake.place)) for mistake in mistakes)
    return None if mistakes else people


def _in_folder(place: Place) -> Place:
    """The file has the name of its situation's; the folder tells the two apart."""
    return place if place.file.startswith(f"{SCENARIOS}/") else Place(f"{SCENARIOS}/{place.file}", place.line)


def _read_people(path: Path, situation: Situation, problems: list[Problem]) -> People | None:
    entry = open_file(path, problems)
    if entry is None:
        return None
    entry.word("situation", allowed=[situation.id])
    everyone = entry.words("everyone", allowed=[step.id for step in situation.steps])
    scenarios = tuple(_read_person(one, situation, everyone) for one in entry.entries("people", required=True))
    entry.close()
    for who in repeated([scenario.who for scenario in scenarios]):
        entry.problem(entry.place_of("people"), f"two people are «{who}»", "say what tells them apart")
    return People(situation.id, Place(file_of(situation.id), 1), scenarios)


def _read_person(entry: Entry, situation: Situation, everyone: Sequence[str]) -> Scenario:
    steps = [step.id for step in situation.steps]
    named = {field: entry.words(field, allowed=steps) for field in STEP_FIELDS}
    for step in repeated([*everyone, *(step for field in STEP_FIELDS for step in named[field])]):
        hint = f'name it once: in one of {", ".join(STEP_FIELDS)}, or in "everyone" of the file'
        entry.problem(entry.place, f'the step "{step}" is named twice for this person', hint)
    scenario = Scenario(
        situation=situation.id,
        who=entry.word("who"),
        answers=_answers(entry, situation),
        today=_day(entry),
        expected=Expected(
            applies=(*everyone, *named["applies"]),
            may_apply=named["may_apply"],
            never=named["never"],
            order=_order(entry, steps),
            cost=_cost(entry),
            next_question=_next_question(entry, situation),
        ),
        place=_in_folder(entry.place),
        places={field: _in_folder(entry.place_of(field)) for field in entry.fields()},
    )
    entry.close()
    return scenario


def _answers(entry: Entry, situation: Situation) -> Answers:
    """What the person answered; an answer to a question that is not put to them is a mistake."""
    inner = entry.entry("answers")
    if inner is None:
        return {}
    answers = {
        name: tuple(values)
        for name, values, place in inner.value_lists()
        if _fits(inner, situation, name, values, place)
    }
    for name in answers:
        others = {other: values for other, values in answers.items() if other != name}
        if with_pointless_questions(situation, others).get(name) == (NOT_APPLICABLE,):
            hint = "leave the answer out, or change the answer that makes the question pointless"
            entry.problem(inner.place_of(name), f'"{name}" is not asked of this person', hint)
    return answers


def _fits(entry: Entry, situation: Situation, name: str, values: Sequence[str], place: Place) -> bool:
    """Whether the question exists and may be answered so; if not, the problem is noted."""
    circumstance = situation.circumstance(name)
    if circumstance is None:
        hint = choices(name, [one.id for one in situation.circumstances])
        entry.problem(place, f'no circumstance is called "{name}"', hint)
        return False
    allowed = [*(value.id for value in circumstance.values), DONT_KNOW]
    for value in values:
        if value not in allowed:
            entry.problem(place, f'"{name}" has no value "{value}"', choices(value, allowed))
    if len(values) != 1 and not circumstance.multiple:
        entry.problem(
            place, f'"{name}" has {len(values)} answers here', "write one value: one is all a person may choose"
        )
    return True


def _day(entry: Entry) -> date | None:
    if not entry.has("today"):
        return None
    word = entry.word("today")
    try:
        return date.fromisoformat(word)
    except ValueError:
        entry.problem(entry.place_of("today"), f'"{word}" is not a day', "write 2026-01-31")
        return None


def _order(entry: Entry, steps: Sequence[str]) -> tuple[tuple[str, str], ...]:
    pairs = []
    for pair in entry.word_lists("order", allowed=steps):
        if len(pair) == 2:
            pairs.append((pair[0], pair[1]))
        else:
            entry.problem(entry.place_of("order"), f"{len(pair)} steps in a pair", "write [before, after]")
    return tuple(pairs)


def _cost(entry: Entry) -> Sum | None:
    """One amount, or `{least: …, most: …}` where steps have alternatives."""
    if not entry.has("cost"):
        return None
    if entry.is_word("cost"):
        return _sum(entry, "cost", "cost")
    inner = entry.entry("cost")
    if inner is None:
        return None
    found = _sum(inner, "least", "most")
    inner.close()
    return found


def _sum(entry: Entry, least: str, most: str) -> Sum | None:
    found = {field: entry.number(field) for field in (least, most)}
    for field, amount in found.items():
        if amount is None:
            entry.problem(entry.place_of(field), f'"{field}" names no amount', "write hryvnias: 49.92")
    low, high = found[least] or 0.0, found[most] or 0.0
    if low > high:
        entry.problem(entry.place_of(least), f"{low:g} to {high:g} is no range", "write the smaller amount as `least`")
    return Sum(low, high)


def _next_question(entry: Entry, situation: Situation) -> str | None:
    if not entry.has("next"):
        return None
    return entry.word("next", allowed=[*(one.id for one in situation.circumstances), NOTHING_TO_ASK])
