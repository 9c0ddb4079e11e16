"""`signpost catalog check`: the editorial gate over the authored content."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from bot.cli.authored import content_option, unreadable
from bot.cli.output import json_option, print_json
from catalog.authoring.problems import ContentError
from catalog.editorial.findings import Finding, Rule, Severity, advice
from catalog.text import Language

if TYPE_CHECKING:
    from catalog.editorial.gate import Extent, Report

#: Warnings of one kind shown without --verbose.
WARNINGS_SHOWN = 3


@click.command()
@content_option
@json_option
@click.option("--strict", is_flag=True, help="Warnings count as errors.")
@click.option("--links", is_flag=True, help="Ask for every cited page over the network (minutes).")
@click.option("--verbose", "-v", is_flag=True, help="Every warning in full, and how each file reads.")
@click.option("--today", type=click.DateTime(["%Y-%m-%d"]), default=None, help="The day to check for.")
def check(content: Path, as_json: bool, strict: bool, links: bool, verbose: bool, today: datetime | None) -> None:
    """Find what must not be published: contradictions, stale facts, officialese.

    Each finding names file, line, why it matters, how to mend it, and an example. Exit code 1 when there is an error.
    """
    from catalog.editorial.gate import examine

    try:
        report = examine(content, today.date() if today else date.today(), links)
    except ContentError as error:
        raise unreadable(error, as_json) from None
    if as_json:
        print_json(as_data(report, strict))
    else:
        _print(report, strict, verbose)
    if not report.passes(strict):
        raise click.exceptions.Exit(1)


def as_data(report: Report, strict: bool) -> dict[str, Any]:
    """The report as JSON values."""
    extent = report.extent
    return {
        "ok": report.passes(strict),
        "situations": extent.situations,
        "steps": extent.steps,
        "services": extent.services,
        "terms": extent.terms,
        "rates": extent.rates,
        "outages": extent.outages,
        "texts": {language.value: count for language, count in extent.texts.items()},
        "steps_with_source_and_date": extent.dated,
        "steps_from_general_knowledge_only": extent.general_knowledge_only,
        "counts": {rule.value: count for rule, count in sorted(report.counts().items())},
        "findings": [_finding_data(finding) for finding in report.findings],
        "readability": {
            file: {language.value: figure for language, figure in figures.items()}
            for file, figures in report.readability.items()
        },
    }


def _finding_data(finding: Finding) -> dict[str, Any]:
    told = finding.advice
    return {
        "file": finding.place.file,
        "line": finding.place.line,
        "severity": told.severity.value,
        "rule": finding.rule.value,
        "field": finding.field,
        "found": finding.found,
        "why": told.why,
        "fix": told.fix,
    }


def _print(report: Report, strict: bool, verbose: bool) -> None:
    for finding in report.of(Severity.ERROR):
        click.echo(str(finding), err=True)
    warnings = sorted(report.of(Severity.WARNING), key=_worst_first)
    for rule, group in groupby(warnings, key=lambda one: one.rule):
        found = list(group)
        click.echo(f"{rule.value}: {len(found)} warning(s). {_sentence(advice()[rule].fix)}")
        shown = found if verbose else found[:WARNINGS_SHOWN]
        for finding in shown:
            click.echo(f"  {finding.place} {finding.field}: {finding.found}")
        if len(shown) < len(found):
            click.echo(f"  … and {len(found) - len(shown)} more (--verbose lists them)")
    if verbose:
        for line in _readability_lines(report):
            click.echo(line)
    click.echo(_extent_line(report.extent))
    errors, others = len(report.of(Severity.ERROR)), len(warnings)
    verdict = "The content is sound" if report.passes(strict) else "The content must not be published"
    click.echo(f"{verdict}: {errors} error(s), {others} warning(s).")


def _worst_first(finding: Finding) -> tuple[str, str]:
    """Rule by rule; statements by the month they were checked in, the rest in the order of the files."""
    dated = finding.rule in (Rule.SOURCE_AGEING, Rule.SOURCE_OLD)
    return finding.rule.value, finding.found if dated else ""


def _sentence(text: str) -> str:
    return f"{text[0].upper()}{text[1:]}."


def _readability_lines(report: Report) -> Iterator[str]:
    yield "How each file reads (LIX, lower is easier):"
    for file, figures in sorted(report.readability.items()):
        yield f"  {file}: " + ", ".join(f"{language.value} {figure:.1f}" for language, figure in figures.items())


def _extent_line(extent: Extent) -> str:
    texts = ", ".join(f"{extent.texts[language]} {language.value}" for language in Language)
    share = 100 * extent.dated / extent.steps if extent.steps else 0.0
    return (
        f"{extent.situations} situations, {extent.steps} steps, {extent.services} services, {extent.terms} terms, "
        f"{extent.rates} rates, {extent.outages} outages; texts: {texts}.\n"
        f"Steps with source and date: {extent.dated} ({share:.0f} %); "
        f"of them {extent.general_knowledge_only} rest on general knowledge alone."
    )
