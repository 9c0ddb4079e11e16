"""A circumstance as a question with buttons, and given answers as lines that can be changed."""

from __future__ import annotations

from actions.state import DialogueState
from actions.wording import Wording
from catalog.conditions import DONT_KNOW, Answers
from catalog.plan import UNBIDDEN_QUESTIONS, Plan
from catalog.situations import Circumstance, Situation
from channels.payload import Payload, tag_of
from channels.reply import Choice, GivenAnswer, Question


def question_of(circumstance: Circumstance, situation: str, words: Wording) -> Question:
    """The question with a button for each answer, "I do not know" last."""
    tag = tag_of(situation)
    choices = [
        Choice(words.of(value.title), str(Payload("answer", f"{circumstance.id}={value.id}", tag)))
        for value in circumstance.values
    ]
    choices.append(Choice(words.say("dont_know"), str(Payload("answer", f"{circumstance.id}={DONT_KNOW}", tag))))
    return Question(
        circumstance=circumstance.id,
        text=words.of(circumstance.question),
        choices=tuple(choices),
        why=words.of(circumstance.why) if circumstance.why else None,
        multiple=circumstance.multiple,
    )


def unbidden_question(plan: Plan, state: DialogueState) -> Circumstance | None:
    """The next question, unless this person was asked enough already; one left open is put again uncounted."""
    if plan.next_question is None:
        return None
    pending = next((one for one in plan.open if one.id == state.pending_question), None)
    if pending is not None:
        return pending
    return plan.next_question if state.asked.get(plan.situation.id, 0) < UNBIDDEN_QUESTIONS else None


def told_in_words(situation: Situation, answers: Answers, words: Wording) -> list[str]:
    """The given answers as clauses («батьки не одружені»), in the order of the questions."""
    clauses = []
    for circumstance in situation.circumstances:
        for value_id in answers.get(circumstance.id, ()):
            value = circumstance.value(value_id)
            if value is not None:
                clauses.append(words.of(value.phrase))
            elif value_id == DONT_KNOW:
                clauses.append(words.say("not_known", name=words.of(circumstance.name)))
    return clauses


def given_answers(situation: Situation, answers: Answers, words: Wording) -> tuple[GivenAnswer, ...]:
    """Each given answer with a button that opens its question again."""
    return tuple(
        GivenAnswer(
            circumstance=circumstance.id,
            text=", ".join(told_in_words(situation, {circumstance.id: answers[circumstance.id]}, words)),
            change=Choice(
                words.say("change_answer", name=words.of(circumstance.name)),
                str(Payload("change", circumstance.id, tag_of(situation.id))),
            ),
        )
        for circumstance in situation.circumstances
        if circumstance.id in answers
    )
