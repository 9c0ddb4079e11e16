"""A described need: the right steps at once, then the most useful question."""

from __future__ import annotations

from actions.act import Act, Exchange, Outcome, known_answers
from actions.acts.answer import answered
from actions.compose.guide import guide_reply, overview
from actions.compose.questions import told_in_words, unbidden_question
from actions.interpret import as_answer
from actions.state import DialogueState
from catalog.conditions import Answers
from catalog.situations import Situation
from channels.conversation import TurnStatus


class Guide(Act):
    """Turns to the situation the person described or chose, and shows its plan."""

    act_name = "action_guide"

    def perform(self, exchange: Exchange) -> Outcome:
        said = exchange.said
        as_reply_to_question = as_answer(exchange)
        if as_reply_to_question and not said.pressed:
            return answered(exchange, as_reply_to_question)
        situation = exchange.catalogue.situation(said.pressed.get("situation") or _likeliest(exchange))
        if situation is None:
            return gone(exchange)
        told = known_answers(situation, said.told_about(situation.id))
        return present(exchange, situation, told)


def present(exchange: Exchange, situation: Situation, told: Answers) -> Outcome:
    """The plan for the situation, with what was told in passing taken into account."""
    words = exchange.words
    state = exchange.state.about(situation.id).with_answers(told)
    plan = exchange.plan(state)
    assert plan is not None
    parts = [words.say("guide.understood", title=words.of(situation.title))]
    clauses = told_in_words(situation, plan.answers, words)
    if clauses:
        parts.append(words.say("guide.taken_into_account", clauses=", ".join(clauses)))
    parts.append(overview(plan, words))
    asked = unbidden_question(plan, state)
    if asked is not None:
        parts.append(words.say("guide.one_question"))
    reply = guide_reply("\n\n".join(parts), plan, state, words)
    return Outcome((reply,), TurnStatus.ANSWERED, with_question(state, asked.id if asked else None))


def with_question(state: DialogueState, circumstance: str | None) -> DialogueState:
    """The state after this question was put; a question still pending is not counted again."""
    if circumstance is None or circumstance == state.pending_question:
        return state
    return state.asking(circumstance, unbidden=True)


def gone(exchange: Exchange) -> Outcome:
    """The button led to a situation that the catalogue no longer has."""
    from actions.acts.clarify import not_understood

    return not_understood(exchange)


def _likeliest(exchange: Exchange) -> str:
    return exchange.said.situations[0][0] if exchange.said.situations else ""
