"""`signpost examples`: look after what the model learns from."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from bot.cli.output import fail, json_option, print_json
from bot.settings import PROJECT

if TYPE_CHECKING:
    from bot.examples.check import Finding, Supply


@click.group(name="examples", help=__doc__)
def command() -> None:
    """See the module's docstring."""


@command.command()
@click.option(
    "--project",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="Folder with nlu_data/, if it is not the one that ships with Signpost.",
)
@click.option("--supply", is_flag=True, help="Show how many examples each situation has.")
@json_option
def check(project: Path | None, supply: bool, as_json: bool) -> None:
    """Find doubles, contradictions, evaluation messages among the examples, and situations with too few.

    The thesaurus is checked as well: a word belongs to one group.

    Exit code 1 if anything must be mended; pairs that are merely too alike are listed.
    """
    from bot.examples import check as checks
    from bot.examples.reading import ExamplesError, evaluation_texts, read_examples
    from bot.examples.synonyms import check_synonyms, read_synonyms
    from catalog.authoring.content import CONTENT

    try:
        examples = read_examples(project or PROJECT)
        evaluation = evaluation_texts(project or PROJECT)
        synonyms = read_synonyms(project or PROJECT)
    except (ExamplesError, OSError) as error:
        raise fail(str(error)) from None
    known = {path.stem for path in (CONTENT / "situations").glob("*.yml")}
    found = [*checks.check(examples, known, evaluation), *check_synonyms(synonyms)]
    stock = checks.supplies(examples)
    if as_json:
        print_json(
            {
                "examples": len(examples),
                "synonyms": len(synonyms),
                "findings": _json(found),
                "situations": [one.as_json() for one in stock],
            }
        )
    else:
        _print(f"{len(examples)} examples, {len(synonyms)} synonyms", found, stock if supply else [])
    if any(one.kind.is_error for one in found):
        raise click.exceptions.Exit(1)


def _json(found: Sequence[Finding]) -> list[dict[str, object]]:
    return [one.as_json() for one in found]


def _print(stock_of: str, found: Sequence[Finding], stock: Sequence[Supply]) -> None:
    for one in sorted(found, key=lambda one: (not one.kind.is_error, one.kind.value)):
        click.echo(f"{one.place}: {one.kind.value}: {one.words}")
    for supply in stock:
        languages = ", ".join(f"{name} {number}" for name, number in sorted(supply.by_language.items()))
        click.echo(
            f"{supply.situation}: {supply.examples} ({languages}); "
            f"median {supply.median_words:g} words, {supply.stories:.0%} stories"
        )
    errors = sum(one.kind.is_error for one in found)
    click.echo(f"{stock_of}: {errors} to mend, {len(found) - errors} worth a look")
