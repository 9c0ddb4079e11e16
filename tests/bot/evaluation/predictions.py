"""Predictions written by hand, for tests."""

from __future__ import annotations

from bot.evaluation.cases import OUT_OF_SCOPE, Case
from bot.evaluation.prediction import Prediction


def predicted(
    label: str, *ranking: tuple[str, float], decision: str = "answer", text: str = "…", lang: str = "uk", **case: object
) -> Prediction:
    """A message with its label, and the situations a model ranked; without any it was taken for out of scope."""
    message = Case(text, label, lang, **case)  # type: ignore[arg-type]
    if not ranking:
        return Prediction(message, "out_of_scope/chatter", 0.9, "out_of_scope", ())
    return Prediction(message, f"situation/{ranking[0][0]}", ranking[0][1], decision, ranking)


RIGHT = predicted("marriage", ("marriage", 0.9), ("divorce", 0.1), text="розписатися")
SECOND = predicted("marriage", ("divorce", 0.5), ("marriage", 0.4), decision="clarify", text="проведіть шлюб")
WRONG = predicted("divorce", ("marriage", 0.8), ("inheritance", 0.1), text="розлучитися", lang="ru")
DECLINED = predicted("divorce", text="розійшлися", lang="ru")
CHATTER = predicted(OUT_OF_SCOPE, text="яка погода")
CHATTER_ANSWERED = predicted(OUT_OF_SCOPE, ("marriage", 0.7), text="весільна пісня")
ALL = [RIGHT, SECOND, WRONG, DECLINED, CHATTER, CHATTER_ANSWERED]
