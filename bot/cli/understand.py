"""`signpost understand TEXT…`: language, intent, situations, decision, circumstances, needs and danger of each text."""

from __future__ import annotations

import click

from bot.cli.output import fail, json_option, print_json, settings


@click.command(name="understand", help=__doc__)
@click.argument("texts", nargs=-1, required=True, metavar="TEXT…")
@json_option
def command(texts: tuple[str, ...], as_json: bool) -> None:
    from bot.model import NoModel, latest_model
    from bot.understanding import Understanding
    from channels.privacy import hide

    try:
        model = Understanding(latest_model(settings().models))
    except NoModel as error:
        raise fail(str(error)) from None
    results = [model.understand(hide(text).text) for text in texts]
    if as_json:
        print_json(results[0].as_json() if len(results) == 1 else [result.as_json() for result in results])
        return
    for result in results:
        click.echo(
            f"{result.text}\n  language   {result.language}\n  intent     {result.intent} ({result.confidence:.2f})"
        )
        ranked = ", ".join(f"{name} {share:.2f}" for name, share in result.situations[:3])
        click.echo(f"  situations {ranked}\n  decision   {result.decision}")
        if result.circumstances:
            click.echo(f"  told       {', '.join(result.circumstances)}")
        if result.needs:
            click.echo(f"  needs      {', '.join(result.needs)}")
        if result.danger:
            click.echo("  danger     the emergency lines are told")
