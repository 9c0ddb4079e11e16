"""`signpost review export|remarks|rollback`: what staff taught goes to the files; back to the model before."""

from __future__ import annotations

import time
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from bot.cli.output import engine, fail, json_option, print_json, settings
from bot.settings import PROJECT

if TYPE_CHECKING:
    from sqlalchemy.engine import Engine

    from review.teaching.export import Export


@click.command()
@click.option(
    "--patch",
    type=click.Path(dir_okay=False, writable=True, path_type=Path),
    help="Write a patch for `git apply` instead of changing the files; nothing is marked as exported.",
)
@click.option(
    "--project",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="Folder with nlu_data/ and tests/, if it is not the one that ships with Signpost.",
)
def export(patch: Path | None, project: Path | None) -> None:
    """Write accepted examples and saved tests into the training files and tests, and mark them as exported.

    Files change by added lines only. All of it is written, or nothing.
    """
    from sqlalchemy.orm import Session

    from review.teaching import export as exporting
    from review.teaching.insertion import InsertionError

    folder = project or PROJECT
    try:
        with Session(_database()) as session:
            if patch is not None:
                found = exporting.planned(session, folder)
                patch.write_bytes(found.patch().encode())
            else:
                found = exporting.export(session, folder, time.time(), session.commit)
    except (InsertionError, OSError) as error:
        raise fail(f"{error}; nothing was exported") from None
    _tell(found, patch)


def _tell(found: "Export", patch: Path | None) -> None:
    counted = f"{len(found.examples)} examples, {len(found.tests)} tests"
    if not found.examples and not found.tests:
        click.echo("Nothing accepted is waiting")
    elif patch is not None:
        click.echo(f"{counted}: written to {patch}; after `git apply`, run `signpost review export` to mark them")
    else:
        for change in found.changes:
            click.echo(f"  {change.path}")
        click.echo(f"{counted} are in the files")


@click.command()
@click.option("--settled", is_flag=True, help="Those that were dealt with, instead of the open ones.")
@json_option
def remarks(settled: bool, as_json: bool) -> None:
    """List what staff would change in the catalogue, by situation and step."""
    from sqlalchemy.orm import Session

    from review.teaching import remarks as remarking

    with Session(_database()) as session:
        found = remarking.listed(session, settled)
    if as_json:
        print_json([asdict(one) for one in found])
        return
    for one in found:
        place = f"{one.situation}/{one.step}" if one.step else one.situation
        click.echo(f"{place}: {one.words} ({one.staff_name})")
    if not found:
        click.echo("There are no remarks")


@click.command()
def rollback() -> None:
    """Take the model into use again that was live before. Running servers follow within seconds."""
    from bot.candidates.bench import Bench
    from bot.candidates.pointer import Pointer
    from review.teaching.candidates import CannotGoLive
    from review.web.wording import words

    database, models = engine(), settings().models
    try:
        live = Pointer(database, models, Bench(database)).roll_back(None)
    except CannotGoLive as reason:
        raise fail(words("en").say(f"teaching.models.cannot.{reason.key}")) from None
    click.echo(f"Live is {live.model or 'the model made from the files'}")


def _database() -> "Engine":
    """The database, with the tables of teaching even if no server has run yet."""
    from bot.conversations.store import ConversationStore
    from review.teaching.models import Base

    database = engine()
    ConversationStore(database)
    Base.metadata.create_all(database)
    return database
