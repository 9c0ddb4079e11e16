"""`signpost catalog import`: what export wrote, or the open data of the Diia Guide."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timezone
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from bot.cli.catalog_export import import_command as exported
from bot.cli.output import engine, fail, json_option, print_json

if TYPE_CHECKING:
    from rich.progress import Progress

    from catalog.register.report import Report

#: Lines of a list that a person is shown; the report file has all.
SHOWN = 20
_EXPORTED = "exported-catalogue"


class _FileOrSource(click.Group):
    """`import FILE` reads back an export; `import NAME FILE` reads another source's format."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        named = args and args[0] in (*self.commands, *ctx.help_option_names)
        return super().parse_args(ctx, args if named or not args else [_EXPORTED, *args])

    def list_commands(self, ctx: click.Context) -> list[str]:
        return [name for name in super().list_commands(ctx) if name != _EXPORTED]

    def collect_usage_pieces(self, ctx: click.Context) -> list[str]:
        return ["FILE | COMMAND [ARGS]..."]


@click.group("import", cls=_FileOrSource, invoke_without_command=False)
def import_group() -> None:
    """Read back what export wrote (import FILE), or take over open data of the Diia Guide.

    What is taken over stands beside the authored catalogue and survives `signpost catalog load`.
    """


import_group.add_command(exported, _EXPORTED)


def _source_options(command: Any) -> Any:
    for option in reversed((
        click.argument("location", metavar="FILE|URL"),
        click.option("--dry-run", is_flag=True, help="Say what would change; write nothing."),
        click.option("--report", type=click.Path(dir_okay=False, path_type=Path), help="Write all findings as JSON."),
        click.option("--let-shrink", is_flag=True, help="Also if it withdraws most of what is there."),
        json_option,
    )):  # fmt: skip
        command = option(command)
    return command


@import_group.command("diia-guide")
@_source_options
def services(location: str, dry_run: bool, report: Path | None, let_shrink: bool, as_json: bool) -> None:
    """The register of services: the full dump as JSON, packed with gzip or not.

    The guide offers it at https://guide.diia.gov.ua/register/download/json/
    """
    from catalog.register.shelves import SERVICES

    _import(SERVICES, location, dry_run, report, let_shrink, as_json)


@import_group.command("diia-guide-offices")
@_source_options
def offices(location: str, dry_run: bool, report: Path | None, let_shrink: bool, as_json: bool) -> None:
    """Service centres (ЦНАП): the list with each centre's details, as JSON, packed with gzip or not."""
    from catalog.register.shelves import OFFICES

    _import(OFFICES, location, dry_run, report, let_shrink, as_json)


def _import(shelf: Any, location: str, dry_run: bool, report: Path | None, let_shrink: bool, as_json: bool) -> None:
    from catalog.register.importing import ImportRefused, import_dump
    from catalog.register.opening import is_address, opened
    from catalog.register.splitting import NotADump

    source = location if is_address(location) else Path(location).name
    now = datetime.now(timezone.utc)
    try:
        with _progress() as bar:
            task = bar.add_task(f"Reading {source}", total=None)
            with opened(location, lambda size: bar.advance(task, size)) as dump:
                bar.update(task, total=dump.size)
                found = import_dump(engine(), shelf, dump.stream, source, now, dry_run=dry_run, let_shrink=let_shrink)
    except (NotADump, ImportRefused) as error:
        if as_json:
            print_json({"ok": False, "problem": str(error)})
            raise click.exceptions.Exit(1) from None
        raise fail(f"{error}\nnothing was imported") from None
    if report is not None:
        report.parent.mkdir(parents=True, exist_ok=True)
        report.write_text(json.dumps(found.as_json(), ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
    if as_json:
        print_json({"ok": True, **found.as_json()})
    else:
        _show(found, report)


@contextmanager
def _progress() -> Iterator[Progress]:
    """A bar on a terminal; silent elsewhere."""
    from rich.console import Console
    from rich.progress import BarColumn, DownloadColumn, Progress, TextColumn, TimeRemainingColumn

    console = Console(stderr=True)
    columns = (TextColumn("{task.description}"), BarColumn(), DownloadColumn(), TimeRemainingColumn())
    with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as bar:
        yield bar


def _show(found: Report, report: Path | None) -> None:
    findings = [*(str(one) for one in found.unknown_fields), *(str(one) for one in found.broken)]
    for line in findings[:SHOWN]:
        click.echo(line, err=True)
    if len(findings) > SHOWN:
        where = f"see {report}" if report else "--report FILE writes all"
        click.echo(f"… and {len(findings) - SHOWN} more; {where}", err=True)
    done = "Imported" if found.written else "Would import"
    click.echo(
        f"{done} {found.kind} from {found.source}: {len(found.added)} added, {len(found.changed)} changed, "
        f"{len(found.withdrawn)} withdrawn, {found.unchanged} unchanged, "
        f"{len(found.broken)} of {found.records} broken and left out"
    )
    if found.kept:
        click.echo(f"{len(found.kept)} of the broken ones keep their earlier version")
