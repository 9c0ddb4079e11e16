"""Contradictions in a situation: what can never apply, what changes nothing, prices nobody can tell apart."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations

from catalog.catalogue import Catalogue
from catalog.certainty import can_change, relevant
from catalog.conditions import ALWAYS, All, Condition, groups_in
from catalog.editorial.findings import Finding, Rule
from catalog.editorial.manuscript import Manuscript, Manuscripts
from catalog.editorial.worlds import can_hold
from catalog.situations import Cost, Situation, Step

#: The fields of a step whose items may have a condition of their own.
CONDITIONAL_FIELDS = ("channels", "documents", "cost", "processing_time", "deadline", "output", "pitfalls")


def logic_findings(catalogue: Catalogue, manuscripts: Manuscripts) -> Iterator[Finding]:
    for situation in catalogue.situations:
        manuscript = manuscripts.of_situation(situation.id)
        yield from _never_applying(situation, manuscript)
        yield from _never_together(situation, manuscript)
        yield from _idle(situation, manuscript)
        yield from _prices_untold(situation, manuscript)
    yield from _fee_conflicts(catalogue, manuscripts)


def _finding(rule: Rule, manuscript: Manuscript, path: tuple[str, ...], found: str) -> Finding:
    return Finding(manuscript.place(*path), rule, "/".join(path), found)


def _never_applying(situation: Situation, manuscript: Manuscript) -> Iterator[Finding]:
    for one in situation.circumstances:
        if one.ask_when is not ALWAYS and not can_hold(one.ask_when, situation):
            path = ("circumstances", one.id, "ask_when")
            yield _finding(Rule.NEVER_ASKED, manuscript, path, f'"{one.id}" is asked of nobody')
    for step in situation.steps:
        if not can_hold(step.when, situation):
            path = ("steps", step.id, "when")
            yield _finding(Rule.NEVER_APPLIES, manuscript, path, f'the step "{step.id}" applies to nobody')
            continue
        for item_path, condition in _item_conditions(step):
            if not can_hold(All((step.when, condition)), situation):
                found = f'this item of "{step.id}" applies to nobody whom the step concerns'
                yield _finding(Rule.NEVER_APPLIES, manuscript, item_path, found)


def _item_conditions(step: Step) -> Iterator[tuple[tuple[str, ...], Condition]]:
    for field in CONDITIONAL_FIELDS:
        for number, item in enumerate(getattr(step, field)):
            if item.when is not ALWAYS:
                yield ("steps", step.id, field, str(number)), item.when


def _never_together(situation: Situation, manuscript: Manuscript) -> Iterator[Finding]:
    for step in situation.steps:
        for field, targets in (("after", step.after), ("covers", step.covers)):
            for target in (situation.step(name) for name in targets):
                if target is not None and not can_hold(All((step.when, target.when)), situation):
                    found = f'"{step.id}" and "{target.id}" in its `{field}` never apply to the same person'
                    yield _finding(Rule.NEVER_TOGETHER, manuscript, ("steps", step.id, field), found)


def _idle(situation: Situation, manuscript: Manuscript) -> Iterator[Finding]:
    conditions = list(_all_conditions(situation))
    for one in situation.circumstances:
        naming = [condition for condition in conditions if one.id in condition.circumstances()]
        if not any(can_change(one.id, condition, *relevant(condition, situation, {})) for condition in naming):
            found = f'no condition depends on "{one.id}"'
            yield _finding(Rule.IDLE_CIRCUMSTANCE, manuscript, ("circumstances", one.id), found)
            continue
        groups = [
            group.values for condition in naming for group in groups_in(condition) if group.circumstance == one.id
        ]
        for first, second in _alike([value.id for value in one.values], groups):
            path = ("circumstances", one.id, "values", second)
            found = f'"{first}" and "{second}" of "{one.id}" change nothing against each other'
            yield _finding(Rule.IDLE_VALUE, manuscript, path, found)


def _all_conditions(situation: Situation) -> Iterator[Condition]:
    for one in situation.circumstances:
        yield one.ask_when
    for step in situation.steps:
        yield step.when
        yield from (condition for _, condition in _item_conditions(step))


def _alike(values: Sequence[str], groups: Iterable[Sequence[str]]) -> Iterator[tuple[str, str]]:
    """Values that stand in the same groups, each with the first of its like."""
    first: dict[tuple[bool, ...], str] = {}
    listed = list(groups)
    for value in values:
        signature = tuple(value in group for group in listed)
        if signature in first:
            yield first[signature], value
        else:
            first[signature] = value


def _prices_untold(situation: Situation, manuscript: Manuscript) -> Iterator[Finding]:
    for step in situation.steps:
        for (_, one), (number, other) in combinations(enumerate(step.cost), 2):
            told_apart = one.note != other.note or one.amount == other.amount
            if not told_apart and can_hold(All((step.when, one.when, other.when)), situation):
                path = ("steps", step.id, "cost", str(number))
                found = f"{_sum(one)} and {_sum(other)} at once, with nothing to tell them apart"
                yield _finding(Rule.PRICES_UNTOLD, manuscript, path, found)


def _sum(cost: Cost) -> str:
    return "unknown" if cost.amount is None else f"{cost.amount:g}"


def _fee_conflicts(catalogue: Catalogue, manuscripts: Manuscripts) -> Iterator[Finding]:
    """Steps of one and the same service with different plain prices, each told to everybody."""
    first: dict[str, tuple[str, Step]] = {}
    for situation in catalogue.situations:
        for step in situation.steps:
            if not _has_plain_price(step):
                continue
            (service,) = step.services
            earlier_in, earlier = first.setdefault(service, (situation.id, step))
            if earlier.cost[0].amount != step.cost[0].amount:
                found = f'{_sum(step.cost[0])} for "{service}", {_sum(earlier.cost[0])} in {earlier_in}/{earlier.id}'
                path = ("steps", step.id, "cost")
                yield _finding(Rule.FEE_CONFLICT, manuscripts.of_situation(situation.id), path, found)


def _has_plain_price(step: Step) -> bool:
    """Whether the step is one service at one known price, without note or condition."""
    if len(step.services) != 1 or len(step.cost) != 1:
        return False
    (cost,) = step.cost
    return cost.amount is not None and cost.note is None and cost.when is ALWAYS
