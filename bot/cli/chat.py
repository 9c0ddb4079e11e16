"""`signpost chat`: talk to the assistant in the terminal. Type a number to press a button, Ctrl+D to leave."""

from __future__ import annotations

import asyncio
import secrets
from datetime import date, datetime, timezone

import click

from bot.cli.output import fail, settings


@click.command(name="chat", help=__doc__)
@click.option("--language", type=click.Choice(["uk", "en"]), default="uk")
def command(language: str) -> None:
    from sqlalchemy import create_engine
    from sqlalchemy.pool import StaticPool

    from actions import knowledge
    from actions.knowledge import Knowledge
    from bot.assistant import SignpostAssistant
    from bot.conversations.store import ConversationStore
    from bot.conversations.trackers import WorkingTrackerStore
    from bot.locks import QueueingLockStore
    from bot.model import NoModel, latest_model, load_agent
    from catalog.authoring.content import read_content

    today = datetime.now(timezone.utc).astimezone().date()
    known = Knowledge.of(read_content(), date(today.year, today.month, today.day))
    knowledge.use(lambda: known)
    # A conversation in the terminal is a try-out: it is kept in memory only.
    engine = create_engine("sqlite://", future=True, poolclass=StaticPool, connect_args={"check_same_thread": False})
    store = ConversationStore(engine)
    try:
        agent = load_agent(latest_model(settings().models), WorkingTrackerStore(store), QueueingLockStore())
    except NoModel as error:
        raise fail(str(error)) from None
    asyncio.run(_talk(SignpostAssistant(agent, store), language))


async def _talk(assistant: "object", language: str) -> None:
    from bot.assistant import SignpostAssistant
    from channels.conversation import Incoming
    from channels.payload import Payload

    assert isinstance(assistant, SignpostAssistant)
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


def _show(turn: "object") -> list[tuple[str, str]]:
    """Print the replies and their buttons, numbered; return the buttons in that order."""
    from channels.conversation import Turn
    from channels.plain import as_plain_text

    assert isinstance(turn, Turn)
    buttons: list[tuple[str, str]] = []
    for reply in turn.replies:
        click.echo(f"\n{as_plain_text(reply)}")
        asked = reply.guide.question.choices if reply.guide and reply.guide.question else ()
        buttons.extend((choice.title, choice.payload) for choice in (*asked, *reply.choices))
        buttons.extend((result.title, result.payload) for result in reply.results if result.payload)
    for number, (title, _) in enumerate(buttons, start=1):
        click.echo(f"  [{number}] {title}")
    return buttons
