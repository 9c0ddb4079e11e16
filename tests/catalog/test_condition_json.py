"""Conditions on their way into the database and out of it."""

from __future__ import annotations

import json

import pytest
from hypothesis import given

from catalog.condition_json import as_json, from_json
from catalog.conditions import ALWAYS, Any, Condition, Not
from tests.catalog.small import answered
from tests.catalog.test_conditions import conditions


@given(conditions)
def test_a_condition_comes_back_from_json_as_it_was(condition: Condition) -> None:
    assert from_json(json.loads(json.dumps(as_json(condition)))) == condition


def test_always_comes_back_as_the_one_always_there_is() -> None:
    assert from_json(as_json(ALWAYS)) is ALWAYS


def test_a_condition_reads_as_plain_words_in_json() -> None:
    condition = Any((answered("place", "home", "abroad"), Not(answered("married", "yes"))))
    assert as_json(condition) == {
        "any": [{"is": "place", "among": ["home", "abroad"]}, {"not": {"is": "married", "among": ["yes"]}}]
    }


def test_what_is_no_condition_is_refused_by_name() -> None:
    with pytest.raises(ValueError, match="sometimes"):
        from_json({"sometimes": []})
