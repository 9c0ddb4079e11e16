"""What the dialogue remembers about a conversation: the slots, as one frozen value."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import Enum
from typing import Any

from actions.reminders import OpenReminder, Reminder
from catalog.conditions import DONT_KNOW, Answers


class Expecting(str, Enum):
    """What we asked about that is no circumstance: the next bare answer belongs to it."""

    FORGET = "forget"
    NEEDS = "needs"
    PLACE = "place"
    FEEDBACK_WORDS = "feedback_words"
    REMINDER = "reminder"
    CRISIS = "crisis"


#: Situation id → circumstance → chosen values.
AllAnswers = Mapping[str, Mapping[str, tuple[str, ...]]]


@dataclass(frozen=True)
class DialogueState:
    """The slots of a conversation. Answers and done steps are kept per situation, so a person can come back to one.

    `pending_question` is the circumstance asked last and not yet answered. `asked` counts the questions put unbidden
    per situation; its keys are the situations this person has open, in the order they were opened.

    `offered` holds the payloads of what the last turn offered to choose from, `rivals` the situations that came next
    when the current one was understood, `needs` those that were mentioned beside it and are still to be told about.
    `former` holds answers that no open list has but that may still be true: from before "start again", or told in
    passing about another need. `expecting` says what a bare "yes", "no" or few words would be about: see `Expecting`.
    `feedback_asked` names the situations for which we asked whether the answer helped. `reminders` are those still to
    come, the nearest first; `open_reminder` is the one being arranged.
    """

    language: str = "uk"
    language_chosen: bool = False
    situation: str | None = None
    answers: AllAnswers = field(default_factory=dict)
    done_steps: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    focus_step: str | None = None
    pending_question: str | None = None
    asked: Mapping[str, int] = field(default_factory=dict)
    offered: tuple[str, ...] = ()
    rivals: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    former: AllAnswers = field(default_factory=dict)
    expecting: str | None = None
    feedback_asked: tuple[str, ...] = ()
    reminders: tuple[Reminder, ...] = ()
    open_reminder: OpenReminder | None = None

    @classmethod
    def from_slots(cls, slots: Mapping[str, Any]) -> "DialogueState":
        """The state in Rasa's slots; slots never set count as their default."""
        return cls(
            language=slots.get("language") or "uk",
            language_chosen=bool(slots.get("language_chosen")),
            situation=slots.get("situation"),
            answers=_answers_from(slots.get("answers")),
            done_steps={situation: tuple(steps) for situation, steps in (slots.get("done_steps") or {}).items()},
            focus_step=slots.get("focus_step"),
            pending_question=slots.get("pending_question"),
            asked=dict(slots.get("asked") or {}),
            offered=tuple(slots.get("offered") or ()),
            rivals=tuple(slots.get("rivals") or ()),
            needs=tuple(slots.get("needs") or ()),
            former=_answers_from(slots.get("former")),
            expecting=slots.get("expecting"),
            feedback_asked=tuple(slots.get("feedback_asked") or ()),
            reminders=tuple(Reminder.from_json(one) for one in slots.get("reminders") or ()),
            open_reminder=OpenReminder.from_json(slots["open_reminder"]) if slots.get("open_reminder") else None,
        )

    def as_slots(self) -> dict[str, Any]:
        """The state as JSON values for Rasa's slots."""
        return {
            "language": self.language,
            "language_chosen": self.language_chosen,
            "situation": self.situation,
            "answers": _answers_as_json(self.answers),
            "done_steps": {situation: list(steps) for situation, steps in self.done_steps.items()},
            "focus_step": self.focus_step,
            "pending_question": self.pending_question,
            "asked": dict(self.asked),
            "offered": list(self.offered),
            "rivals": list(self.rivals),
            "needs": list(self.needs),
            "former": _answers_as_json(self.former),
            "expecting": self.expecting,
            "feedback_asked": list(self.feedback_asked),
            "reminders": [one.as_json() for one in self.reminders],
            "open_reminder": self.open_reminder.as_json() if self.open_reminder else None,
        }

    # -- the situation under discussion --------------------------------------------------------------------------

    def given(self, situation: str | None = None) -> Answers:
        """The answers given for the situation (the current one by default)."""
        return self.answers.get(situation or self.situation or "", {})

    def done(self, situation: str | None = None) -> tuple[str, ...]:
        return self.done_steps.get(situation or self.situation or "", ())

    def about(self, situation: str) -> "DialogueState":
        """The same person turning to this situation. What is known of it stays; the focus starts anew."""
        asked = {**self.asked, situation: self.asked.get(situation, 0)}
        needs = tuple(one for one in self.needs if one != situation)
        if situation == self.situation:
            return replace(self, asked=asked, needs=needs, offered=())
        return replace(
            self,
            situation=situation,
            asked=asked,
            needs=needs,
            focus_step=None,
            pending_question=None,
            offered=(),
            rivals=(),
        )

    @property
    def opened(self) -> tuple[str, ...]:
        """The situations this person has open, in the order they were opened."""
        return tuple(self.asked)

    def without(self, situation: str) -> "DialogueState":
        """With the list of a situation taken back: it was not what the person meant."""
        current = None if self.situation == situation else self.situation
        return replace(
            self,
            situation=current,
            focus_step=self.focus_step if current else None,
            pending_question=self.pending_question if current else None,
            rivals=self.rivals if current else (),
            answers={one: given for one, given in self.answers.items() if one != situation},
            done_steps={one: done for one, done in self.done_steps.items() if one != situation},
            asked={one: count for one, count in self.asked.items() if one != situation},
        )

    def with_answers(self, told: Answers, multiple: frozenset[str] = frozenset()) -> "DialogueState":
        """With these answers for the current situation, replacing earlier ones.

        Circumstances in `multiple` keep their earlier values beside the new one; "I do not know" stands alone.
        """
        if self.situation is None or not told:
            return self
        given = dict(self.given())
        for name, values in told.items():
            earlier = given.get(name, ()) if name in multiple and DONT_KNOW not in values else ()
            given[name] = tuple(dict.fromkeys([*(value for value in earlier if value != DONT_KNOW), *values]))
        pending = None if self.pending_question in told else self.pending_question
        return replace(self, answers={**self.answers, self.situation: given}, pending_question=pending)

    def without_answer(self, circumstance: str) -> "DialogueState":
        """With the circumstance of the current situation open again."""
        if self.situation is None:
            return self
        given = {name: values for name, values in self.given().items() if name != circumstance}
        return replace(self, answers={**self.answers, self.situation: given})

    def with_done(self, *steps: str) -> "DialogueState":
        if self.situation is None:
            return self
        done = tuple(dict.fromkeys([*self.done(), *steps]))
        return replace(self, done_steps={**self.done_steps, self.situation: done})

    def with_undone(self, *steps: str) -> "DialogueState":
        if self.situation is None:
            return self
        done = tuple(one for one in self.done() if one not in steps)
        return replace(self, done_steps={**self.done_steps, self.situation: done})

    def asking(self, circumstance: str, unbidden: bool) -> "DialogueState":
        """With this question put to the person."""
        situation = self.situation or ""
        asked = {**self.asked, situation: self.asked.get(situation, 0) + 1} if unbidden else self.asked
        return replace(self, pending_question=circumstance, asked=asked)

    def keeping(self, situation: str, told: Answers) -> "DialogueState":
        """With answers kept for a situation that is not open."""
        if not told:
            return self
        return replace(self, former={**self.former, situation: {**self.former.get(situation, {}), **told}})

    def started_anew(self) -> "DialogueState":
        """No list and nothing ticked. The answers are kept aside: what still holds need not be asked again.

        Reminders stay too: they were asked for by name, and are cancelled by name.
        """
        former = {one: {**self.former.get(one, {}), **given} for one, given in {**self.former, **self.answers}.items()}
        return DialogueState(
            language=self.language, language_chosen=self.language_chosen, former=former, reminders=self.reminders
        )

    def forgotten(self) -> "DialogueState":
        """Nothing remembered but the language."""
        return DialogueState(language=self.language, language_chosen=self.language_chosen)


def _answers_from(slot: Any) -> AllAnswers:
    return {
        situation: {name: tuple(values) for name, values in given.items()} for situation, given in (slot or {}).items()
    }


def _answers_as_json(answers: AllAnswers) -> dict[str, dict[str, list[str]]]:
    return {situation: {name: list(values) for name, values in given.items()} for situation, given in answers.items()}
