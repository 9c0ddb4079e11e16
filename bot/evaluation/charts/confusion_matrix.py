"""The confusion matrix: what messages of each label came out as."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from bot.evaluation.cases import OUT_OF_SCOPE
from bot.evaluation.charts.drawing import draw
from bot.evaluation.prediction import Prediction
from bot.nlu.intents.calibration import OUT_OF_SCOPE_PREFIX, SITUATION_PREFIX

#: What came out as neither a situation nor out of scope: an act of conversation.
DIALOGUE = "dialogue"
SIDE = 14
LABELS_WIDTH = 230


@dataclass(frozen=True)
class Cell:
    """`share` is of all messages of the row."""

    row: int
    column: int
    count: int
    share: float


def confusion_matrix(predictions: Sequence[Prediction]) -> str:
    """An SVG: a row a label, a column an outcome, darker where more of the row came out so."""
    counts: dict[str, Counter[str]] = {}
    for one in predictions:
        counts.setdefault(one.case.label, Counter())[_outcome(one)] += 1
    rows = sorted(counts, key=_last)
    columns = sorted({*rows, *(outcome for row in counts.values() for outcome in row)}, key=_last)
    cells = [
        Cell(y, columns.index(outcome), count, count / sum(counts[label].values()))
        for y, label in enumerate(rows)
        for outcome, count in sorted(counts[label].items())
    ]
    return draw("confusion_matrix.svg", rows=rows, columns=columns, cells=cells, side=SIDE, left=LABELS_WIDTH)


def _outcome(one: Prediction) -> str:
    """The likeliest label; the message's own where another than its label is accepted as well."""
    if one.intent.startswith(OUT_OF_SCOPE_PREFIX):
        return OUT_OF_SCOPE
    if not one.intent.startswith(SITUATION_PREFIX):
        return DIALOGUE
    label = one.intent.removeprefix(SITUATION_PREFIX)
    return one.case.label if one.case.accepts(label) else label


def _last(label: str) -> tuple[int, str]:
    """Situations by name, then what is none."""
    return {OUT_OF_SCOPE: 1, DIALOGUE: 2}.get(label, 0), label
