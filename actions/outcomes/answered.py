"""An answer taken into account: the plan as it is now, what changed, and the next useful question."""

from __future__ import annotations

from actions.act import Exchange, Outcome
from actions.compose.changes import changes_in_words
from actions.compose.guide import guide_reply, overview
from actions.compose.questions import told_in_words, unbidden_question
from actions.state import DialogueState
from actions.wording import Wording
from catalog.conditions import DONT_KNOW, Answers
from catalog.situations import Situation
from channels.conversation import TurnStatus


def answered(exchange: Exchange, told: Answers, adding: bool = True) -> Outcome:
    """The plan after the answers, with what they changed said first.

    `adding`: to what was answered before, where a question takes several answers; else in its place.
    """
    before, words = exchange.plan(), exchange.words
    assert before is not None
    multiple = frozenset(one.id for one in before.situation.circumstances if one.multiple and adding)
    state = exchange.state.with_answers(told, multiple)
    plan = exchange.plan(state)
    assert plan is not None
    parts = [_noted(plan.situation, told, words)]
    parts.extend(changes_in_words(before, plan, words))
    asked = unbidden_question(plan, state)
    parts.append(words.say("guide.one_question") if asked else overview(plan, words))
    reply = guide_reply("\n\n".join(parts), plan, state, words)
    return Outcome((reply,), TurnStatus.ANSWERED, with_question(state, asked.id if asked else None))


def _noted(situation: Situation, told: Answers, words: Wording) -> str:
    """What we heard; «не знаю» alone is taken kindly."""
    if all(DONT_KNOW in values for values in told.values()):
        names = [words.of(one.name) for one in situation.circumstances if one.id in told]
        return words.say("guide.left_open", names=", ".join(names))
    return words.say("guide.noted", clauses=", ".join(told_in_words(situation, told, words)))


def with_question(state: DialogueState, circumstance: str | None) -> DialogueState:
    """The state after this question was put; a question still pending is not counted again."""
    if circumstance is None or circumstance == state.pending_question:
        return state
    return state.asking(circumstance, unbidden=True)
