"""The emergency lines: by themselves when somebody is in danger, beside the answer when danger is told with a need."""

from __future__ import annotations

from dataclasses import replace

from actions.act import Exchange, Outcome
from actions.hearing.vocabulary import Heard
from channels.conversation import TurnStatus
from channels.reply import Notice, NoticeKind


def lines_to_call(exchange: Exchange) -> Notice:
    """Every line, those for the danger we heard of first: a frightened person calls the first one."""
    contacts = exchange.catalogue.contacts_for("crisis")
    heard = Heard.of(exchange.said.text).kinds("danger")
    first = [one for one in contacts if set(heard) & set(one.purposes)]
    ordered = (*first, *(one for one in contacts if one not in first))
    lines = [exchange.words.say("crisis.call"), *(exchange.words.of(one.title) for one in ordered)]
    return Notice(NoticeKind.CRISIS, "\n".join(lines))


def with_lines(exchange: Exchange, outcome: Outcome) -> Outcome:
    """The outcome with the lines above its first reply.

    «Хочу розлучитися, а він погрожує, що вбʼє» is answered with the steps of a divorce; the lines go first.
    """
    if outcome.status is TurnStatus.CRISIS or not outcome.replies:
        return outcome
    first, *others = outcome.replies
    told = replace(first, notices=(lines_to_call(exchange), *first.notices))
    return replace(outcome, replies=(told, *others))
