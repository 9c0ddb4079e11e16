"""An answer to a question, by button or in words; and changing one's mind about it."""

from __future__ import annotations

from actions.act import Act, Exchange, Outcome, known_answers
from actions.compose.guide import guide_reply
from actions.compose.questions import given_answers, question_of, unbidden_question
from actions.interpret import as_answer
from actions.outcomes.answered import answered, with_question
from actions.outcomes.current_list import stale
from actions.outcomes.open_question import ask_what_happened
from catalog.conditions import DONT_KNOW, Answers
from channels.conversation import TurnStatus
from channels.payload import Payload, tag_of
from channels.reply import Choice, Reply


class Answer(Act):
    """Takes an answer into account and says what it changed. A yes or no to nothing asked is asked back."""

    act_name = "action_answer"

    def perform(self, exchange: Exchange) -> Outcome:
        pressed = exchange.said.pressed.get("circumstance")
        told = _pressed_answer(exchange, pressed) if pressed else as_answer(exchange)
        if told:
            # A button says all of the answer; words may add to what was said before.
            return answered(exchange, told, adding=not pressed)
        return stale(exchange) if pressed else ask_what_happened(exchange)


class ChangeAnswer(Act):
    """Opens a question again: the one whose button was pressed, or a choice among those answered."""

    act_name = "action_change_answer"

    def perform(self, exchange: Exchange) -> Outcome:
        situation = exchange.situation()
        told = as_answer(exchange)
        if told:
            return answered(exchange, told)
        if situation is None:
            return ask_what_happened(exchange)
        circumstance = situation.circumstance(exchange.said.pressed.get("circumstance", ""))
        if circumstance is None:
            return stale(exchange) if exchange.said.pressed else self._choose(exchange)
        # The answer given before stays until there is another, so that nothing is lost by looking.
        state = exchange.state.asking(circumstance.id, unbidden=False)
        question = question_of(circumstance, situation.id, exchange.words)
        text = exchange.words.say("change.again", question=question.text)
        back = _list_button(exchange)
        return Outcome((Reply(text=text, question=question, choices=(back,)),), TurnStatus.ANSWERED, state)

    def _choose(self, exchange: Exchange) -> Outcome:
        plan, words = exchange.plan(), exchange.words
        assert plan is not None
        given = [one for one in plan.situation.circumstances if one.id in plan.answers]
        if not given:
            asked = unbidden_question(plan, exchange.state)
            reply = guide_reply(words.say("change.nothing"), plan, exchange.state, words)
            return Outcome((reply,), TurnStatus.ANSWERED, with_question(exchange.state, asked.id if asked else None))
        tag = tag_of(plan.situation.id)
        choices = tuple(Choice(words.of(one.name), str(Payload("change", one.id, tag))) for one in given)
        lines = [f"• {one.text}" for one in given_answers(plan.situation, plan.answers, words)]
        text = "\n".join([words.say("change.given"), *lines, "", words.say("change.which")])
        reply = Reply(text=text, choices=(*choices, _list_button(exchange)))
        return Outcome((reply,), TurnStatus.ANSWERED, exchange.state)


class NextQuestion(Act):
    """Asks the next useful question because the person wants it."""

    act_name = "action_next_question"

    def perform(self, exchange: Exchange) -> Outcome:
        plan, words = exchange.plan(), exchange.words
        if plan is None:
            return ask_what_happened(exchange)
        if plan.next_question is None:
            reply = Reply(text=words.say("question.none"), choices=(_list_button(exchange),))
            return Outcome((reply,), TurnStatus.ANSWERED, exchange.state)
        question = question_of(plan.next_question, plan.situation.id, words)
        state = exchange.state.asking(plan.next_question.id, unbidden=False)
        reply = Reply(text=words.say("guide.one_question"), question=question, choices=(_list_button(exchange),))
        return Outcome((reply,), TurnStatus.ANSWERED, state)


def _pressed_answer(exchange: Exchange, pressed: str) -> Answers:
    """The button's answer, if the situation under discussion still has that question and value."""
    situation = exchange.situation()
    name, _, values = pressed.partition("=")
    if situation is None:
        return {}
    circumstance = situation.circumstance(name)
    chosen = tuple(dict.fromkeys(values.split(",")))
    several = len(chosen) > 1 and (circumstance is None or not circumstance.multiple or DONT_KNOW in chosen)
    return {} if several else known_answers(situation, {name: chosen})


def _list_button(exchange: Exchange) -> Choice:
    situation = exchange.situation()
    about = tag_of(situation.id) if situation is not None else ""
    return Choice(exchange.words.say("button.list"), str(Payload("list", about=about)))
