"""Asking whether an answer helped: two quiet buttons, once a list."""

from __future__ import annotations

from dataclasses import replace

from actions.act import Outcome
from actions.wording import Wording
from channels.payload import Payload, tag_of
from channels.reply import Choice


def asking_whether_it_helped(outcome: Outcome, words: Wording) -> Outcome:
    """The outcome with the two buttons under its last reply, unless they were shown for this situation before."""
    situation = outcome.state.situation
    if situation is None or situation in outcome.state.feedback_asked:
        return outcome
    *before, last = outcome.replies
    tag = tag_of(situation)
    buttons = (
        Choice(words.say("button.helped_yes"), str(Payload("helped", "yes", tag))),
        Choice(words.say("button.helped_no"), str(Payload("helped", "no", tag))),
    )
    asked = replace(last, choices=(*last.choices, *buttons))
    state = replace(outcome.state, feedback_asked=(*outcome.state.feedback_asked, situation))
    return replace(outcome, replies=(*before, asked), state=state)
