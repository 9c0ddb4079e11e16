"""Intents that only a button sends: Rasa finds examples of them, our classifier learns none."""

from __future__ import annotations

import re
import warnings
from pathlib import Path

import pytest

from bot.nlu.training_data import expected_warnings
from bot.nlu.training_data.importer import QuickImporter, is_button

EXAMPLES = 'version: "3.1"\nnlu:\n- intent: greet\n  examples: |\n    - добрий день\n    - вітаю\n'
DOMAIN = 'version: "3.1"\nintents: [greet, open_step, nlu_fallback]\n'


@pytest.fixture
def importer(tmp_path: Path) -> QuickImporter:
    (tmp_path / "nlu.yml").write_text(EXAMPLES, encoding="utf-8")
    (tmp_path / "domain.yml").write_text(DOMAIN, encoding="utf-8")
    return QuickImporter(None, str(tmp_path / "domain.yml"), [str(tmp_path)])


def test_each_intent_of_the_domain_has_two_examples(importer: QuickImporter) -> None:
    examples = importer.get_nlu_data().training_examples

    pressed = [one for one in examples if one.get("intent") == "open_step"]
    assert [one.get("text") for one in pressed] == ["/open_step", "/open_step{}"]
    assert all(is_button(one) for one in pressed)


def test_what_people_say_is_no_button(importer: QuickImporter) -> None:
    examples = importer.get_nlu_data().training_examples

    assert [one.get("text") for one in examples if one.get("intent") == "greet"] == ["добрий день", "вітаю"]
    assert not any(is_button(one) for one in examples if one.get("intent") != "open_step")


def test_only_the_warnings_with_a_reason_are_kept_back() -> None:
    with warnings.catch_warnings(record=True) as shown:
        warnings.simplefilter("always")
        expected_warnings.hush()
        warnings.warn("The utterance 'utter_ask' is not used in any story or rule.", UserWarning, stacklevel=1)
        warnings.warn("The utterance 'utter_help' is not used in any story or rule.", UserWarning, stacklevel=1)

    assert [re.findall("utter_[a-z]+", str(one.message)) for one in shown] == [["utter_help"]]
