"""The figures of one evaluation, as JSON and as tables."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from rich.console import Console
from rich.table import Table

from bot.evaluation.score import Figures, Judged, by, confusions, figures

COLUMNS = ("top1", "top3", "answered", "wrong_and_confident", "false_rejections", "out_of_scope_recall")


@dataclass(frozen=True)
class Report:
    """All figures over one set of messages."""

    all: Figures
    by_language: Mapping[str, Figures]
    by_style: Mapping[str, Figures]
    by_situation: Mapping[str, Figures]
    confusions: Sequence[Mapping[str, Any]]

    @classmethod
    def of(cls, judged: Sequence[Judged]) -> Report:
        return cls(
            all=figures(judged),
            by_language=by(judged, lambda case: case.lang),
            by_style=by(judged, lambda case: case.style),
            by_situation=by(judged, lambda case: case.label),
            confusions=confusions(judged),
        )

    def as_json(self) -> dict[str, Any]:
        groups = {"by_language": self.by_language, "by_style": self.by_style, "by_situation": self.by_situation}
        return {
            "all": asdict(self.all),
            **{title: {name: asdict(one) for name, one in group.items()} for title, group in groups.items()},
            "confusions": list(self.confusions),
        }

    def print(self, console: Console) -> None:
        """Tables a person can read: overall, by language, style and situation, and the commonest confusions."""
        console.print(_table("all messages", {"": self.all}))
        console.print(_table("by language", self.by_language))
        console.print(_table("by style", self.by_style))
        console.print(_table("by situation", self.by_situation))
        table = Table("label", "taken for", "times", title="commonest confusions")
        for confusion in self.confusions:
            table.add_row(confusion["label"], confusion["taken_for"], str(confusion["times"]))
        console.print(table)


def _table(title: str, groups: Mapping[str, Figures]) -> Table:
    table = Table("", "messages", *(column.replace("_", " ") for column in COLUMNS), title=title)
    for name, found in groups.items():
        table.add_row(name, str(found.messages), *(_percent(getattr(found, column)) for column in COLUMNS))
    return table


def _percent(share: float | None) -> str:
    return "–" if share is None else f"{share * 100:.1f} %"
