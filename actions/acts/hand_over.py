"""To a person, and back to the assistant."""

from __future__ import annotations

from actions.act import Act, Exchange, Outcome
from actions.compose.help_desk import availability
from actions.compose.menu import ways_back
from catalog.conditions import DONT_KNOW
from channels.conversation import TurnStatus
from channels.reply import Reply


class HandOver(Act):
    """Calls the staff, says what they will see and when they answer, and whom one can call instead.

    The status makes the program put the conversation into the queue of the staff. A person is promised here only if
    the staff have set hours.
    """

    act_name = "action_hand_over"

    def perform(self, exchange: Exchange) -> Outcome:
        words, desk = exchange.words, exchange.knowledge.help_desk
        note = _note(exchange)
        parts = []
        if desk is not None:
            parts.append(availability(desk, exchange.knowledge.clock(), words))
            parts.append(words.say("human.understood", note=note) if note else "")
            parts.append(words.say("human.meanwhile"))
        lines = [f"• {words.of(contact.title)}" for contact in exchange.catalogue.contacts_for("help")]
        parts.append("\n".join([words.say("human.text"), *lines]))
        if note and desk is None:
            parts.append(words.say("human.note", note=note))
        reply = Reply(text="\n\n".join(part for part in parts if part), choices=ways_back(exchange))
        return Outcome((reply,), TurnStatus.HANDED_OVER, exchange.state)


class BackToAssistant(Act):
    """The person would rather have the assistant again. The program gives the conversation back before this turn."""

    act_name = "action_back_to_assistant"

    def perform(self, exchange: Exchange) -> Outcome:
        reply = Reply(text=exchange.words.say("live.back"), choices=ways_back(exchange))
        return Outcome((reply,), TurnStatus.ANSWERED, exchange.state)


def _note(exchange: Exchange) -> str:
    """What was understood, as one would tell it on the phone."""
    plan, words = exchange.plan(), exchange.words
    if plan is None:
        return ""
    clauses = [
        words.of(value.phrase)
        for circumstance in plan.situation.circumstances
        for value in circumstance.values
        if value.id in plan.answers.get(circumstance.id, ()) and value.id != DONT_KNOW
    ]
    return ", ".join([words.of(plan.situation.title), *clauses])
