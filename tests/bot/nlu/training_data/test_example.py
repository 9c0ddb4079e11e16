"""Examples are copied and compared quickly, and are as separate as Rasa's own."""

from __future__ import annotations

import copy

import numpy as np
import pytest
from rasa.shared.constants import DIAGNOSTIC_DATA
from rasa.shared.nlu.constants import FEATURE_TYPE_SENTENCE, TEXT
from rasa.shared.nlu.training_data.features import Features
from rasa.shared.nlu.training_data.message import Message

from bot.nlu.training_data.example import Example

FEATURES = Features(np.ones((1, 3)), FEATURE_TYPE_SENTENCE, TEXT, "test")


@pytest.fixture
def example() -> Message:
    return Example.build("народила", "situation/birth-of-child")


def set_a_property(message: Message) -> None:
    message.set("language", "uk", add_to_output=True)


def add_features(message: Message) -> None:
    message.add_features(FEATURES)


def diagnose(message: Message) -> None:
    message.add_diagnostic_data("reader", {"seen": True})


CHANGES = pytest.mark.parametrize("change", [set_a_property, add_features, diagnose])


def written(message: Message) -> object:
    return dict(message.data), list(message.features), set(message.output_properties)


@CHANGES
@pytest.mark.parametrize("changed", [0, 1, 2])
def test_what_is_done_to_one_is_not_done_to_its_copies(example: Message, change: object, changed: int) -> None:
    several = [example, copy.deepcopy(example), copy.deepcopy(copy.deepcopy(example))]
    before = [written(one) for one in several]

    change(several[changed])  # type: ignore[operator]

    after = [written(one) for one in several]
    assert [place for place in range(3) if after[place] != before[place]] == [changed]


def test_a_copy_of_one_with_a_diagnosis_keeps_it_to_itself(example: Message) -> None:
    diagnose(example)
    copied = copy.deepcopy(example)
    copied.add_diagnostic_data("other", {})
    assert list(example.get(DIAGNOSTIC_DATA)) == ["reader"]


@CHANGES
def test_a_changed_example_is_another_one(example: Message, change: object) -> None:
    copied = copy.deepcopy(example)
    assert copied == example
    assert hash(copied) == hash(example)

    if change is not diagnose:
        change(copied)  # type: ignore[operator]
        assert copied != example
