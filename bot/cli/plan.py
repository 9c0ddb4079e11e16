"""`signpost plan SITUATION`: the plan for a person who gave these answers."""

from __future__ import annotations

import time
from datetime import date, datetime
from typing import Any

import click

from actions.compose.guide import guide_of
from actions.compose.outages import plan_outages
from actions.state import DialogueState
from actions.wording import wording
from bot.cli.output import fail, json_option, print_json, settings
from bot.takeaway.links import Links, path_of
from bot.takeaway.secret import signing_secret
from catalog.authoring.content import read_content
from catalog.authoring.problems import choices
from catalog.conditions import DONT_KNOW
from catalog.plan import Plan, plan
from catalog.situations import Situation
from catalog.text import Language
from channels.plain import as_plain_text
from channels.reply import Reply


@click.command(name="plan", help=__doc__)
@click.argument("situation_id", metavar="SITUATION")
@click.option(
    "--answer", "given", multiple=True, metavar="K=V", help="A circumstance and its value; several with commas."
)
@click.option("--done", multiple=True, metavar="STEP", help="A step that is done already.")
@click.option("--language", type=click.Choice(["uk", "en"]), default="uk")
@click.option("--share", is_flag=True, help="Print the address of this list instead, to be sent or printed.")
@click.option("--today", type=click.DateTime(["%Y-%m-%d"]), default=None, help="The day to plan for.")
@json_option
def command(
    situation_id: str,
    given: tuple[str, ...],
    done: tuple[str, ...],
    language: str,
    share: bool,
    today: datetime | None,
    as_json: bool,
) -> None:
    day = today.date() if today else date.today()
    catalogue = read_content().as_of(day)
    situation = catalogue.situation(situation_id)
    if situation is None:
        known = [one.id for one in catalogue.situations]
        raise click.UsageError(f'no situation is called "{situation_id}"; {choices(situation_id, known)}')
    answers = dict(_answer(text, situation) for text in given)
    result = plan(situation, answers, day, done)
    if share:
        click.echo(_address(result, language))
    elif as_json:
        print_json(as_data(result))
    else:
        _print(result, language)


def _answer(text: str, situation: Situation) -> tuple[str, tuple[str, ...]]:
    name, _, values = text.partition("=")
    circumstance = situation.circumstance(name)
    if circumstance is None:
        known = choices(name, [one.id for one in situation.circumstances])
        raise click.UsageError(f'"{situation.id}" has no circumstance "{name}"; {known}')
    chosen = tuple(values.split(","))
    for value in chosen:
        if value != DONT_KNOW and circumstance.value(value) is None:
            known = choices(value, [*(one.id for one in circumstance.values), DONT_KNOW])
            raise click.UsageError(f'"{name}" has no value "{value}"; {known}')
    return name, chosen


def as_data(result: Plan) -> dict[str, Any]:
    """The plan as JSON values; texts in both languages."""
    question = result.next_question
    return {
        "situation": result.situation.id,
        "today": result.today.isoformat(),
        "answers": {name: list(values) for name, values in result.answers.items()},
        "steps": [
            {
                "id": step.id,
                "number": step.number,
                "status": step.standing.value,
                "title": {"uk": step.step.title.uk, "en": step.step.title.en},
                "depends_on": list(step.depends_on),
                "waits_for": list(step.waits_for),
                "covered_by": step.covered_by,
                "checked": step.step.checked,
                "confidence": step.step.confidence.value,
                "sources": list(step.step.sources),
            }
            for step in result.steps
        ],
        "totals": {
            "money": {"least": result.totals.money.least, "most": result.totals.money.most},
            "unpriced_steps": result.totals.money.unpriced,
            "days": result.totals.days,
            "deadline_days": result.totals.deadline.days if result.totals.deadline else None,
            "deadline_step": result.totals.deadline.step if result.totals.deadline else None,
            "documents": [{"uk": one.title.uk, "en": one.title.en} for one in result.totals.documents],
        },
        "open": [one.id for one in result.open],
        "next_question": question.id if question else None,
    }


def _address(result: Plan, language: str) -> str:
    """The address of the list on the server with these settings."""
    chosen = settings()
    links = Links(signing_secret(chosen.secret, chosen.database_url))
    return chosen.public_url + path_of(links, result, language, time.time())


def _print(result: Plan, language: str) -> None:
    """The plan as the assistant would show it."""
    words = wording(Language.of(language).value)
    guide = guide_of(result, DialogueState(language=language), words)
    click.echo(as_plain_text(Reply(text=guide.title, guide=guide, notices=tuple(plan_outages(result, words)))))
    if not result.steps:
        raise fail(words.say("guide.nothing"))
