"""Not sure, or not understood: "did you mean", search results, and ways on. Never a dead end."""

from __future__ import annotations

from dataclasses import replace

from actions.act import Act, Exchange, Outcome
from actions.acts.answer import answered
from actions.compose.menu import common_situations, situation_choices, talk_to_person, ways_back
from actions.compose.services import result_of, service_card
from actions.interpret import as_answer
from catalog.search import Hit, Kind
from channels.conversation import TurnStatus
from channels.payload import Payload
from channels.reply import Choice, Reply

#: How many situations "did you mean" offers, and the least probability worth offering.
OFFERED = 3
WORTH_OFFERING = 0.08
RESULTS = 5
#: What a person says who takes it that we understood.
GOING_ON = ("ask", "affirm", "next_step", "step_done", "answer", "dont_know", "change_answer")
#: A service is shown at once if it matches so well, and the next thing found by so much less.
CERTAIN, AHEAD = 0.85, 0.08


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
        return search(exchange)


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


def going_on_unchosen(exchange: Exchange) -> bool:
    """Whether situations were offered, none was chosen, and the message goes on as if one had been."""
    offered = [Payload.parse(code).act for code in exchange.offered]
    if exchange.plan() is not None or not offered or set(offered) != {"situation"}:
        return False
    return exchange.said.intent.partition("/")[0] in GOING_ON


def offer_again(exchange: Exchange) -> Outcome:
    """What was offered before, when the person went on without choosing."""
    likely = [Payload.parse(code).value for code in exchange.offered]
    return _offering(exchange, exchange.words.say("clarify.choose_first"), situation_choices(exchange, likely))


def not_sure_here(exchange: Exchange) -> Outcome | None:
    """The list at hand, when the message is most likely about it: asking «do you mean this?» would go in circles."""
    from actions.acts.steps import not_sure

    likeliest = exchange.said.situations[0][0] if exchange.said.situations else None
    return not_sure(exchange) if exchange.plan() is not None and likeliest == exchange.state.situation else None


def did_you_mean(exchange: Exchange) -> Outcome:
    """Two or three situations to choose from."""
    likely = [one for one, share in exchange.said.situations[:OFFERED] if share >= WORTH_OFFERING]
    choices = situation_choices(exchange, likely)
    if not choices:
        return search(exchange)
    return _offering(exchange, exchange.words.say("clarify.did_you_mean"), choices)


def _offering(exchange: Exchange, text: str, choices: tuple[Choice, ...]) -> Outcome:
    """The choices under this text, remembered so that «друге» finds them."""
    none = Choice(exchange.words.say("button.none_of_these"), str(Payload("other")))
    reply = Reply(text=text, choices=(*choices, none))
    state = replace(exchange.state, offered=tuple(one.payload for one in choices))
    return Outcome((reply,), TurnStatus.CLARIFIED, state)


def search(exchange: Exchange) -> Outcome:
    """What the catalogue has that looks alike, or an honest "I do not know"."""
    hits = exchange.knowledge.index.search(exchange.said.text, RESULTS) if exchange.said.text else []
    if _is_one_service(hits) and (card := service_card(exchange, hits[0].target.key)):
        none = Choice(exchange.words.say("button.none_of_these"), str(Payload("other")))
        return Outcome((replace(card, choices=(*card.choices, none)),), TurnStatus.ANSWERED, exchange.state)
    results = tuple(filter(None, (result_of(hit, exchange) for hit in _distinct(hits))))
    if not results:
        return not_understood(exchange)
    reply = Reply(
        text=exchange.words.say("search.found"),
        results=results,
        choices=(Choice(exchange.words.say("button.none_of_these"), str(Payload("other"))), talk_to_person(exchange)),
    )
    state = replace(exchange.state, offered=tuple(one.payload for one in results if one.payload))
    return Outcome((reply,), TurnStatus.SEARCHED, state)


def not_understood(exchange: Exchange) -> Outcome:
    reply = Reply(
        text=exchange.words.say("search.nothing"), choices=(*common_situations(exchange, 3), talk_to_person(exchange))
    )
    return Outcome((reply,), TurnStatus.SEARCHED, exchange.state)


def ask_what_happened(exchange: Exchange) -> Outcome:
    """An open question back, with the way to the list or to the situations."""
    reply = Reply(
        text=exchange.words.say("clarify.what_happened"), choices=(*ways_back(exchange), talk_to_person(exchange))
    )
    return Outcome((reply,), TurnStatus.CLARIFIED, exchange.state)


def _is_one_service(hits: list[Hit]) -> bool:
    """Whether the message asks for one service by its name, and for nothing else that we have."""
    first, rest = hits[:1], hits[1:2]
    return (
        bool(first)
        and first[0].target.kind is Kind.SERVICE
        and first[0].score >= CERTAIN
        and not any(hit.score > first[0].score - AHEAD for hit in rest)
    )


def _distinct(hits: list[Hit]) -> list[Hit]:
    """A step of a situation that was found itself adds nothing."""
    situations = {hit.target.key for hit in hits if hit.target.kind is Kind.SITUATION}
    return [hit for hit in hits if hit.target.kind is not Kind.STEP or hit.target.key.split("/")[0] not in situations]
