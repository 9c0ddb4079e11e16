"""Conditions as JSON values, for the database and for interchange.

>>> as_json(Among("parents_married", ("no",)))
{'is': 'parents_married', 'among': ['no']}
>>> from_json(as_json(Not(ALWAYS))) == Not(ALWAYS)
True
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from catalog.conditions import ALWAYS, All, Always, Among, Condition, Not
from catalog.conditions import Any as AnyOf


def as_json(condition: Condition) -> dict[str, Any]:
    if isinstance(condition, Always):
        return {}
    if isinstance(condition, Among):
        return {"is": condition.circumstance, "among": list(condition.values)}
    if isinstance(condition, Not):
        return {"not": as_json(condition.part)}
    return {"all" if isinstance(condition, All) else "any": [as_json(part) for part in condition.parts]}


def from_json(data: Mapping[str, Any]) -> Condition:
    """The condition that `as_json` wrote. ValueError if it wrote no such thing."""
    if not data:
        return ALWAYS
    if "is" in data:
        return Among(data["is"], tuple(data["among"]))
    if "not" in data:
        return Not(from_json(data["not"]))
    if "all" in data:
        return All(tuple(from_json(part) for part in data["all"]))
    if "any" in data:
        return AnyOf(tuple(from_json(part) for part in data["any"]))
    raise ValueError(f"not a condition: {dict(data)}")
