"""Reminders of a step: asked for, arranged in a question or two, listed, cancelled. Never sent unasked for.

A day can be told at once («нагадай 5 грудня»), chosen by a button, or counted back from the deadline once the person
says when the event was. What was agreed is said back with its date.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from actions.act import Act, Exchange, Outcome
from actions.compose.menu import ways_back
from actions.compose.reminder import agreed, choices_of_day, listed, stop_choice
from actions.dates import NoSuchDay, read_day, read_lead
from actions.outcomes.open_question import ask_what_happened
from actions.reminders import OpenReminder, Reminder, Wanted
from actions.state import DialogueState, Expecting
from catalog.plan import Plan, PlannedStep, Standing
from catalog.situations import Deadline
from channels.conversation import TurnStatus
from channels.payload import Payload, tag_of
from channels.reply import Choice, Reply

#: Nobody remembers why a bot writes after so many days; further ahead we would rather not promise anything.
FARTHEST_DAYS = 730
#: At most so many reminders at a time.
MOST = 20
#: A message with more words is a new story rather than a day.
LONGEST_ANSWER = 8


class RemindMe(Act):
    """Arranges a reminder of the step pressed, in focus, or with the nearest deadline."""

    act_name = "action_remind_me"

    def perform(self, exchange: Exchange) -> Outcome:
        said = exchange.said
        if "day" in said.pressed:
            return _pressed_day(exchange, said.pressed["day"])
        if "event" in said.pressed:
            return _ask_for_event(exchange)
        plan = exchange.plan()
        planned = _meant(plan, exchange) if plan is not None else None
        if plan is None or planned is None:
            return _without_step(exchange)
        opened = OpenReminder(plan.situation.id, planned.id, Wanted.DAY)
        return day_told(exchange, opened) or _ask_for_day(exchange, opened)


class ListReminders(Act):
    """Lists the reminders that are still to come, each with a button that cancels it."""

    act_name = "action_list_reminders"

    def perform(self, exchange: Exchange) -> Outcome:
        return list_reminders(exchange, exchange.words.say("remind.list"))


class StopReminders(Act):
    """Cancels the reminder of the pressed step, or all of them."""

    act_name = "action_stop_reminders"

    def perform(self, exchange: Exchange) -> Outcome:
        words, state = exchange.words, exchange.state
        step = exchange.said.pressed.get("step")
        kept = tuple(
            one for one in state.reminders if step is not None and (one.situation, one.step) != (state.situation, step)
        )
        stopped = len(state.reminders) - len(kept)
        text = words.say("remind.stopped", n=stopped) if stopped else words.say("remind.none")
        reply = Reply(text=text, choices=ways_back(exchange))
        return Outcome((reply,), TurnStatus.ANSWERED, replace(state, reminders=kept, open_reminder=None))


def list_reminders(exchange: Exchange, heading: str) -> Outcome:
    """The reminders to come under this heading; or that there are none."""
    coming, words = exchange.state.reminders, exchange.words
    if not coming:
        reply = Reply(text=words.say("remind.none"), choices=ways_back(exchange))
        return Outcome((reply,), TurnStatus.ANSWERED, exchange.state)
    buttons = [
        Choice(
            words.say("button.cancel_reminder", number=number),
            str(Payload("unremind", one.step, tag_of(one.situation))),
        )
        for number, one in enumerate(coming, start=1)
    ]
    text = "\n".join([heading, *listed(coming, exchange)])
    reply = Reply(text=text, choices=(*buttons, stop_choice(words), *ways_back(exchange)))
    return Outcome((reply,), TurnStatus.ANSWERED, exchange.state)


def as_day(exchange: Exchange) -> Outcome | None:
    """The message as the answer to our question about a reminder; None if it is about something else."""
    opened = exchange.state.open_reminder
    asked = exchange.expected == Expecting.REMINDER.value
    if opened is None or not asked or not 0 < len(exchange.said.text.split()) <= LONGEST_ANSWER:
        return None
    return day_told(exchange, opened)


def day_told(exchange: Exchange, opened: OpenReminder) -> Outcome | None:
    """What the day in the message means for the reminder being arranged; None if it names no day."""
    try:
        lead = read_lead(exchange.said.text)
        day = None if lead is not None else read_day(exchange.said.text, exchange.today)
    except NoSuchDay as error:
        return _ask_again(exchange, opened, exchange.words.say("remind.no_such_day", day=str(error)))
    if lead is not None:
        return _before_deadline(exchange, opened, lead)
    if day is None:
        return None
    return _event_told(exchange, opened, day) if opened.wanted is Wanted.EVENT else _agree(exchange, opened, day)


def deadline_of(exchange: Exchange, opened: OpenReminder) -> Deadline | None:
    """The step's nearest deadline that can be counted, if it holds for this person for all we know."""
    plan = exchange.plan(exchange.state.about(opened.situation))
    planned = plan.step(opened.step) if plan is not None else None
    counted = [one for one in planned.step.deadline if one.days is not None] if planned is not None else []
    return min(counted, key=lambda one: one.days or 0, default=None)


