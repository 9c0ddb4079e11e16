"""How commands print: JSON for programs, plain lines for people, problems to standard error."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import click
from sqlalchemy.engine import Engine

from bot.database import open_database
from bot.settings import Settings, SettingsError

json_option = click.option("--json", "as_json", is_flag=True, help="Print the result as JSON.")


def print_json(value: Any) -> None:
    click.echo(json.dumps(value, ensure_ascii=False, indent=2))


def fail(message: str) -> click.exceptions.Exit:
    """Print what went wrong to standard error; raise the returned exit (code 1)."""
    click.echo(message, err=True)
    return click.exceptions.Exit(1)


def settings() -> Settings:
    """The settings from the environment; a wrong one ends the command with code 2."""
    try:
        return Settings.from_environment()
    except SettingsError as error:
        raise click.UsageError(str(error)) from None


def engine() -> Engine:
    return open_database(settings().database_url)


@contextmanager
def steps_shown() -> Iterator[Any]:
    """A function that shows the step at hand: a spinner on a terminal, a line elsewhere."""
    from rich.console import Console

    console = Console(stderr=True)
    if not console.is_terminal:
        yield lambda step: click.echo(f"  {step} …", err=True)
        return
    with console.status("") as status:
        yield lambda step: status.update(f"{step} …")
