"""A described need: the right steps at once, then the most useful question."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from actions.act import Act, Exchange, Outcome, known_answers
from actions.carried import carried_answers
from actions.compose.guide import guide_reply, overview
from actions.compose.menu import situation_choices
from actions.compose.payments import paying_steps, payments_in_words
from actions.compose.questions import told_in_words, unbidden_question
from actions.compose.step import StepComposer
from actions.hearing.vocabulary import Heard
from actions.interpret import as_answer
from actions.outcomes.answered import answered, with_question
from actions.outcomes.current_list import show_list
from actions.outcomes.open_question import not_understood
from actions.state import DialogueState, Expecting
from actions.wording import Wording
from catalog.conditions import Answers
from catalog.plan import Plan
from catalog.situations import Situation
from channels.conversation import TurnStatus
from channels.reply import Choice

#: How many other situations are remembered for "no, something else", and the least probability worth it.
MOST_RIVALS = 3
WORTH_OFFERING = 0.02


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
            # The button led to a situation that the catalogue no longer has.
            return not_understood(exchange)
        told = known_answers(situation, said.told_about(situation.id))
        again = situation.id == exchange.state.situation and not told and not said.needs
        if again or (said.pressed and situation.id in exchange.state.opened):
            return show_list(replace(exchange, state=exchange.state.about(situation.id)))
        return present(exchange, situation, told)


def present(exchange: Exchange, situation: Situation, told: Answers) -> Outcome:
    """The plan for the situation, with what was told in passing, or elsewhere before, taken into account."""
    words = exchange.words
    carried = carried_answers(situation, exchange.state, exchange.catalogue)
    carried = {name: values for name, values in carried.items() if name not in told}
    state = exchange.state.about(situation.id).with_answers({**carried, **told})
    state = _remembering_the_rest(exchange, state, situation)
    plan = exchange.plan(state)
    assert plan is not None
    parts = [words.say("guide.understood", title=words.of(situation.title))]
    own = {name: values for name, values in plan.answers.items() if name not in carried}
    if clauses := told_in_words(situation, own, words):
        parts.append(words.say("guide.taken_into_account", clauses=", ".join(clauses)))
    if clauses := told_in_words(situation, carried, words):
        parts.append(words.say("guide.carried", clauses=", ".join(clauses)))
    parts.append(_what_was_asked(exchange, plan) or overview(plan, words))
    asked = unbidden_question(plan, state)
    needs = situation_choices(exchange, state.needs)
    if needs:
        parts.append(words.say("guide.also", titles="; ".join(choice.title for choice in needs)))
    if asked is not None:
        parts.append(words.say("guide.one_question"))
    reply = guide_reply("\n\n".join(parts), plan, state, words)
    reply = replace(reply, choices=(*reply.choices, *_telling_about(needs, words)))
    return Outcome((reply,), TurnStatus.ANSWERED, with_question(state, asked.id if asked else None))


def _what_was_asked(exchange: Exchange, plan: Plan) -> str | None:
    """The sums, where the need was put as «скільки дають…»: they are the answer, the first step can wait."""
    paying = paying_steps(plan) if "payment" in Heard.of(exchange.said.text).kinds("aspects") else []
    if not paying:
        return None
    composer = StepComposer(plan, exchange.catalogue, exchange.words)
    return payments_in_words(paying, plan, composer, exchange.words)


def _remembering_the_rest(exchange: Exchange, state: DialogueState, situation: Situation) -> DialogueState:
    """The state with the other needs of the message, and with what came next should this one be wrong."""
    said = exchange.said
    if said.pressed:
        return replace(state, expecting=Expecting.NEEDS.value) if state.needs else state
    known = [one for one in said.needs if one != situation.id and exchange.catalogue.situation(one) is not None]
    for need in known:
        state = state.keeping(need, said.told_about(need))
    needs = tuple(dict.fromkeys([*state.needs, *(one for one in known if one not in state.opened)]))
    rivals = tuple(
        one for one, share in said.situations if one not in (situation.id, *needs) and share >= WORTH_OFFERING
    )
    expecting = Expecting.NEEDS.value if needs else None
    return replace(state, needs=needs, rivals=rivals[:MOST_RIVALS], expecting=expecting)


def _telling_about(needs: Sequence[Choice], words: Wording) -> list[Choice]:
    return [replace(need, title=words.say("button.tell_about", title=need.title)) for need in needs]


def _likeliest(exchange: Exchange) -> str:
    return exchange.said.situations[0][0] if exchange.said.situations else ""
