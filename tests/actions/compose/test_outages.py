"""Channels that do not work: on the card of the step, beside the channel, and over the whole list."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from actions.compose.guide import guide_reply
from actions.compose.step import StepComposer
from actions.state import DialogueState
from actions.wording import wording
from catalog.outages import Outage
from catalog.plan import Plan, plan
from channels.reply import Notice, NoticeKind
from tests.actions.small_catalogue import CATALOGUE, TODAY, said

WORDS = wording("en")
STATE = DialogueState(language="en", situation="keep-bees")
PORTAL = Outage("portal", said("The bee portal sleeps."), TODAY, date(2026, 11, 27), url="https://bees.example.gov.ua")


def made(*outages: Outage, done: tuple[str, ...] = (), day: date = TODAY) -> Plan:
    situation = replace(CATALOGUE, outages=outages).as_of(day).situation("keep-bees")
    assert situation is not None
    return plan(situation, {}, day, done)


def guide_notices(found: Plan) -> tuple[Notice, ...]:
    return guide_reply("", found, STATE, WORDS).notices


def step_notices(found: Plan) -> list[str]:
    planned = found.step("passport")
    assert planned is not None
    reply = StepComposer(found, CATALOGUE, WORDS).reply(planned)
    return [notice.text for notice in reply.notices if notice.kind is NoticeKind.OUTAGE]


def test_the_card_names_the_channel_and_says_until_when() -> None:
    text = "Does not work now: bee portal. The bee portal sleeps. It will be so until November 27, 2026."
    assert step_notices(made(PORTAL)) == [text.replace("November 27, 2026", WORDS.day(date(2026, 11, 27)))]


def test_the_channel_itself_is_marked() -> None:
    found = made(PORTAL)
    planned = found.step("passport")
    assert planned is not None
    where = next(one for one in StepComposer(found, CATALOGUE, WORDS).sections(planned) if one.aspect == "where")
    assert [item.text for item in where.items if "bee portal" in item.text] == [
        "online: bee portal — does not work now"
    ]


def test_the_list_says_it_once_with_the_steps_it_concerns() -> None:
    (notice,) = guide_notices(made(replace(PORTAL, until=None)))
    assert notice == Notice(NoticeKind.OUTAGE, "The bee portal sleeps. This concerns step 2.")


def test_a_step_that_is_done_needs_no_warning() -> None:
    assert guide_notices(made(PORTAL, done=("passport",))) == ()


def test_when_it_is_over_nothing_is_said() -> None:
    over = made(PORTAL, day=date(2026, 11, 28))
    assert guide_notices(over) == ()
    assert step_notices(over) == []
