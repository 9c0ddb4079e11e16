"""What commands over the authored content share: the folder, reading it or failing well, its counts."""

from __future__ import annotations

from pathlib import Path

import click

from bot.cli.output import fail, print_json
from catalog.authoring.content import CONTENT, read_content
from catalog.authoring.problems import ContentError
from catalog.catalogue import Catalogue

content_option = click.option(
    "--content",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    default=CONTENT,
    help="Folder of the authored content, if it is not the one that ships with Signpost.",
)


def read_or_fail(content: Path, as_json: bool) -> Catalogue:
    """The catalogue authored in the folder; with mistakes in it, they are printed and the command ends with 1."""
    try:
        return read_content(content)
    except ContentError as error:
        raise unreadable(error, as_json) from None


def unreadable(error: ContentError, as_json: bool) -> click.exceptions.Exit:
    """Print why the content cannot be read; raise the returned exit (code 1)."""
    if not as_json:
        return fail(f"{error}\n{len(error.problems)} problem(s); nothing was loaded")
    problems = [
        {"file": one.place.file, "line": one.place.line, "found": one.found, "allowed": one.allowed}
        for one in error.problems
    ]
    print_json({"ok": False, "problems": problems})
    return click.exceptions.Exit(1)


def counts(catalogue: Catalogue) -> dict[str, int]:
    return {
        "situations": len(catalogue.situations),
        "steps": sum(len(situation.steps) for situation in catalogue.situations),
        "services": len(catalogue.services),
        "terms": len(catalogue.glossary),
        "rates": len(catalogue.rates.rates),
    }
