"""What the steps of a list give in money: the results that name a sum, or a share of one.

>>> names_a_sum("3000 грн на місяць на дитину"), names_a_sum("до 10 мільйонів гривень"), names_a_sum("витяг")
(True, True, False)
>>> names_a_sum("дві місячні пенсії померлого"), names_a_sum("50 % пенсії"), names_a_sum("2,5 прожиткового мінімуму")
(True, True, True)
"""

from __future__ import annotations

import re

from actions.compose.conditions import briefly
from actions.compose.step import StepComposer
from actions.wording import Wording
from catalog.plan import Plan, PlannedStep, Standing

_SUM = re.compile(
    r"\d[\d\s.,]*(?:тис\w*|млн|мільйон\w*)?\s*(?:грн|грив)|\d\s*% \w|"
    r"\b(?:\d[\d,]*|одн\w+|дв[аі]|три|чотири|п'ять)\s+(?:місячн|середн|прожитков|мінімальн)",
    re.IGNORECASE,
)


def names_a_sum(result: str) -> bool:
    return _SUM.search(result) is not None


def paying_steps(plan: Plan) -> list[PlannedStep]:
    """The steps still to do that give money, where our sources say how much."""
    return [planned for planned in plan.steps if planned.standing is not Standing.DONE and pays(planned)]


def pays(planned: PlannedStep) -> bool:
    # The Ukrainian wording is the one reviewed against the sources; the translation may name the currency its own way.
    return any(names_a_sum(output.title.uk) for output in planned.step.output)


def payments_in_words(steps: list[PlannedStep], plan: Plan, composer: StepComposer, words: Wording) -> str:
    """For each step a line with its title and, where it is not certain, its condition; under it what it gives."""
    lines = [words.say("ask.sums")]
    for planned in steps:
        title = words.of(planned.step.title)
        if planned.standing is Standing.MAY_APPLY:
            title = f"{title} ({briefly(planned, plan, words)})"
        lines.append(words.say("ask.sum_step", number=planned.number, title=title))
        lines.extend(
            words.say("ask.sum", text=item.text)
            for section in composer.sections(planned)
            if section.aspect == "result"
            for item in section.items
        )
    return "\n".join(lines)
