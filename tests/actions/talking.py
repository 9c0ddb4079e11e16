"""A conversation with the acts alone: no Rasa, no database, every turn a pure function.

>>> talk = Talk(known)                                       # doctest: +SKIP
>>> talk.hear("народилася дитина", "situation/birth-of-child").guide   # doctest: +SKIP
>>> talk.press("answer:parents_married=no").text             # doctest: +SKIP
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, TypeVar

import yaml
from hypothesis import strategies as st

from actions.act import Act, Exchange, Outcome
from actions.acts import ACTS as EVERY_ACT
from actions.knowledge import Knowledge
from actions.said import Learned, Said
from actions.state import DialogueState
from actions.turn import take_turn
from bot.buttons import as_rasa_message
from bot.settings import PROJECT
from catalog.conditions import Answers
from channels.payload import Payload
from channels.reply import Choice, Guide, Reply

T = TypeVar("T")


def one_of(items: Sequence[T]) -> st.SearchStrategy[T]:
    """Any of the items. Unlike `sampled_from`, does not look into them: records of the catalogue are deep."""
    return st.integers(0, len(items) - 1).map(items.__getitem__)


def acts() -> dict[str, Act]:
    """Every act there is, by its name in Rasa."""
    return {kind.act_name: kind() for kind in EVERY_ACT}


def rules() -> dict[str, str]:
    """Which act takes the turn for which intent, from the rules Rasa is trained on."""
    told = yaml.safe_load((PROJECT / "nlu_data" / "rules.yml").read_text(encoding="utf-8"))
    return {rule["steps"][0]["intent"]: rule["steps"][1]["action"] for rule in told["rules"]}


ACTS = acts()
RULES = rules()


class Talk:
    """One person talking to the acts. What a turn remembers is what the next one begins with."""

    def __init__(self, known: Knowledge, language: str = "uk") -> None:
        self.known = known
        self.state = DialogueState(language=language)
        self.outcome: Outcome | None = None

    def hear(
        self,
        text: str,
        intent: str,
        *,
        decision: str = "answer",
        situations: tuple[tuple[str, float], ...] = (),
        told: Mapping[str, Answers] | None = None,
        learned: Sequence[Learned] = (),
        unasked: Learned | None = None,
        danger: bool = False,
    ) -> Reply:
        """The person writes `text`, understood as `intent`; a situation counts as the likeliest by itself.

        `learned` is what it would answer to the questions of the list, `unasked` what it answers whatever was asked;
        `danger`: it may speak of a danger to life.
        """
        kind, _, situation = intent.partition("/")
        if kind == "situation" and not situations:
            situations = ((situation, 0.9),)
        answers = {one.circumstance: one for one in learned}
        return self._turn(
            Said(text, intent, decision, None, situations, told or {}, answers=answers, unasked=unasked, danger=danger)
        )

    def press(self, code: str) -> Reply:
        """The person presses the button with this payload."""
        intent, entities = _of_rasa(as_rasa_message(Payload.parse(code)))
        return self._turn(Said(intent=intent, decision="answer", pressed=entities))

    def begin(self, situation: str, **told: str) -> Reply:
        """The person names a situation, with these circumstances in passing."""
        answers = {name: (value,) for name, value in told.items()}
        return self.hear("ось що сталося", f"situation/{situation}", told={situation: answers})

    @property
    def replies(self) -> tuple[Reply, ...]:
        assert self.outcome is not None
        return self.outcome.replies

    @property
    def status(self) -> str:
        assert self.outcome is not None
        return self.outcome.status.value

    def _turn(self, said: Said) -> Reply:
        act = ACTS[RULES[said.intent.partition("/")[0]]]
        self.outcome = take_turn(act, Exchange(said, self.state, self.known))
        self.state = self.outcome.state
        return self.outcome.replies[-1]


def guide_in(reply: Reply) -> Guide:
    """The reply's checklist, which it must have."""
    assert reply.guide is not None, f"no checklist in: {reply.text}"
    return reply.guide


def statuses(reply: Reply) -> dict[str, str]:
    """Where each step of the reply's checklist stands."""
    return {step.id: step.status.value for step in guide_in(reply).steps}


def question_in(reply: Reply) -> str | None:
    """The circumstance that the reply's checklist asks about."""
    question = guide_in(reply).question
    return question.circumstance if question else None


def choices_in(reply: Reply) -> list[Choice]:
    """Every button the reply carries, wherever it stands."""
    found = list(reply.choices)
    if reply.question is not None:
        found.extend(reply.question.choices)
    if reply.guide is not None:
        found.extend(answer.change for answer in reply.guide.answers)
        found.extend(reply.guide.question.choices if reply.guide.question else ())
    found.extend(Choice(result.title, result.payload) for result in reply.results if result.payload)
    return found


def payloads(reply: Reply) -> list[str]:
    return [choice.payload for choice in choices_in(reply)]


def bare_payloads(reply: Reply) -> list[str]:
    """The codes of the reply's buttons, without the situation that those of a list carry."""
    return [code.partition("@")[0] for code in payloads(reply)]


def strings_in(value: Any) -> Iterator[str]:
    """Every text inside a JSON value."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for item in value.values():
            yield from strings_in(item)
    elif isinstance(value, (list, tuple)):
        for item in value:
            yield from strings_in(item)


def _of_rasa(message: str) -> tuple[str, dict[str, str]]:
    """The intent and entities of a `/intent{"entity": "value"}` message."""
    intent, brace, rest = message.removeprefix("/").partition("{")
    return intent, json.loads(brace + rest) if brace else {}
