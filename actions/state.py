"""What the dialogue remembers about a conversation: the slots, as one frozen value."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from catalog.conditions import DONT_KNOW, Answers

#: Situation id → circumstance → chosen values.
AllAnswers = Mapping[str, Mapping[str, tuple[str, ...]]]


@dataclass(frozen=True)
class DialogueState:
    """The slots of a conversation. Answers and done steps are kept per situation, so a person can come back to one.

    `pending_question` is the circumstance asked last and not yet answered; `asked` counts the questions put unbidden
    per situation; `offered` the situations offered by the last "did you mean".
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

    @classmethod
    def from_slots(cls, slots: Mapping[str, Any]) -> "DialogueState":
        """The state in Rasa's slots; slots never set count as their default."""
        answers = slots.get("answers") or {}
        return cls(
            language=slots.get("language") or "uk",
            language_chosen=bool(slots.get("language_chosen")),
            situation=slots.get("situation"),
            answers={
                situation: {name: tuple(values) for name, values in given.items()}
                for situation, given in answers.items()
            },
            done_steps={situation: tuple(steps) for situation, steps in (slots.get("done_steps") or {}).items()},
            focus_step=slots.get("focus_step"),
            pending_question=slots.get("pending_question"),
            asked=dict(slots.get("asked") or {}),
            offered=tuple(slots.get("offered") or ()),
        )

    def as_slots(self) -> dict[str, Any]:
        """The state as JSON values for Rasa's slots."""
        return {
            "language": self.language,
            "language_chosen": self.language_chosen,
            "situation": self.situation,
            "answers": {
                situation: {name: list(values) for name, values in given.items()}
                for situation, given in self.answers.items()
            },
            "done_steps": {situation: list(steps) for situation, steps in self.done_steps.items()},
            "focus_step": self.focus_step,
            "pending_question": self.pending_question,
            "asked": dict(self.asked),
            "offered": list(self.offered),
        }

    # -- the situation under discussion --------------------------------------------------------------------------

    def given(self, situation: str | None = None) -> Answers:
        """The answers given for the situation (the current one by default)."""
        return self.answers.get(situation or self.situation or "", {})

    def done(self, situation: str | None = None) -> tuple[str, ...]:
        return self.done_steps.get(situation or self.situation or "", ())

    def about(self, situation: str) -> "DialogueState":
        """The same person turning to this situation. What is known of it stays; the focus starts anew."""
        if situation == self.situation:
            return replace(self, offered=())
        return replace(self, situation=situation, focus_step=None, pending_question=None, offered=())

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

    def started_anew(self) -> "DialogueState":
        """Nothing remembered but the language."""
        return DialogueState(language=self.language, language_chosen=self.language_chosen)
