"""`signpost bench`: measure this machine: start, memory, answer time, and cost against the length of a conversation."""

from __future__ import annotations

from dataclasses import asdict

import click

from bot.cli.output import fail, json_option, print_json, settings


@click.command(name="bench", help=__doc__)
@click.option("--turns", default=400, show_default=True, help="Turns of the long conversation.")
@click.option("--messages", default=200, show_default=True, help="Messages sent to the server.")
@json_option
def command(turns: int, messages: int, as_json: bool) -> None:
    from benchmarks import conversation_length, server
    from bot.training import train

    try:
        model = train(settings().models).path
    except RuntimeError as error:
        raise fail(str(error)) from None
    served = server.measure(messages)
    grown = conversation_length.measure(model, turns)
    if as_json:
        growth = [{**asdict(one), "factor": one.factor} for one in grown]
        print_json({"server": asdict(served), "conversation_length": growth})
        return
    click.echo("| the program, from outside | |\n|---|---|")
    click.echo(f"| start, model and catalogue current | {served.start_seconds} s |")
    click.echo(f"| memory | {served.memory_mb} MB |")
    click.echo(f"| answer over HTTP, median of {served.messages} | {served.median_ms} ms |")
    click.echo(f"| answer over HTTP, 95th percentile | {served.p95_ms} ms |\n")
    click.echo(
        f"| one conversation | turn {grown[0].early_turn} | turn {grown[0].late_turn} | factor |\n|---|---|---|---|"
    )
    for one in grown:
        click.echo(f"| {one.store} | {one.early_ms} ms | {one.late_ms} ms | {one.factor} |")
