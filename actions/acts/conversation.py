"""About the conversation itself: language, starting again, a person, being forgotten."""

from __future__ import annotations

from dataclasses import replace

from actions.act import Act, Exchange, Outcome
from actions.compose.menu import common_situations, ways_back
from actions.hearing.languages import wanted_language
from actions.outcomes.current_list import show_list
from actions.state import Expecting
from actions.wording import wording
from catalog.text import Language
from channels.conversation import TurnStatus
from channels.payload import Payload
from channels.reply import Choice, Reply


class ChangeLanguage(Act):
    """Goes on in the language chosen. Russian is understood and answered in Ukrainian, which is said.

    Where a change is wanted and no language named, both are offered.
    """

    act_name = "action_change_language"

    def perform(self, exchange: Exchange) -> Outcome:
        said = exchange.said
        chosen = said.pressed.get("language") or wanted_language(said.text)
        if chosen is None:
            reply = Reply(text=exchange.words.say("language.which"), choices=_languages())
            return Outcome((reply,), TurnStatus.CLARIFIED, exchange.state)
        state = replace(exchange.state, language=Language.of(chosen).value, language_chosen=True)
        switched = replace(exchange, state=state)
        reply = Reply(text=wording(state.language).say("language.changed"), choices=ways_back(switched))
        if switched.plan() is not None:
            shown = show_list(switched)
            return Outcome((Reply(text=reply.text), *shown.replies), TurnStatus.ANSWERED, state)
        return Outcome((reply,), TurnStatus.SMALL_TALK, state)


class StartAgain(Act):
    """Puts all lists away and asks what happened. What was answered is kept aside: see `actions.carried`."""

    act_name = "action_start_again"

    def perform(self, exchange: Exchange) -> Outcome:
        state = exchange.state.started_anew()
        fresh = replace(exchange, state=state)
        words = exchange.words
        parts = [words.say("restart.text"), *([words.say("restart.remembered")] if state.former else [])]
        reply = Reply(text="\n\n".join(parts), choices=common_situations(fresh))
        return Outcome((reply,), TurnStatus.RESTARTED, state)


class ForgetMe(Act):
    """Asks before deleting. The deletion itself is done by the program once the turn is over."""

    act_name = "action_forget_me"

    def perform(self, exchange: Exchange) -> Outcome:
        words = exchange.words
        confirmed = exchange.said.pressed.get("confirmed")
        if confirmed == "keep":
            if exchange.plan() is not None:
                back = show_list(exchange)
                return replace(back, replies=(Reply(text=words.say("forget.kept")), *back.replies))
            kept = Reply(text=words.say("forget.kept"), choices=ways_back(exchange))
            return Outcome((kept,), TurnStatus.SMALL_TALK, exchange.state)
        if confirmed:
            return Outcome((Reply(text=words.say("forget.done")),), TurnStatus.FORGOTTEN, exchange.state.forgotten())
        choices = (
            Choice(words.say("button.forget"), str(Payload("forget", "confirm"))),
            Choice(words.say("button.keep"), str(Payload("forget", "keep"))),
        )
        state = replace(exchange.state, expecting=Expecting.FORGET.value)
        return Outcome((Reply(text=words.say("forget.ask"), choices=choices),), TurnStatus.ANSWERED, state)


def _languages() -> tuple[Choice, ...]:
    """Each language by its own name."""
    return tuple(
        Choice(wording(language.value).say("language.name"), str(Payload("language", language.value)))
        for language in Language
    )