def _pressed_day(exchange: Exchange, pressed: str) -> Outcome:
    opened = exchange.state.open_reminder
    if opened is None:
        return _without_step(exchange)
    return _agree(exchange, opened, date.fromisoformat(pressed))


def _agree(exchange: Exchange, opened: OpenReminder, day: date) -> Outcome:
    """Take the day, or say kindly why not."""
    words, today = exchange.words, exchange.today
    if day <= today:
        reason = words.say("remind.today" if day == today else "remind.past", day=words.day(day))
        return _ask_again(exchange, opened, reason)
    if (day - today).days > FARTHEST_DAYS:
        return _ask_again(exchange, opened, words.say("remind.too_far", day=words.day(day)))
    others = tuple(
        one for one in exchange.state.reminders if (one.situation, one.step) != (opened.situation, opened.step)
    )
    if len(others) >= MOST:
        return list_reminders(exchange, words.say("remind.full"))
    reminder = Reminder(opened.situation, opened.step, day, opened.event)
    reminders = tuple(sorted((*others, reminder), key=lambda one: one.on))
    state = replace(exchange.state, reminders=reminders, open_reminder=None)
    return Outcome((agreed(reminder, exchange),), TurnStatus.ANSWERED, state)


def _ask_for_day(exchange: Exchange, opened: OpenReminder) -> Outcome:
    words, deadline = exchange.words, deadline_of(exchange, opened)
    parts = [words.say("remind.when", title=_title(exchange, opened))]
    if deadline is not None:
        parts.insert(0, words.say("remind.deadline", text=words.of(deadline.text)))
    choices = choices_of_day(exchange, opened, deadline)
    return _asking(exchange, opened, "\n\n".join(parts), choices)


def _ask_for_event(exchange: Exchange) -> Outcome:
    opened = exchange.state.open_reminder
    deadline = deadline_of(exchange, opened) if opened is not None else None
    if opened is None or deadline is None:
        return _without_step(exchange)
    words = exchange.words
    text = words.say("remind.event", text=words.of(deadline.text))
    return _asking(exchange, replace(opened, wanted=Wanted.EVENT), text, ())


def _event_told(exchange: Exchange, opened: OpenReminder, event: date) -> Outcome:
    """The deadline can be counted now; it may have passed already, which is said."""
    words, deadline = exchange.words, deadline_of(exchange, opened)
    if deadline is None or deadline.days is None:
        return _agree(exchange, replace(opened, wanted=Wanted.DAY), event)
    if event > exchange.today:
        return _ask_again(exchange, opened, words.say("remind.not_happened", day=words.day(event)))
    last = event + timedelta(days=deadline.days)
    known = replace(opened, wanted=Wanted.DAY, event=event)
    passed = last < exchange.today
    text = words.say(
        "remind.deadline_passed" if passed else "remind.deadline_on", day=words.day(last), event=words.day(event)
    )
    return _asking(exchange, known, text, choices_of_day(exchange, known, deadline))


def _before_deadline(exchange: Exchange, opened: OpenReminder, lead: int) -> Outcome:
    deadline = deadline_of(exchange, opened)
    if deadline is None or deadline.days is None:
        return _ask_again(exchange, opened, exchange.words.say("remind.no_deadline"))
    if opened.event is None:
        return _ask_for_event(replace(exchange, state=replace(exchange.state, open_reminder=opened)))
    return _agree(exchange, opened, opened.event + timedelta(days=deadline.days - lead))


def _ask_again(exchange: Exchange, opened: OpenReminder, reason: str) -> Outcome:
    choices = choices_of_day(exchange, opened, deadline_of(exchange, opened))
    text = f"{reason} {exchange.words.say('remind.another_day')}"
    return _asking(exchange, opened, text, choices)


def _asking(exchange: Exchange, opened: OpenReminder, text: str, choices: tuple[Choice, ...]) -> Outcome:
    back = Choice(exchange.words.say("button.list"), str(Payload("list")))
    state = replace(exchange.state, open_reminder=opened, expecting=Expecting.REMINDER.value)
    return Outcome((Reply(text=text, choices=(*choices, back)),), TurnStatus.CLARIFIED, state)


def _without_step(exchange: Exchange) -> Outcome:
    """Nothing to remind of yet: a reminder is about a step."""
    asked = ask_what_happened(exchange)
    reply = replace(asked.replies[0], text=exchange.words.say("remind.which"))
    return Outcome((reply,), TurnStatus.CLARIFIED, asked.state)


def _meant(plan: Plan, exchange: Exchange) -> PlannedStep | None:
    """The step to remind of: the one pressed, else in focus, else with the nearest deadline, else the next one."""
    state: DialogueState = exchange.state
    pressed = exchange.said.pressed.get("step")
    if pressed is not None:
        return plan.step(pressed)
    focus = plan.step(state.focus_step or "")
    if focus is not None and focus.standing is not Standing.DONE:
        return focus
    due = plan.totals.deadline
    return plan.step(due.step) if due is not None else plan.next_step()


def _title(exchange: Exchange, opened: OpenReminder) -> str:
    situation = exchange.catalogue.situation(opened.situation)
    step = situation.step(opened.step) if situation is not None else None
    return exchange.words.of(step.title) if step is not None else opened.step
