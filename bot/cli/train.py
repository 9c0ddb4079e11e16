"""`signpost train`: train the model if its examples, rules or components have changed, and measure it.

The figures are kept beside the model; /about shows them.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import click

from bot.cli.output import fail, settings, steps_shown


@click.command(name="train", help=__doc__)
@click.option("--force", is_flag=True, help="Train everything anew even if nothing has changed.")
@click.option("--measure/--no-measure", default=True, help="Measure the model when it is not measured yet (default).")
def command(force: bool, measure: bool) -> None:
    from bot.training import train

    try:
        with steps_shown() as show:
            trained = train(settings().models, force, show)
            top1 = _measure(trained.path, show) if measure else None
    except RuntimeError as error:
        raise fail(str(error)) from None
    click.echo(f"{'Trained' if trained.fresh else 'Nothing has changed; in use is'} {trained.path}")
    if top1 is not None:
        click.echo(f"The right situation comes first for {top1 * 100:.1f} % of the evaluation messages")


def _measure(model: Path, show: Callable[[str], None]) -> float | None:
    """The share of needs understood first; None if they could not be measured, which fails no training."""
    from bot.evaluation.kept import kept_figures, measure

    known = kept_figures(model)
    if known is None:
        show("Measuring the model on the evaluation messages")
        try:
            known = measure(model)
        except Exception as error:
            click.echo(f"The model could not be measured: {error}", err=True)
            return None
    share = known.figures["all"]["top1"]
    return None if share is None else float(share)
