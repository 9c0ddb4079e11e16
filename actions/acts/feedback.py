"""The person's judgement of an answer: whether it helped and, if they like, why not."""

from __future__ import annotations

from dataclasses import replace

from actions.act import Act, Exchange, Feedback, Outcome
from actions.compose.menu import talk_to_person, ways_back
from actions.state import Expecting
from channels.conversation import TurnStatus
from channels.reply import Reply

#: Longest words kept of a judgement, in characters.
MOST_WORDS = 1000


class GiveFeedback(Act):
    """Takes a judgement down. After "it did not help" a few words are welcome; they are not asked for twice."""

    act_name = "action_feedback"

    def perform(self, exchange: Exchange) -> Outcome:
        helped = exchange.said.pressed.get("helped")
        if helped == "no":
            return self._did_not_help(exchange)
        words = exchange.words
        if helped is None and exchange.said.text:
            feedback = Feedback(exchange.state.situation, None, exchange.said.text[:MOST_WORDS])
            text = words.say("feedback.words_taken")
        else:
            feedback = Feedback(exchange.state.situation, True)
            text = words.say("feedback.helped")
        reply = Reply(text=text, choices=ways_back(exchange))
        return Outcome((reply,), TurnStatus.SMALL_TALK, exchange.state, feedback)

    @staticmethod
    def _did_not_help(exchange: Exchange) -> Outcome:
        text = exchange.words.say("feedback.did_not_help")
        reply = Reply(text=text, choices=(*ways_back(exchange), talk_to_person(exchange)))
        state = replace(exchange.state, expecting=Expecting.FEEDBACK_WORDS.value)
        return Outcome((reply,), TurnStatus.SMALL_TALK, state, Feedback(exchange.state.situation, False))
