"""`signpost review retention`, `forget`: what is deleted when its time is over, and what somebody asked to delete."""

from __future__ import annotations

import time
from dataclasses import asdict
from datetime import datetime, timezone

import click

from bot.cli.output import engine, fail, json_option, print_json, settings


@click.command()
@click.option("--preview", "action", flag_value="preview", default=True, help="Say what would go (the default).")
@click.option("--run", "action", flag_value="run", help="Delete what is due now.")
@json_option
def retention(action: str, as_json: bool) -> None:
    """Conversations whose time is over: what would go, or delete it. The running program does it every night."""
    from bot.conversations.retention import Retention
    from bot.conversations.store import ConversationStore
    from bot.forgetting import Forgetting
    from review.retention.pages import told

    database = engine()
    ConversationStore(database)
    kept = Retention(database, settings().retention_days, Forgetting(database))
    if action == "run":
        deleted = kept.run(time.time(), told(None, time.time))
        _say_deleted(dict(deleted.conversations), as_json)
        return
    preview = kept.preview(time.time())
    if as_json:
        print_json([asdict(one) for one in preview])
        return
    for one in preview:
        oldest = datetime.fromtimestamp(one.oldest, timezone.utc).date().isoformat() if one.oldest else "–"
        click.echo(f"{one.group}: {one.days} days; {one.conversations} conversations, {one.messages} messages would go")
        click.echo(f"  oldest: {oldest}; spared: {one.kept} kept, {one.reminding} with a reminder to come")
        for name, kinds in (("situations", one.situations), ("endings", one.endings)):
            if kinds:
                click.echo(f"  {name}: " + ", ".join(f"{kind} {count}" for kind, count in kinds.items()))


@click.command()
@click.argument("conversation")
def forget(conversation: str) -> None:
    """Delete one CONVERSATION for good, as its person can do themselves. Nobody can bring it back."""
    from sqlalchemy.orm import Session

    from bot.conversations.store import ConversationStore
    from bot.forgetting import Forgetting
    from review.access import audit

    database = engine()
    store = ConversationStore(database, Forgetting(database))
    if not store.exists(conversation):
        raise fail(f'There is no conversation "{conversation}"; its id is in the address of its page in the console')
    store.delete(conversation)
    with Session(database) as session, session.begin():
        audit.record(session, None, time.time(), "conversation_forgotten", "retention", conversations=1)
    click.echo("Deleted: its messages, its words in the search, judgements, notes, examples and tests")


def _say_deleted(deleted: dict[str, int], as_json: bool) -> None:
    if as_json:
        print_json(deleted)
        return
    for group, count in deleted.items():
        click.echo(f"{group}: {count} conversations deleted")
    if not deleted:
        click.echo("Nothing was due")
