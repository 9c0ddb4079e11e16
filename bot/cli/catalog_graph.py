"""`signpost catalog graph SITUATION`: a situation drawn as SVG, to look over its questions and steps."""

from __future__ import annotations

from pathlib import Path

import click

from bot.cli.authored import content_option, read_or_fail
from catalog.authoring.problems import choices
from catalog.graph.svg import draw
from catalog.text import Language


@click.command()
@click.argument("situation_id", metavar="SITUATION")
@content_option
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), default=None, help="Where to write it.")
@click.option("--language", type=click.Choice(["uk", "en"]), default="uk", show_default=True)
def graph(situation_id: str, content: Path, out: Path | None, language: str) -> None:
    """Draw a situation: its questions, its steps in order, and which answer leads to which step.

    Without --out the SVG goes to standard output.
    """
    catalogue = read_or_fail(content, as_json=False)
    situation = catalogue.situation(situation_id)
    if situation is None:
        known = [one.id for one in catalogue.situations]
        raise click.UsageError(f'no situation is called "{situation_id}"; {choices(situation_id, known)}')
    drawing = draw(situation, Language.of(language))
    if out is None:
        click.echo(drawing, nl=False)
        return
    out.write_text(drawing, encoding="utf-8")
    click.echo(f"Drawn: {out}")
