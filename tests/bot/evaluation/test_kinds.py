"""What is not ours, kind by kind, and who is told the emergency lines."""

from __future__ import annotations

import json
from dataclasses import replace

from bot.evaluation.cases import OUT_OF_SCOPE
from bot.evaluation.kinds import by_kind, danger
from bot.evaluation.prediction import Prediction, parse_predictions
from bot.evaluation.report import Report
from bot.evaluation.shares import Share
from bot.evaluation.tables import report_tables
from tests.bot.evaluation.predictions import CHATTER, RIGHT, WRONG, predicted


def of_kind(kind: str, intent: str, decision: str = "out_of_scope") -> Prediction:
    return replace(predicted(OUT_OF_SCOPE, kind=kind), intent=intent, decision=decision)


SAVED = of_kind("crisis", "out_of_scope/crisis")
MISSED = of_kind("crisis", "situation/marriage", "clarify")
#: Answered as a need, with the lines above.
BESIDE = replace(of_kind("crisis", "situation/marriage", "answer"), danger=True)
DOCTOR = of_kind("medical", "out_of_scope/commercial")
ALARMED = replace(RIGHT, danger=True)


def test_a_kind_has_its_reply_only_from_its_own_label() -> None:
    found = by_kind([SAVED, MISSED, BESIDE, DOCTOR, CHATTER, RIGHT])

    assert list(found) == ["crisis", "medical"], "messages without a kind and needs are none"
    assert (found["crisis"].own_reply, found["crisis"].answered) == (Share(1, 3), Share(1, 3))
    assert (found["medical"].own_reply, found["medical"].answered) == (Share(0, 1), Share(0, 1))


def test_lines_beside_an_answer_count_as_told() -> None:
    found = danger([SAVED, MISSED, BESIDE, ALARMED, WRONG])

    assert found.told == Share(2, 3)
    assert found.alarms == Share(1, 2)


def test_where_nobody_is_in_danger_there_is_nothing_to_say() -> None:
    assert danger([RIGHT]).as_json() == {"told": None, "alarms": 0.0}


def test_the_report_shows_both() -> None:
    report = Report.of([SAVED, MISSED, RIGHT])
    titles = [table.title for table in report_tables(report)]

    assert {"By kind of out of scope", "Emergency lines"} <= set(titles)
    assert report.as_json()["kinds"]["crisis"]["own_reply"] == 0.5
    assert report.as_json()["danger"]["told"] == 0.5


def test_danger_is_kept_with_a_prediction() -> None:

    (again,) = parse_predictions(json.dumps(BESIDE.as_json()), "kept")
    assert again.told_the_lines
