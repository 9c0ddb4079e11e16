"""Reading a condition: `always`, or a mapping of circumstances to values with `any:`, `all:` and `not:` inside.

    when: {parents_married: ["no"], any: [{place_of_birth: [home]}, {age_of_child: [older]}]}

Every line of the mapping must hold; a circumstance holds when its answer is one of the listed values.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from catalog.authoring.entries import Entry
from catalog.authoring.problems import choices
from catalog.conditions import ALWAYS, All, Among, Any, Condition, Not

#: Circumstance id → its value ids, for checking references.
KnownValues = Mapping[str, Sequence[str]]


def read_condition(entry: Entry, field: str, known: KnownValues) -> Condition:
    """The condition in `entry`'s field; `always` when absent."""
    if not entry.has(field):
        return ALWAYS
    if entry.is_word(field):
        entry.word(field, allowed=["always"])
        return ALWAYS
    inner = entry.entry(field)
    return _all_of(inner, known) if inner is not None else ALWAYS


def _all_of(entry: Entry, known: KnownValues) -> Condition:
    parts: list[Condition] = []
    if entry.has("any"):
        parts.append(Any(tuple(_all_of(part, known) for part in entry.entries("any", required=True))))
    if entry.has("all"):
        parts.append(All(tuple(_all_of(part, known) for part in entry.entries("all", required=True))))
    negated = entry.entry("not") if entry.has("not") else None
    if negated is not None:
        parts.append(Not(_all_of(negated, known)))
    for circumstance, values, place in entry.value_lists():
        if circumstance not in known:
            entry.problem(place, f'no circumstance is called "{circumstance}"', choices(circumstance, known))
            continue
        if not values:
            entry.problem(place, f'"{circumstance}" has no values here', choices("", known[circumstance]))
        for value in values:
            if value not in known[circumstance]:
                hint = choices(value, known[circumstance])
                entry.problem(place, f'"{circumstance}" has no value "{value}"', hint)
        parts.append(Among(circumstance, tuple(values)))
    return parts[0] if len(parts) == 1 else All(tuple(parts))
