"""`signpost catalog`: check the authored content, load it into the database."""

from __future__ import annotations

from datetime import datetime, timezone
from pathlib import Path

import click

from bot.cli.authored import content_option, counts, read_or_fail
from bot.cli.catalog_check import check
from bot.cli.catalog_export import export_command
from bot.cli.catalog_graph import graph
from bot.cli.catalog_import import import_group
from bot.cli.catalog_scenarios import scenarios
from bot.cli.output import engine, json_option, print_json
from catalog.authoring.content import content_version


@click.group(name="catalog", help=__doc__)
def command() -> None:
    """See the module's docstring."""


command.add_command(check)
command.add_command(graph)
command.add_command(scenarios)
command.add_command(export_command)
command.add_command(import_group)


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
    catalogue = read_or_fail(content, as_json)
    write_catalogue(database, catalogue, version, datetime.now(timezone.utc))
    if as_json:
        print_json({"ok": True, "version": version, **counts(catalogue)})
    else:
        loaded = ", ".join(f"{count} {name}" for name, count in counts(catalogue).items())
        click.echo(f"Loaded catalogue {version}: {loaded}")
