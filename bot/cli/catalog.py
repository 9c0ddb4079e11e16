"""`signpost catalog`: check the authored content, load it into the database."""

from __future__ import annotations

from datetime import datetime, timezone
from pathlib import Path

import click

from bot.cli.output import engine, fail, json_option, print_json
from catalog.authoring.content import CONTENT, content_version, read_content
from catalog.authoring.problems import ContentError
from catalog.catalogue import Catalogue

content_option = click.option(
    "--content",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    default=CONTENT,
    help="Folder of the authored content, if it is not the one that ships with Signpost.",
)


@click.group(name="catalog", help=__doc__)
def command() -> None:
    """See the module's docstring."""


@command.command()
@content_option
@json_option
def check(content: Path, as_json: bool) -> None:
    """Read everything and name each mistake with file, line and what is allowed."""
    catalogue = _read(content, as_json)
    if as_json:
        print_json({"ok": True, **_counts(catalogue)})
    else:
        click.echo(
            "The content is sound: " + ", ".join(f"{count} {name}" for name, count in _counts(catalogue).items())
        )


@command.command()
@content_option
@json_option
@click.option("--if-changed", is_flag=True, help="Do nothing when the database holds this content already.")
def load(content: Path, as_json: bool, if_changed: bool) -> None:
    """Load the content into the database, all or nothing. A running server takes it up within seconds."""
    from catalog.store import create_tables, stored_version, write_catalogue

    version, database = content_version(content), engine()
    create_tables(database)
    if if_changed and stored_version(database) == version:
        click.echo(f"The database already holds catalogue {version}")
        return
    catalogue = _read(content, as_json)
    write_catalogue(database, catalogue, version, datetime.now(timezone.utc))
    if as_json:
        print_json({"ok": True, "version": version, **_counts(catalogue)})
    else:
        loaded = ", ".join(f"{count} {name}" for name, count in _counts(catalogue).items())
        click.echo(f"Loaded catalogue {version}: {loaded}")


def _read(content: Path, as_json: bool) -> Catalogue:
    try:
        return read_content(content)
    except ContentError as error:
        if as_json:
            problems = [
                {"file": one.place.file, "line": one.place.line, "found": one.found, "allowed": one.allowed}
                for one in error.problems
            ]
            print_json({"ok": False, "problems": problems})
            raise click.exceptions.Exit(1) from None
        raise fail(f"{error}\n{len(error.problems)} problem(s); nothing was loaded") from None


def _counts(catalogue: Catalogue) -> dict[str, int]:
    return {
        "situations": len(catalogue.situations),
        "steps": sum(len(situation.steps) for situation in catalogue.situations),
        "services": len(catalogue.services),
        "terms": len(catalogue.glossary),
        "rates": len(catalogue.rates.rates),
    }
