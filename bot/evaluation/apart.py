"""The process behind `predict_apart`: cases as JSON lines come in, predictions as JSON lines go out."""

from __future__ import annotations

import json
import os
import sys
from contextlib import redirect_stdout
from pathlib import Path

from bot import quiet
from bot.evaluation.cases import case_of, objects_of
from bot.evaluation.runs import GIVES_WAY, predict


def main() -> None:
    quiet.hush()
    os.nice(GIVES_WAY)
    cases = [case_of(data, place) for place, data in objects_of(sys.stdin.read(), "stdin")]
    # Whatever a library prints must not get between the predictions.
    with redirect_stdout(sys.stderr):
        predictions = predict(Path(sys.argv[1]), cases)
    for one in predictions:
        print(json.dumps(one.as_json(), ensure_ascii=False))


if __name__ == "__main__":
    main()
