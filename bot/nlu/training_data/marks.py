"""Pieces of an example marked as entities, as Rasa writes them: «ми [не розписані]{"entity": "circumstance", …}»."""

from __future__ import annotations

import json
import re
from typing import Any

MARKED = re.compile(r"\[(?P<piece>[^\]]*)\](?P<entity>\{[^}]*\})")


def without_marks(line: str) -> tuple[str, list[dict[str, Any]]]:
    """The text of an example and the entities marked in it, with their places. ValueError for a mark that is no JSON.

    >>> without_marks('ми [не розписані]{"entity": "circumstance", "value": "parents_married=no"}')[0]
    'ми не розписані'
    >>> without_marks('[так]{"entity": "said"}, ні')[1]
    [{'start': 0, 'end': 3, 'entity': 'said'}]
    """
    entities: list[dict[str, Any]] = []
    text, end = "", 0
    for mark in MARKED.finditer(line):
        text += line[end : mark.start()]
        entities.append({"start": len(text), "end": len(text) + len(mark["piece"]), **json.loads(mark["entity"])})
        text, end = text + mark["piece"], mark.end()
    return text + line[end:], entities
