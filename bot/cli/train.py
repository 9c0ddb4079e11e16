"""`signpost train`: train the model if its examples, rules or components have changed."""

from __future__ import annotations

import click

from bot.cli.output import fail, settings, steps_shown


@click.command(name="train", help=__doc__)
@click.option("--force", is_flag=True, help="Train everything anew even if nothing has changed.")
def command(force: bool) -> None:
    from bot.training import train

    try:
        with steps_shown() as show:
            trained = train(settings().models, force, show)
    except RuntimeError as error:
        raise fail(str(error)) from None
    click.echo(f"{'Trained' if trained.fresh else 'Nothing has changed; in use is'} {trained.path}")
