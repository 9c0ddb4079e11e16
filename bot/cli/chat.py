"""`signpost chat`: talk to the assistant in the terminal. Type a number to press a button, Ctrl+D to leave."""

from __future__ import annotations

import asyncio
import secrets
from datetime import datetime, timezone

import click

from bot.cli.authored import unreadable
from bot.cli.output import fail, settings
from channels.conversation import Assistant, Incoming, Turn
from channels.payload import Payload
from channels.plain import as_plain_text


@click.command(name="chat", help=__doc__)
@click.option("--language", type=click.Choice(["uk", "en"]), default="uk")
def command(language: str) -> None:
    from sqlalchemy import create_engine
    from sqlalchemy.pool import StaticPool

    from actions import knowledge
    from bot.assistant import SignpostAssistant
    from bot.cli.in_use import catalogue_in_use
    from bot.conversations.store import ConversationStore
    from bot.conversations.trackers import WorkingTrackerStore
    from bot.locks import QueueingLockStore
    from bot.model import NoModel, latest_model, load_agent
    from catalog.authoring.problems import ContentError

    today = datetime.now(timezone.utc).astimezone().date()
    try:
        known = catalogue_in_use(settings().database_url).knowledge(today)
    except ContentError as error:
        raise unreadable(error, as_json=False) from None
    knowledge.use(lambda: known)
    # A conversation in the terminal is a try-out: it is kept in memory only.
    engine = create_engine("sqlite://", future=True, poolclass=StaticPool, connect_args={"check_same_thread": False})
    store = ConversationStore(engine)
    try:
        agent = load_agent(latest_model(settings().models), WorkingTrackerStore(store), QueueingLockStore())
    except NoModel as error:
        raise fail(str(error)) from None
    asyncio.run(_talk(SignpostAssistant(agent, store), language))


async def _talk(assistant: Assistant, language: str) -> None:
    conversation = f"terminal-{secrets.token_hex(8)}"
    turn = await assistant.begin(conversation, "terminal", language)
    while True:
        buttons = _show(turn)
        try:
            said = await asyncio.to_thread(input, "\n> ")
        except (EOFError, KeyboardInterrupt):
            return
        if not said.strip():
            continue
        number = int(said) if said.strip().isdigit() else 0
        if 0 < number <= len(buttons):
            title, payload = buttons[number - 1]
            incoming = Incoming(conversation, "terminal", title, Payload.parse(payload))
        else:
            incoming = Incoming(conversation, "terminal", said)
        turn = await assistant.respond(incoming)


def _show(turn: Turn) -> list[tuple[str, str]]:
    """Print the replies and their buttons, numbered; return the buttons in that order."""
    buttons: list[tuple[str, str]] = []
    for reply in turn.replies:
        click.echo(f"\n{as_plain_text(reply)}")
        asked = reply.guide.question.choices if reply.guide and reply.guide.question else ()
        buttons.extend((choice.title, choice.payload) for choice in (*asked, *reply.choices))
        buttons.extend((result.title, result.payload) for result in reply.results if result.payload)
    for number, (title, _) in enumerate(buttons, start=1):
        click.echo(f"  [{number}] {title}")
    return buttons
