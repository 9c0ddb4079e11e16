"""A message beside what a model made of it. Kept as JSON lines, predictions can be compared later."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bot.evaluation.cases import Case, CaseError, case_of, objects_of
from bot.nlu.intents.calibration import CRISIS, OUT_OF_SCOPE_PREFIX, SITUATION_PREFIX, Decision

if TYPE_CHECKING:
    from bot.understanding import Understood

#: Situations of the ranking that are kept.
KEPT = 10


@dataclass(frozen=True)
class Prediction:
    """`intent` is the full name (`situation/marriage`, `greet`), `confidence` its probability from 0 to 1.

    `decision` is the band, a value of `Decision`. `situations` ranks situations with their probability. `danger` says
    whether the emergency lines are told, beside an answer or instead of one.
    """

    case: Case
    intent: str
    confidence: float
    decision: str
    situations: tuple[tuple[str, float], ...]
    danger: bool = False

    @classmethod
    def of(cls, case: Case, understood: Understood) -> Prediction:
        # A text that Rasa reads as a button ("/greet") comes without a decision; then the person gets a search.
        decision = understood.decision or Decision.SEARCH.value
        situations = tuple(understood.situations[:KEPT])
        return cls(case, understood.intent, understood.confidence, decision, situations, understood.danger)

    @property
    def first(self) -> str | None:
        """The likeliest situation, whatever was decided."""
        return self.situations[0][0] if self.situations else None

    @property
    def answered_with(self) -> str | None:
        """The situation that would be shown at once; None when we would ask, search or decline."""
        answers = self.decision == Decision.ANSWER.value and self.intent.startswith(SITUATION_PREFIX)
        return self.intent.removeprefix(SITUATION_PREFIX) if answers else None

    @property
    def declined(self) -> bool:
        return self.decision == Decision.OUT_OF_SCOPE.value

    def replied_as(self, kind: str) -> bool:
        """Whether the message got the reply that this kind of out-of-scope has."""
        return self.declined and self.intent == f"{OUT_OF_SCOPE_PREFIX}{kind}"

    @property
    def told_the_lines(self) -> bool:
        """Whether the emergency lines are told."""
        return self.danger or (self.declined and self.intent == CRISIS)

    @property
    def wrong_and_confident(self) -> bool:
        return self.answered_with is not None and not self.case.accepts(self.answered_with)

    @property
    def likeliest_is_right(self) -> bool:
        """Whether the likeliest intent of all is a label that fits: what `confidence` is the probability of."""
        if not self.case.is_need:
            return self.intent.startswith(OUT_OF_SCOPE_PREFIX)
        return self.intent.startswith(SITUATION_PREFIX) and self.case.accepts(
            self.intent.removeprefix(SITUATION_PREFIX)
        )

    @property
    def understood(self) -> bool:
        """Whether the person is served: the right situation first, not declined; none for what is not ours."""
        if not self.case.is_need:
            return self.answered_with is None
        return self.in_top(1) and not self.declined and not self.wrong_and_confident

    def in_top(self, count: int) -> bool:
        return any(self.case.accepts(name) for name, _ in self.situations[:count])

    def as_json(self) -> dict[str, Any]:
        return {
            **self.case.as_json(),
            "intent": self.intent,
            "confidence": round(self.confidence, 4),
            "decision": self.decision,
            "danger": self.danger,
            "ranking": [[name, round(share, 4)] for name, share in self.situations],
        }

    @classmethod
    def from_json(cls, data: Mapping[str, Any], place: str) -> Prediction:
        """Raises `CaseError`, naming the place, for what `as_json` did not write."""
        case = case_of(data, place)
        try:
            ranking = tuple((str(name), float(share)) for name, share in data["ranking"])
            decision, danger = Decision(data["decision"]).value, bool(data.get("danger"))
            return cls(case, str(data["intent"]), float(data["confidence"]), decision, ranking, danger)
        except (KeyError, TypeError, ValueError) as error:
            raise CaseError(f"{place}: not a prediction that `signpost evaluate` wrote ({error!r})") from None


def write_predictions(path: Path, predictions: Iterable[Prediction]) -> None:
    lines = [json.dumps(one.as_json(), ensure_ascii=False) + "\n" for one in predictions]
    path.write_text("".join(lines), encoding="utf-8")


def read_predictions(path: Path) -> list[Prediction]:
    """The predictions of a file. Raises `CaseError` at the first line that is none."""
    return parse_predictions(path.read_text(encoding="utf-8"), path.name)


def parse_predictions(text: str, name: str) -> list[Prediction]:
    """The predictions in the text of a file called `name`. Raises `CaseError` at the first line that is none."""
    return [Prediction.from_json(data, place) for place, data in objects_of(text, name)]
