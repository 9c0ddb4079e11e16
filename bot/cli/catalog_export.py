"""`signpost catalog export` and `import`: the catalogue as open data, and back."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable
from datetime import date, datetime, timezone
from pathlib import Path
from tempfile import NamedTemporaryFile

import click

from bot.cli.authored import counts, read_or_fail
from bot.cli.output import engine, fail, json_option, print_json, settings
from catalog.authoring.content import content_version
from catalog.catalogue import Catalogue
from catalog.interchange import tables
from catalog.interchange.edition import Edition, imported_version
from catalog.interchange.exchange import Format, export, read
from catalog.interchange.findings import ForeignFile


@click.command("export")
@click.option(
    "--format", "format_", type=click.Choice([one.value for one in Format]), default=Format.JSONLD.value,
    show_default=True, help="How to write it; csv is one zip file of tables, or a folder of them.",
)  # fmt: skip
@click.option("--out", type=click.Path(path_type=Path), help="File to write; for csv also a folder. Else: print it.")
@click.option(
    "--content", type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="Export the content authored in this folder instead of the loaded catalogue.",
)  # fmt: skip
@click.option("--day", type=click.DateTime(["%Y-%m-%d"]), help="The day for which sums are computed. Default: today.")
@click.option("--validate", is_flag=True, help="Check it against CPSV-AP 3.2; write nothing if it breaks a rule.")
@click.option(
    "--shapes", type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Check against these SHACL shapes (Turtle) instead, for example the official ones.",
)  # fmt: skip
@json_option
def export_command(
    format_: str,
    out: Path | None,
    content: Path | None,
    day: datetime | None,
    validate: bool,
    shapes: Path | None,
    as_json: bool,
) -> None:
    """Write situations, steps and services as linked data after CPSV-AP 3.2, or as tables."""
    catalogue, version = _catalogue(content, as_json)
    edition = Edition(settings().public_url, version, day.date() if day else date.today())
    checking = validate or shapes is not None
    if checking:
        _validate(catalogue, edition, shapes, as_json)
    if out is not None:
        _write(catalogue, edition, Format(format_), out)
        if as_json:
            print_json({"ok": True, "version": edition.content_version, "file": str(out), **counts(catalogue)})
        else:
            click.echo(f"Wrote {out}: catalogue {edition.content_version} as of {edition.day}")
    elif not checking:
        for piece in export(catalogue, edition, Format(format_)):
            sys.stdout.buffer.write(piece)
    elif as_json:
        print_json({"ok": True, "violations": []})


@click.command("import")
@click.argument("file", type=click.Path(exists=True, path_type=Path))
@json_option
def import_command(file: Path, as_json: bool) -> None:
    """Read back what export wrote, into the database, all or nothing.

    The imported catalogue replaces the loaded one, and `signpost serve` keeps it. `signpost catalog load` goes back to
    the content that ships with Signpost.
    """
    from catalog.store import write_catalogue

    try:
        catalogue, version = read(file)
    except ForeignFile as error:
        if as_json:
            findings = [{"where": one.where, "found": one.found, "allowed": one.allowed} for one in error.findings]
            print_json({"ok": False, "problems": findings})
            raise click.exceptions.Exit(1) from None
        raise fail(f"{error}\n{len(error.findings)} problem(s); nothing was imported") from None
    name = imported_version(version)
    write_catalogue(engine(), catalogue, name, datetime.now(timezone.utc))
    if as_json:
        print_json({"ok": True, "version": name, **counts(catalogue)})
    else:
        listed = ", ".join(f"{count} {what}" for what, count in counts(catalogue).items())
        click.echo(f'Loaded catalogue "{name}": {listed}')


def _catalogue(content: Path | None, as_json: bool) -> tuple[Catalogue, str]:
    """The catalogue to export and its version; the command ends with 1 if there is none."""
    from catalog.store import read_catalogue

    if content is not None:
        return read_or_fail(content, as_json), content_version(content)
    try:
        return read_catalogue(engine())
    except LookupError as error:
        raise fail(str(error)) from None


def _validate(catalogue: Catalogue, edition: Edition, shapes: Path | None, as_json: bool) -> None:
    """Ends the command with 1 and a list of what breaks the rules, if anything does."""
    from catalog.interchange import graph
    from catalog.interchange.validation import SHAPES, UnreadableShapes, validate

    linked = graph.parse(b"".join(export(catalogue, edition, Format.TURTLE)), "turtle", "the export")
    try:
        violations = validate(linked, shapes or SHAPES)
    except UnreadableShapes as error:
        raise click.UsageError(str(error)) from None
    if not violations:
        click.echo(f"{len(linked)} statements keep to {(shapes or SHAPES).name}", err=True)
        return
    if as_json:
        listed = [
            {"subject": one.subject, "property": one.property, "found": one.found, "allowed": one.allowed}
            for one in violations
        ]
        print_json({"ok": False, "violations": listed})
        raise click.exceptions.Exit(1)
    lines = "\n".join(str(violation) for violation in violations)
    raise fail(f"{lines}\n{len(violations)} violation(s); nothing was written")


def _write(catalogue: Catalogue, edition: Edition, format_: Format, out: Path) -> None:
    """Write the file, or the folder of tables. What is there already stays until the new one is whole."""
    if format_ is Format.CSV and (out.is_dir() or not out.suffix):
        out.mkdir(parents=True, exist_ok=True)
        for name, content in tables.write(catalogue, edition).items():
            _replace(out / name, [content])
    elif out.is_dir():
        raise click.UsageError(
            f"{out} is a folder; give the name of a file, for example {out / 'catalog'}{format_.suffix}"
        )
    else:
        _replace(out, export(catalogue, edition, format_))


def _replace(path: Path, pieces: Iterable[bytes]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with NamedTemporaryFile(dir=path.parent, prefix=f".{path.name}.", delete=False) as unfinished:
        try:
            for piece in pieces:
                unfinished.write(piece)
            unfinished.close()
            os.chmod(unfinished.name, 0o644)
            os.replace(unfinished.name, path)
        except BaseException:
            Path(unfinished.name).unlink(missing_ok=True)
            raise
