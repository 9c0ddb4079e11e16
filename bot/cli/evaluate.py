"""`signpost evaluate [FILE…]`: how well the model understands messages it has not seen (JSON lines with labels).

Without files it measures the messages that ship with Signpost. With --compare it sets an earlier model (or its
predictions.jsonl) beside the one in use. With --train and --test it trains our classifier on other data and measures
that: BANKING77 (.csv), CLINC150 (.json) or JSON lines.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from bot.cli.output import fail, json_option, print_json, settings
from bot.settings import PROJECT

if TYPE_CHECKING:
    from bot.evaluation.cases import Case
    from bot.evaluation.compare import Comparison
    from bot.evaluation.prediction import Prediction

EXISTING = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.command(name="evaluate", help=__doc__)
@click.argument("files", nargs=-1, type=EXISTING)
@click.option("--model", type=EXISTING, help="Measure this model instead of the newest.")
@click.option("--compare", "earlier", type=EXISTING, help="An earlier model, or the predictions.jsonl of one.")
@click.option("--train", "train_file", type=EXISTING, help="Train on these messages; needs --test.")
@click.option("--test", "test_file", type=EXISTING, help="Measure what --train learned on these messages.")
@click.option("--only", multiple=True, metavar="LABEL", help="Measure only messages with these labels.")
@click.option("--known", is_flag=True, help="Leave out messages about situations the catalogue does not have yet.")
@click.option(
    "--out",
    type=click.Path(file_okay=False, path_type=Path),
    default=Path("results"),
    show_default=True,
    help="Folder for figures, pictures (SVG), misses and predictions.",
)
@click.option("--misses", "misses_file", type=click.Path(dir_okay=False, path_type=Path), help="Write misses here too.")
@json_option
def command(
    files: tuple[Path, ...],
    model: Path | None,
    earlier: Path | None,
    train_file: Path | None,
    test_file: Path | None,
    only: tuple[str, ...],
    known: bool,
    out: Path,
    misses_file: Path | None,
    as_json: bool,
) -> None:
    from bot.evaluation.cases import CaseError
    from bot.evaluation.runs import EvaluationFailed
    from bot.model import NoModel

    _refuse_wrong_usage(files, model, earlier, train_file, test_file)
    try:
        if train_file and test_file:
            predictions, comparison = _foreign(train_file, test_file, only), None
        else:
            cases = _cases(files, only, known)
            predictions = _predict(model or _newest(), cases)
            comparison = _compare(earlier, predictions) if earlier else None
        _finish(predictions, comparison, out, misses_file, as_json)
    except (CaseError, NoModel, EvaluationFailed, ValueError, OSError) as error:
        raise fail(str(error)) from None


def _refuse_wrong_usage(
    files: Sequence[Path], model: Path | None, earlier: Path | None, train_file: Path | None, test_file: Path | None
) -> None:
    if (train_file is None) != (test_file is None):
        raise click.UsageError("--train and --test belong together; give both")
    if train_file and (files or model or earlier):
        raise click.UsageError("--train trains a model of its own: leave out FILE, --model and --compare")


def _cases(files: Sequence[Path], only: Sequence[str], known: bool) -> list[Case]:
    """The messages to measure. Raises ValueError when none is left."""
    from bot.evaluation.cases import OUT_OF_SCOPE, read_cases
    from bot.evaluation.kept import MESSAGES
    from catalog.authoring.content import CONTENT

    paths = files or [PROJECT / name for name in MESSAGES]
    there = {path.stem for path in (CONTENT / "situations").glob("*.yml")} | {OUT_OF_SCOPE}
    cases = _only((case for path in paths for case in read_cases(path)), only)
    return _some([case for case in cases if not known or case.label in there])


def _only(cases: Iterable[Case], only: Sequence[str]) -> list[Case]:
    return [case for case in cases if not only or case.label in only]


def _some(cases: list[Case]) -> list[Case]:
    if not cases:
        raise ValueError("no message is left to measure; look at --only and --known")
    return cases


def _newest() -> Path:
    from bot.model import latest_model

    return latest_model(settings().models)


def _predict(model: Path, cases: Sequence[Case]) -> list[Prediction]:
    from bot.evaluation.runs import predict

    return predict(model, cases, _watched)


def _watched(cases: Sequence[Case]) -> Iterable[Case]:
    """A progress bar on a terminal."""
    from rich.console import Console
    from rich.progress import track

    return track(cases, "Understanding", console=Console(stderr=True), transient=True)


def _compare(earlier: Path, after: Sequence[Prediction]) -> Comparison:
    from bot.evaluation.compare import compare
    from bot.evaluation.prediction import read_predictions

    stored = earlier.suffix == ".jsonl"
    return compare(read_predictions(earlier) if stored else _predict(earlier, [one.case for one in after]), after)


def _foreign(train_file: Path, test_file: Path, only: Sequence[str]) -> list[Prediction]:
    from bot.evaluation.classifier import train_and_predict
    from bot.evaluation.foreign import Part, read_foreign

    train = _only(read_foreign(train_file, Part.TRAIN), only)
    test = _some(_only(read_foreign(test_file, Part.TEST), only))
    click.echo(f"Training on {len(train)} messages, measuring on {len(test)}", err=True)
    return train_and_predict(train, test, watch=_watched)


def _finish(
    predictions: Sequence[Prediction], comparison: Comparison | None, out: Path, misses_file: Path | None, as_json: bool
) -> None:
    """Write the folder and print the figures."""
    from rich.console import Console

    from bot.evaluation.prediction import write_predictions
    from bot.evaluation.report import Report
    from bot.evaluation.results import write_results
    from bot.evaluation.score import misses
    from bot.evaluation.tables import comparison_tables, print_tables, report_tables, verdict_words

    report = Report.of(predictions)
    written = write_results(out, predictions, report, comparison)
    if misses_file is not None:
        write_predictions(misses_file, misses(predictions))
    if as_json:
        print_json({**report.as_json(), **({"comparison": comparison.as_json()} if comparison else {})})
        return
    console = Console()
    print_tables(report_tables(report), console)
    if comparison is not None:
        print_tables(comparison_tables(comparison), console)
        click.echo(verdict_words(comparison.all))
    error = report.reliability.error * 100
    click.echo(f"Expected calibration error: {error:.1f} % (how far the probabilities are from what came true)")
    click.echo(f"Written: {', '.join(str(path) for path in written)}")
