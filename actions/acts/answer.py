"""An answer to a question, by button or in words; and changing one's mind about it."""

from __future__ import annotations

from actions.act import Act, Exchange, Outcome, known_answers
from actions.compose.guide import guide_reply, overview
from actions.compose.questions import question_of, told_in_words, unbidden_question
from actions.interpret import as_answer
from catalog.conditions import Answers
from catalog.plan import Plan, Standing
from channels.conversation import TurnStatus
from channels.payload import Payload
from channels.reply import Choice, Reply


class Answer(Act):
    """Takes an answer into account and says what it changed. A yes or no to nothing asked is asked back."""

    act_name = "action_answer"

    def perform(self, exchange: Exchange) -> Outcome:
        pressed = exchange.said.pressed.get("circumstance")
        told = _pressed_answer(exchange, pressed) if pressed else as_answer(exchange)
        if told:
            return answered(exchange, told)
        return _stale(exchange) if pressed else _nothing_asked(exchange)


class ChangeAnswer(Act):
    """Opens a question again: the one whose button was pressed, or a choice among those answered."""

    act_name = "action_change_answer"

    def perform(self, exchange: Exchange) -> Outcome:
        situation = exchange.situation()
        told = as_answer(exchange)
        if told:
            return answered(exchange, told)
        if situation is None:
            return _nothing_asked(exchange)
        circumstance = situation.circumstance(exchange.said.pressed.get("circumstance", ""))
        if circumstance is None:
            return _stale(exchange) if exchange.said.pressed else self._choose(exchange)
        state = exchange.state.without_answer(circumstance.id).asking(circumstance.id, unbidden=False)
        question = question_of(circumstance, exchange.words)
        text = exchange.words.say("change.again", question=question.text)
        return Outcome((Reply(text=text, choices=question.choices),), TurnStatus.ANSWERED, state)

    def _choose(self, exchange: Exchange) -> Outcome:
        plan, words = exchange.plan(), exchange.words
        assert plan is not None
        given = [one for one in plan.situation.circumstances if one.id in plan.answers]
        choices = tuple(Choice(words.of(one.name), str(Payload("change", one.id))) for one in given)
        text = words.say("change.which" if choices else "change.nothing")
        back = Choice(words.say("button.list"), str(Payload("list")))
        return Outcome((Reply(text=text, choices=(*choices, back)),), TurnStatus.ANSWERED, exchange.state)


class NextQuestion(Act):
    """Asks the next useful question because the person wants it."""

    act_name = "action_next_question"

    def perform(self, exchange: Exchange) -> Outcome:
        plan, words = exchange.plan(), exchange.words
        if plan is None:
            return _nothing_asked(exchange)
        if plan.next_question is None:
            reply = Reply(text=words.say("question.none"), choices=(_list_button(exchange),))
            return Outcome((reply,), TurnStatus.ANSWERED, exchange.state)
        question = question_of(plan.next_question, words)
        text = f"{question.text}\n\n{question.why}" if question.why else question.text
        state = exchange.state.asking(plan.next_question.id, unbidden=False)
        return Outcome((Reply(text=text, choices=question.choices),), TurnStatus.ANSWERED, state)


def answered(exchange: Exchange, told: Answers) -> Outcome:
    """The plan after the answers, with what they changed said first."""
    from actions.acts.guide import with_question

    before, words = exchange.plan(), exchange.words
    assert before is not None
    multiple = frozenset(one.id for one in before.situation.circumstances if one.multiple)
    state = exchange.state.with_answers(told, multiple)
    plan = exchange.plan(state)
    assert plan is not None
    parts = [words.say("guide.noted", clauses=", ".join(told_in_words(plan.situation, told, words)))]
    parts.extend(_changes(before, plan, exchange))
    asked = unbidden_question(plan, state)
    parts.append(words.say("guide.one_question") if asked else overview(plan, words))
    reply = guide_reply("\n\n".join(parts), plan, state, words)
    return Outcome((reply,), TurnStatus.ANSWERED, with_question(state, asked.id if asked else None))


def _changes(before: Plan, after: Plan, exchange: Exchange) -> list[str]:
    """What the answer brought to the list and what it took off."""
    words = exchange.words
    was = {step.id: step for step in before.steps}
    now = {step.id: step for step in after.steps}
    certain = [
        words.of(step.step.title)
        for step in after.steps
        if step.standing is Standing.APPLIES and (step.id not in was or was[step.id].standing is Standing.MAY_APPLY)
    ]
    gone = [words.of(step.step.title) for step in before.steps if step.id not in now]
    said = [words.say("guide.now_applies", titles="; ".join(certain))] if certain else []
    if gone:
        said.append(words.say("guide.no_longer", titles="; ".join(gone)))
    return said


def _pressed_answer(exchange: Exchange, pressed: str) -> Answers:
    """The button's answer, if the situation under discussion still has that question and value."""
    situation = exchange.situation()
    name, _, value = pressed.partition("=")
    return known_answers(situation, {name: (value,)}) if situation is not None else {}


def _nothing_asked(exchange: Exchange) -> Outcome:
    from actions.acts.clarify import ask_what_happened

    return ask_what_happened(exchange)


def _stale(exchange: Exchange) -> Outcome:
    from actions.acts.steps import stale

    return stale(exchange)


def _list_button(exchange: Exchange) -> Choice:
    return Choice(exchange.words.say("button.list"), str(Payload("list")))
