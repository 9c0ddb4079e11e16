"""A report or a comparison as tables: drawn on a terminal, Markdown where the output goes elsewhere."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from rich.console import Console
from rich.table import Table as RichTable

from bot.evaluation.compare import Comparison, Difference, Verdict
from bot.evaluation.report import Report
from bot.evaluation.score import SHARES, Figures
from bot.evaluation.shares import Share

HEADINGS: Mapping[str, str] = {
    "top1": "top 1",
    "top3": "top 3",
    "answered": "answered at once",
    "wrong_and_confident": "wrong and confident",
    "false_rejections": "refused",
    "out_of_scope_recall": "out of scope recognised",
}
#: Shares worth comparing group by group.
COMPARED = ("top1", "top3", "wrong_and_confident", "out_of_scope_recall")
#: Changed messages that are shown; the comparison's JSON holds all.
SHOWN_CHANGES = 20

VERDICTS: Mapping[Verdict, str] = {
    Verdict.BETTER: "The second model is better; chance alone would do this rarely ({chance}).",
    Verdict.WORSE: "The second model is worse; chance alone would do this rarely ({chance}).",
    Verdict.UNPROVEN: "The models differ, but no more than chance may do ({chance}).",
    Verdict.SAME: "Both models understand the very same messages.",
}


@dataclass(frozen=True)
class Table:
    """Cells as people read them; the first column is the row's name."""

    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]

    def markdown(self) -> str:
        lines = [self.columns, tuple("---" for _ in self.columns), *self.rows]
        return "\n".join([f"### {self.title}", "", *("| " + " | ".join(map(_escaped, line)) + " |" for line in lines)])

    def print(self, console: Console) -> None:
        if not console.is_terminal:
            console.file.write(self.markdown() + "\n\n")
            return
        drawn = RichTable(*self.columns, title=self.title, title_justify="left")
        for row in self.rows:
            drawn.add_row(*(cell.replace("[", r"\[") for cell in row))
        console.print(drawn)


def report_tables(report: Report) -> list[Table]:
    """Overall, by language, style, situation and kind of out-of-scope, and the commonest confusions."""
    return [
        _figures("All messages", "", {"all": report.all}, _with_interval),
        _figures("By language", "language", report.groups["by_language"], _with_interval),
        _figures("By style", "style", report.groups["by_style"], _with_interval),
        _figures("By situation", "situation", report.groups["by_situation"], _percent),
        *(_kinds(report) if report.kinds else []),
        Table(
            "Commonest confusions",
            ("label", "taken for", "times", "for example"),
            tuple(
                (one.label, one.taken_for or "–", str(one.times), " / ".join(map(_short, one.examples)))
                for one in report.confusions
            ),
        ),
    ]


def _kinds(report: Report) -> list[Table]:
    """What is not ours, and the emergency lines."""
    rows = tuple(
        (kind, str(one.messages), _with_interval(one.own_reply), _with_interval(one.answered))
        for kind, one in report.kinds.items()
    )
    lines = (
        ("danger told, lines given", _with_interval(report.danger.told)),
        ("needs given the lines as well", _with_interval(report.danger.alarms)),
    )
    return [
        Table("By kind of out of scope", ("kind", "messages", "reply of its kind", "answered as a need"), rows),
        Table("Emergency lines", ("", "share"), lines),
    ]


def comparison_tables(comparison: Comparison) -> list[Table]:
    """Both models side by side, overall and by group, and the messages that changed."""
    return [
        _differences("Before → after", "", {"all": comparison.all}),
        _differences("By language", "language", comparison.groups["by_language"]),
        _differences("By style", "style", comparison.groups["by_style"]),
        _differences("By situation, where anything changed", "situation", _changed(comparison)),
        _changes("Better now", comparison, better=True),
        _changes("Worse now", comparison, better=False),
    ]


def verdict_words(difference: Difference) -> str:
    """What the numbers allow to say, in one sentence."""
    return VERDICTS[difference.verdict].format(chance=f"p = {difference.p_value:.3g}, McNemar's exact test")


def _figures(title: str, by: str, groups: Mapping[str, Figures], write: Callable[[Share | None], str]) -> Table:
    rows = tuple(
        (name, str(found.messages), *(write(found.share(share)) for share in SHARES)) for name, found in groups.items()
    )
    return Table(title, (by, "messages", *(HEADINGS[share] for share in SHARES)), rows)


def _differences(title: str, by: str, groups: Mapping[str, Difference]) -> Table:
    rows = tuple(
        (
            name,
            str(found.before.messages),
            *(_pair(found.before.share(share), found.after.share(share)) for share in COMPARED),
            f"+{found.better}",
            f"−{found.worse}",
            f"{found.p_value:.3g}",
        )
        for name, found in groups.items()
    )
    columns = (by, "messages", *(HEADINGS[share] for share in COMPARED), "better", "worse", "p")
    return Table(title, columns, rows)


def _changed(comparison: Comparison) -> dict[str, Difference]:
    return {name: found for name, found in comparison.groups["by_situation"].items() if found.better or found.worse}


def _changes(title: str, comparison: Comparison, better: bool) -> Table:
    changes = comparison.better if better else comparison.worse
    rows = tuple(
        (
            _short(one.case.text),
            one.case.label,
            f"{one.before.intent} ({one.before.decision})",
            f"{one.after.intent} ({one.after.decision})",
        )
        for one in changes[:SHOWN_CHANGES]
    )
    return Table(f"{title}: {len(changes)} messages", ("message", "label", "before", "after"), rows)


def _with_interval(share: Share | None) -> str:
    if share is None:
        return "–"
    low, high = share.interval
    return f"{share.value * 100:.1f} % ({low * 100:.1f}–{high * 100:.1f})"


def _percent(share: Share | None) -> str:
    return "–" if share is None else f"{share.value * 100:.1f} %"


def _pair(before: Share | None, after: Share | None) -> str:
    if before is None or after is None:
        return "–"
    return f"{before.value * 100:.1f} → {after.value * 100:.1f} %"


def _short(text: str, letters: int = 70) -> str:
    line = " ".join(text.split())
    return line if len(line) <= letters else line[: letters - 1] + "…"


def _escaped(cell: str) -> str:
    return cell.replace("|", r"\|")


def print_tables(tables: Iterable[Table], console: Console) -> None:
    for table in tables:
        if table.rows:
            table.print(console)
