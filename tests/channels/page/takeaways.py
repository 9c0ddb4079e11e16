"""Lists for the tests: made without a catalogue."""

from __future__ import annotations

from datetime import date

from channels.page.takeaway import Counting, LastDay, Takeaway, TakeawayStep
from channels.reply import Item, Section, StepCard, StepStatus, Total

MADE_ON = date(2026, 11, 25)
SINCE = date(2026, 11, 20)


def step(number: int, *, words: str = "папір", last_days: tuple[LastDay, ...] = ()) -> TakeawayStep:
    card = StepCard(
        situation="birth-of-child",
        id=f"step-{number}",
        number=number,
        title=f"Крок номер {number}",
        summary="Навіщо це.",
        status=StepStatus.APPLIES,
        sections=(Section("documents", "Які документи", (Item(words),)), Section("law", "Підстава", (Item("закон"),))),
        sources=(Item("minjust.gov.ua", "https://minjust.gov.ua/m"),),
        checked="Перевірено: лютий 2026",
    )
    counting = Counting(tuple(last.term for last in last_days), SINCE, last_days) if last_days else None
    return TakeawayStep(card, counting=counting)


def takeaway(*steps: TakeawayStep) -> Takeaway:
    return Takeaway(
        situation="birth-of-child",
        language="uk",
        title="Народилася дитина",
        summary="Що оформити.",
        made_on=MADE_ON,
        steps=steps,
        totals=(Total("money", "Гроші", "безоплатно"),),
        answers=("батьки не одружені",),
        not_covered=("Про аліменти",),
    )
