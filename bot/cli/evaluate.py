"""`signpost evaluate FILE…`: how well the model understands messages it has not seen (JSON lines with labels)."""

from __future__ import annotations

import json
from pathlib import Path

import click

from bot.cli.output import fail, json_option, print_json, settings


@click.command(name="evaluate", help=__doc__)
@click.argument("files", nargs=-1, required=True, type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--only", multiple=True, metavar="LABEL", help="Measure only messages with these labels.")
@click.option("--known", is_flag=True, help="Leave out messages about situations the catalogue does not have yet.")
@click.option("--misses", "misses_file", type=click.Path(dir_okay=False, path_type=Path), help="Write the misses here.")
@json_option
def command(
    files: tuple[Path, ...], only: tuple[str, ...], known: bool, misses_file: Path | None, as_json: bool
) -> None:
    from rich.console import Console
    from rich.progress import track

    from bot.evaluation.cases import OUT_OF_SCOPE, CaseError, read_cases
    from bot.evaluation.report import Report
    from bot.evaluation.score import Judged, misses
    from bot.model import NoModel, latest_model
    from bot.understanding import Understanding
    from catalog.authoring.content import CONTENT

    try:
        cases = [case for file in files for case in read_cases(file)]
        model = Understanding(latest_model(settings().models))
    except (CaseError, NoModel) as error:
        raise fail(str(error)) from None
    there = {path.stem for path in (CONTENT / "situations").glob("*.yml")} | {OUT_OF_SCOPE}
    cases = [case for case in cases if (not only or case.label in only) and (not known or case.label in there)]
    if not cases:
        raise fail("no message is left to measure; look at --only and --known")
    shown = track(cases, "Understanding", console=Console(stderr=True), transient=True)
    judged = [Judged(case, model.understand(case.text)) for case in shown]
    if misses_file is not None:
        lines = [json.dumps(miss, ensure_ascii=False) for miss in misses(judged)]
        misses_file.write_text("\n".join(lines) + "\n", encoding="utf-8")
    report = Report.of(judged)
    if as_json:
        print_json(report.as_json())
    else:
        report.print(Console())
