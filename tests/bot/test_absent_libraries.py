"""Libraries for components that are not run stay out of the process, and say so when somebody reaches for them."""

from __future__ import annotations

import subprocess
import sys

import pytest

from bot.absent_libraries import AbsentFinder, AbsentLibrary, needs_everything, placeholder
from bot.settings import PROJECT

OURS = {"pipeline": [{"name": "bot.nlu.components.language.LanguageIdentifier"}], "policies": [{"name": "RulePolicy"}]}


def run(code: str) -> str:
    """What a fresh Python prints for this code; the tests' own process has loaded too much already."""
    ended = subprocess.run([sys.executable, "-c", code], cwd=PROJECT, capture_output=True, text=True, check=True)
    return ended.stdout.strip()


@pytest.mark.parametrize(
    "component",
    [
        "DIETClassifier",
        "TEDPolicy",
        "LanguageModelFeaturizer",
        "bot.nlu.components.dense.DenseFeaturizer",
        "somebody.elses.Part",
    ],
)
def test_a_component_that_is_not_known_to_do_without_gets_the_real_libraries(component: str) -> None:
    assert needs_everything({**OURS, "pipeline": [*OURS["pipeline"], {"name": component}]})


def test_our_own_pipeline_does_without() -> None:
    assert not needs_everything(OURS)


def test_the_shipped_project_loads_rasa_s_agent_without_tensorflow() -> None:
    code = """
from bot import quiet
quiet.hush()
from bot.absent_libraries import AbsentModule, keep_out
from bot.settings import PROJECT
keep_out(PROJECT / "config.yml")
import sys
import rasa.core.agent
real = [name for name in ("tensorflow", "pymongo", "twilio") if not isinstance(sys.modules.get(name), AbsentModule)]
print(real)
"""
    assert run(code) == "[]"


def test_with_a_neural_component_in_the_configuration_nothing_is_kept_out(tmp_path) -> None:  # type: ignore[no-untyped-def]
    (tmp_path / "config.yml").write_text("pipeline:\n- name: DIETClassifier\n", encoding="utf-8")
    code = f"""
from pathlib import Path
from bot.absent_libraries import AbsentFinder, keep_out
keep_out(Path({str(tmp_path / "config.yml")!r}))
import sys
print(any(isinstance(finder, AbsentFinder) for finder in sys.meta_path))
"""
    assert run(code) == "False"


def test_a_library_that_is_loaded_already_stays() -> None:
    code = """
import pymongo
from bot.absent_libraries import keep_out
from bot.settings import PROJECT
keep_out(PROJECT / "config.yml")
import pymongo.collection
print(pymongo.collection.Collection.__module__)
"""
    assert run(code).startswith("pymongo.")


def test_a_placeholder_serves_as_base_class_decorator_and_annotation() -> None:
    layer, function = placeholder("tensorflow.Layer"), placeholder("tensorflow.function")

    class Own(layer):  # type: ignore[misc, valid-type]
        pass

    def kept() -> int:
        return 1

    assert Own().__class__ is Own
    assert function(kept) is kept
    assert layer | None is layer


def test_using_a_placeholder_says_what_to_do() -> None:
    with pytest.raises(AbsentLibrary, match=r"tensorflow\.Tensor is kept out .* signpost train"):
        placeholder("tensorflow.Tensor")()


def test_other_libraries_are_none_of_its_business() -> None:
    assert AbsentFinder().find_spec("json") is None
