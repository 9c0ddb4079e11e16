"""About the conversation itself: language, starting again, a person, being forgotten."""

from __future__ import annotations

from dataclasses import replace

from actions.act import Act, Exchange, Outcome
from actions.acts.steps import show_list
from actions.compose.menu import common_situations, ways_back
from actions.wording import wording
from catalog.conditions import DONT_KNOW
from catalog.text import Language
from channels.conversation import TurnStatus
from channels.payload import Payload
from channels.reply import Choice, Reply

ENGLISH_WORDS = ("english", "англійськ", "английск", "англ", "inglish", "in eng")


class ChangeLanguage(Act):
    """Goes on in the language chosen. Russian is understood and answered in Ukrainian, which is said."""

    act_name = "action_change_language"

    def perform(self, exchange: Exchange) -> Outcome:
        said = exchange.said
        chosen = said.pressed.get("language") or self._named(said.text)
        state = replace(exchange.state, language=Language.of(chosen).value, language_chosen=True)
        switched = replace(exchange, state=state)
        reply = Reply(text=wording(state.language).say("language.changed"), choices=ways_back(switched))
        if switched.plan() is not None:
            shown = show_list(switched)
            return Outcome((Reply(text=reply.text), *shown.replies), TurnStatus.ANSWERED, state)
        return Outcome((reply,), TurnStatus.SMALL_TALK, state)

    @staticmethod
    def _named(text: str) -> str:
        small = text.lower()
        return "en" if any(word in small for word in ENGLISH_WORDS) else "uk"


class StartAgain(Act):
    """Forgets the situation and its answers and asks what happened."""

    act_name = "action_start_again"

    def perform(self, exchange: Exchange) -> Outcome:
        state = exchange.state.started_anew()
        fresh = replace(exchange, state=state)
        reply = Reply(text=exchange.words.say("restart.text"), choices=common_situations(fresh))
        return Outcome((reply,), TurnStatus.RESTARTED, state)


class HandOver(Act):
    """Gives the contacts of people who can help, with what was understood so that it need not be told twice."""

    act_name = "action_hand_over"

    def perform(self, exchange: Exchange) -> Outcome:
        words = exchange.words
        lines = [f"• {words.of(contact.title)}" for contact in exchange.catalogue.contacts_for("help")]
        text = "\n".join([words.say("human.text"), *lines])
        note = _note(exchange)
        if note:
            text = f"{text}\n\n{words.say('human.note', note=note)}"
        reply = Reply(text=text, choices=ways_back(exchange))
        return Outcome((reply,), TurnStatus.HANDED_OVER, exchange.state)


class ForgetMe(Act):
    """Asks before deleting. The deletion itself is done by the program once the turn is over."""

    act_name = "action_forget_me"

    def perform(self, exchange: Exchange) -> Outcome:
        words = exchange.words
        if exchange.said.pressed.get("confirmed"):
            return Outcome((Reply(text=words.say("forget.done")),), TurnStatus.FORGOTTEN, exchange.state.started_anew())
        choices = (
            Choice(words.say("button.forget"), str(Payload("forget", "confirm"))),
            Choice(words.say("button.keep"), str(Payload("list"))),
        )
        return Outcome((Reply(text=words.say("forget.ask"), choices=choices),), TurnStatus.ANSWERED, exchange.state)


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
