"""Not sure, or not understood: "did you mean", search results, and ways on. Never a dead end."""

from __future__ import annotations

from dataclasses import replace

from actions.act import Act, Exchange, Outcome
from actions.compose.menu import situation_choices
from actions.interpret import as_answer
from actions.outcomes.answered import answered
from actions.outcomes.current_list import not_sure
from actions.outcomes.open_question import ask_what_happened
from actions.outcomes.search import search
from channels.conversation import TurnStatus
from channels.payload import Payload
from channels.reply import Choice, Reply

#: How many situations "did you mean" offers, and the least probability worth offering.
OFFERED = 3
WORTH_OFFERING = 0.08
#: What a message is taken for that says nothing by itself: letters at random, but «йому 12» as well.
UNREADABLE = "out_of_scope/gibberish"
#: What a person says who takes it that we understood.
GOING_ON = ("ask", "affirm", "next_step", "step_done", "answer", "dont_know", "change_answer")


class Clarify(Act):
    """The model is unsure. It may be an answer; else we ask which situation is meant, or search the catalogue."""

    act_name = "action_clarify"

    def perform(self, exchange: Exchange) -> Outcome:
        if going_on_unchosen(exchange):
            return offer_again(exchange)
        told = as_answer(exchange)
        if told:
            return answered(exchange, told)
        if exchange.said.decision == "clarify":
            return not_sure_here(exchange) or did_you_mean(exchange)
        found = search(exchange)
        # Nothing found in front of a list: «а що робити то» is about that list rather than about nothing we know.
        nothing = found.status is TurnStatus.SEARCHED and not found.replies[-1].results
        return not_sure(exchange) if nothing and exchange.plan() is not None else found


class NoneOfThese(Act):
    """The person says that what we understood is not what they meant."""

    act_name = "action_none_of_these"

    def perform(self, exchange: Exchange) -> Outcome:
        """Offers what came next in likelihood, and takes back a list on which nothing was ticked off yet."""
        state, situation = exchange.state, exchange.situation()
        rivals = situation_choices(exchange, state.rivals)
        if situation is not None:
            state = state.without(situation.id) if not state.done() else replace(state, situation=None)
            state = replace(state, rivals=(), focus_step=None, pending_question=None)
        asked = ask_what_happened(replace(exchange, state=state))
        if not rivals:
            return asked
        none = Choice(exchange.words.say("button.none_of_these"), str(Payload("other")))
        reply = Reply(text=exchange.words.say("clarify.rather_this"), choices=(*rivals, none))
        state = replace(state, offered=tuple(one.payload for one in rivals))
        return Outcome((reply,), TurnStatus.CLARIFIED, state)


def situations_offered(exchange: Exchange) -> list[str]:
    """The situations that the turn before offered to a person who has no list yet."""
    offered = [Payload.parse(code) for code in exchange.offered]
    if exchange.plan() is not None or any(one.act != "situation" for one in offered):
        return []
    return [one.value for one in offered]


def going_on_unchosen(exchange: Exchange) -> bool:
    """Whether situations were offered, none was chosen, and the message goes on as if one had been."""
    if not situations_offered(exchange):
        return False
    return exchange.said.intent.partition("/")[0] in GOING_ON or exchange.said.intent == UNREADABLE


def offer_again(exchange: Exchange) -> Outcome:
    """What was offered before, when the person went on without choosing."""
    choices = situation_choices(exchange, situations_offered(exchange))
    return _offering(exchange, exchange.words.say("clarify.choose_first"), choices)


def likely_situations(exchange: Exchange) -> list[str]:
    """What an unsure message may be about, the likeliest first."""
    return [one for one, share in exchange.said.situations[:OFFERED] if share >= WORTH_OFFERING]


def not_sure_here(exchange: Exchange) -> Outcome | None:
    """The list at hand, when the message is most likely about it: asking «do you mean this?» would go in circles."""
    likeliest = exchange.said.situations[0][0] if exchange.said.situations else None
    return not_sure(exchange) if exchange.plan() is not None and likeliest == exchange.state.situation else None


def did_you_mean(exchange: Exchange) -> Outcome:
    """A few situations to choose from. What a story began with stays the first choice while it goes on."""
    likely = dict.fromkeys([*situations_offered(exchange)[:1], *likely_situations(exchange)])
    choices = situation_choices(exchange, likely)
    if not choices:
        return search(exchange)
    return _offering(exchange, exchange.words.say("clarify.did_you_mean"), choices)


def _offering(exchange: Exchange, text: str, choices: tuple[Choice, ...]) -> Outcome:
    """The choices under this text, remembered so that «друге» finds them.

    What was told in passing is kept, so that it need not be told again once a situation is chosen.
    """
    none = Choice(exchange.words.say("button.none_of_these"), str(Payload("other")))
    reply = Reply(text=text, choices=(*choices, none))
    state = replace(exchange.state, offered=tuple(one.payload for one in choices))
    for situation, told in exchange.said.told.items():
        state = state.keeping(situation, told)
    return Outcome((reply,), TurnStatus.CLARIFIED, state)
