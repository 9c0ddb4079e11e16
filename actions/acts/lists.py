"""All the lists a person has open, each with how far they are."""

from __future__ import annotations

from dataclasses import replace

from actions.act import Act, Exchange, Outcome
from actions.acts.clarify import ask_what_happened
from actions.compose.progress import progress_of
from channels.conversation import TurnStatus
from channels.payload import Payload
from channels.reply import Choice, Reply


class MyLists(Act):
    """Lists the open situations with their progress, to go on with one of them."""

    act_name = "action_my_lists"

    def perform(self, exchange: Exchange) -> Outcome:
        words = exchange.words
        lines, choices = [], []
        for situation_id in exchange.state.opened:
            plan = exchange.plan(exchange.state.about(situation_id))
            if plan is None:
                continue
            title = words.of(plan.situation.title)
            lines.append(words.say("lists.line", title=title, progress=progress_of(plan, words)))
            choices.append(Choice(title, str(Payload("situation", situation_id))))
        if not choices:
            return ask_what_happened(exchange)
        text = "\n".join([words.say("lists.heading"), *lines])
        choices.append(Choice(words.say("button.another_need"), str(Payload("situations"))))
        state = replace(exchange.state, offered=tuple(one.payload for one in choices[:-1]))
        return Outcome((Reply(text=text, choices=tuple(choices)),), TurnStatus.ANSWERED, state)
