"""Reminders in words: the choice of a day, what was agreed, the list, and the reminder itself."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from actions.act import Exchange, known_answers
from actions.compose.menu import ways_back
from actions.knowledge import Knowledge
from actions.reminders import OpenReminder, Reminder
from actions.state import DialogueState
from actions.wording import Wording, wording
from catalog.plan import PlannedStep
from catalog.situations import Deadline, Step
from channels.payload import Payload, tag_of
from channels.reply import Choice, Reply

#: How many days before a deadline we offer to remind.
LEADS = (7, 3)


def choices_of_day(exchange: Exchange, opened: OpenReminder, deadline: Deadline | None) -> tuple[Choice, ...]:
    """Days to choose from: before the deadline where it can be counted, else tomorrow, in a week, in a month."""
    words, today = exchange.words, exchange.today
    choices = []
    if deadline is not None and deadline.days is not None and opened.event is not None:
        last = opened.event + timedelta(days=deadline.days)
        for lead in LEADS:
            day = last - timedelta(days=lead)
            if day > today:
                choices.append(_day(words.say("button.days_before", n=lead, day=words.day(day)), day))
    if not choices:
        choices = [
            _day(words.say("button.tomorrow"), today + timedelta(days=1)),
            _day(words.say("button.in_a_week"), today + timedelta(days=7)),
            _day(words.say("button.in_a_month"), today + timedelta(days=30)),
        ]
        if deadline is not None and opened.event is None:
            choices.append(Choice(words.say("button.count_deadline"), str(Payload("remind_from", "event"))))
    return tuple(choices)


def agreed(reminder: Reminder, exchange: Exchange) -> Reply:
    """What was agreed, with its date, and how to take it back."""
    words = exchange.words
    text = words.say("remind.agreed", day=words.day(reminder.on), title=_title(reminder, exchange.knowledge, words))
    choices = (
        Choice(words.say("button.reminders"), str(Payload("reminders"))),
        Choice(words.say("button.cancel_this"), str(Payload("unremind", reminder.step, tag_of(reminder.situation)))),
        *ways_back(exchange)[:1],
    )
    return Reply(text=text, choices=choices)


def listed(reminders: Iterable[Reminder], exchange: Exchange) -> list[str]:
    words = exchange.words
    return [
        words.say("remind.line", number=number, day=words.day(one.on), title=_title(one, exchange.knowledge, words))
        for number, one in enumerate(reminders, start=1)
    ]


def stop_choice(words: Wording) -> Choice:
    return Choice(words.say("button.stop_reminders"), str(Payload("stop_reminders")))


def reminder_reply(reminder: Reminder, state: DialogueState, known: Knowledge) -> Reply | None:
    """The reminder as it reads on the day it is sent, from the catalogue of that day; None if the step is done.

    A step that the catalogue no longer has is not passed over in silence: the person relied on us. One that comes on a
    later day than was agreed says so: its deadline may be near.
    """
    words = wording(state.language)
    situation = known.catalogue.situation(reminder.situation)
    step = situation.step(reminder.step) if situation is not None else None
    if situation is None or step is None:
        choices = (Choice(words.say("button.list"), str(Payload("list"))), stop_choice(words))
        parts = [words.say("remind.gone"), *_late(reminder, known.today, words)]
        return Reply(text="\n\n".join(parts), choices=choices, language=state.language)
    if reminder.step in state.done(reminder.situation):
        return None
    answers = known_answers(situation, state.given(reminder.situation))
    plan = known.plan(situation, answers, state.done(reminder.situation))
    planned = plan.step(step.id)
    text = _told(step, planned, _late(reminder, known.today, words), words)
    return Reply(text=text, choices=_ways_on(reminder, planned is not None, words), language=state.language)


def _ways_on(reminder: Reminder, in_plan: bool, words: Wording) -> tuple[Choice, ...]:
    """To the step, if it still is one of this person's; else to its list."""
    if not in_plan:
        open_list = Choice(words.say("button.list"), str(Payload("situation", reminder.situation)))
        return (open_list, stop_choice(words))
    tag = tag_of(reminder.situation)
    return (
        Choice(words.say("button.open_reminded"), str(Payload("step", reminder.step, tag))),
        Choice(words.say("button.done"), str(Payload("done", reminder.step, tag))),
        Choice(words.say("button.remind_later"), str(Payload("remind", reminder.step, tag))),
    )


def _late(reminder: Reminder, today: date, words: Wording) -> list[str]:
    return [words.say("remind.late", day=words.day(reminder.on))] if today > reminder.on else []


def _told(step: Step, planned: PlannedStep | None, late: list[str], words: Wording) -> str:
    """The step, and its terms as they hold for this person."""
    shown = planned.step if planned is not None else step
    parts = [words.say("remind.now", title=words.of(shown.title)), *late, words.of(shown.summary)]
    parts.extend(words.say("remind.deadline", text=words.of(one.text)) for one in shown.deadline)
    parts.append(words.say("remind.how_to_stop"))
    return "\n\n".join(parts)


def _day(title: str, day: date) -> Choice:
    return Choice(title, str(Payload("remind_on", day.isoformat())))


def _title(reminder: Reminder, known: Knowledge, words: Wording) -> str:
    situation = known.catalogue.situation(reminder.situation)
    step = situation.step(reminder.step) if situation is not None else None
    return words.of(step.title) if step is not None else reminder.step
