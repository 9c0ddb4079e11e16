"""`signpost search QUERY`: what the catalogue has that matches, and on which phrase."""

from __future__ import annotations

import click

from bot.cli.authored import unreadable
from bot.cli.output import json_option, print_json, settings
from catalog.authoring.problems import ContentError


@click.command(name="search", help=__doc__)
@click.argument("query", nargs=-1, required=True)
@click.option("--limit", default=5, show_default=True)
@json_option
def command(query: tuple[str, ...], limit: int, as_json: bool) -> None:
    from bot.cli.in_use import catalogue_in_use

    try:
        index = catalogue_in_use(settings().database_url).index()
    except ContentError as error:
        raise unreadable(error, as_json) from None
    hits = index.search(" ".join(query), limit)
    if as_json:
        print_json(
            [
                {"kind": hit.target.kind.value, "id": hit.target.key, "score": hit.score, "matched_on": hit.matched_on}
                for hit in hits
            ]
        )
    else:
        for hit in hits:
            click.echo(f"{hit.score:.2f}  {hit.target.kind.value:<10} {hit.target.key}  ({hit.matched_on})")
    if not hits:
        raise click.exceptions.Exit(1)
