"""How far a person is in a list."""

from __future__ import annotations

from actions.wording import Wording
from catalog.plan import Plan, PlannedStep, Standing


def progress_of(plan: Plan, words: Wording) -> str:
    """ "Done 2 of 7": steps that only may apply count once they are done."""
    done = sum(1 for step in plan.steps if step.standing is Standing.DONE)
    total = sum(1 for step in plan.steps if step.standing is not Standing.MAY_APPLY)
    return words.say("list.progress", n=total, done=done)


def unlocked(before: Plan, after: Plan) -> list[PlannedStep]:
    """The applying steps that waited for something before and wait for nothing now."""
    waited = {step.id for step in before.steps if step.waits_for}
    return [
        step
        for step in after.steps
        if step.id in waited and not step.waits_for and step.standing is Standing.APPLIES and step.covered_by is None
    ]
