"""Keeps libraries out of the process that Rasa imports at start for components this project does not run.

Importing stock Rasa loads TensorFlow for its neural components, and a client library for each of its chat channels and
databases: more than half of the start and of the memory, for nothing when the pipeline is linear. Here placeholders
stand in for them. A placeholder can be imported, subclassed and named in an annotation; using one raises
`AbsentLibrary`, which says what to do. A pipeline with a component not known to do without gets the real libraries.

>>> needs_everything({"pipeline": [{"name": "bot.nlu.components.intents.LinearIntentClassifier"}]})
False
>>> needs_everything({"pipeline": [{"name": "DIETClassifier"}]})
True
"""

from __future__ import annotations

import sys
from collections.abc import Mapping
from importlib.abc import Loader, MetaPathFinder
from importlib.machinery import ModuleSpec
from pathlib import Path
from types import ModuleType
from typing import Any

import yaml

#: Top-level packages with a placeholder: TensorFlow's, those of Rasa's channels and stores that we do not mount, of its
#: plots and of its chat in a terminal.
ABSENT = frozenset(
    {
        "tensorflow", "tensorflow_addons", "tensorflow_hub", "tensorflow_text", "keras",
        "aiogram", "boto3", "botocore", "fbmessenger", "mattermostwrapper", "pymongo", "rocketchat_API", "slack_sdk",
        "socketio", "twilio", "webexteamssdk", "pika", "kafka",
        "matplotlib", "questionary", "prompt_toolkit",
    }
)  # fmt: skip

#: Components of Rasa's own that run without any of them; those of `bot.nlu` do too, but for the dense one.
LIGHT_COMPONENTS = frozenset({"RulePolicy", "MemoizationPolicy"})


class AbsentLibrary(RuntimeError):
    """A library was used that is kept out because the pipeline in config.yml was thought to do without it."""


def needs_everything(config: Mapping[str, Any]) -> bool:
    """Whether a project with this config.yml runs a component that may need one of the libraries."""
    names = [str(part.get("name")) for key in ("pipeline", "policies") for part in config.get(key) or ()]
    return any(not _is_light(name) for name in names)


def _is_light(name: str) -> bool:
    return name in LIGHT_COMPONENTS or (name.startswith("bot.nlu.") and "dense" not in name)


def keep_out(config_file: Path) -> None:
    """Put the placeholders in place, unless the project needs the real libraries or has loaded them already."""
    if needs_everything(yaml.safe_load(config_file.read_text(encoding="utf-8")) or {}):
        return
    if not any(isinstance(finder, AbsentFinder) for finder in sys.meta_path):
        sys.meta_path.insert(0, AbsentFinder())


class Placeholder(type):
    """Stands for anything one can import from an absent library. It is a class, so that it can be a base class too."""

    def __getattr__(cls, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        return placeholder(f"{cls.__name__}.{name}")

    def __call__(cls, *args: Any, **kwargs: Any) -> Any:
        # Used as a decorator (`@tf.function`) while a module is imported, it leaves what it decorates alone.
        if len(args) == 1 and not kwargs and callable(args[0]):
            return args[0]
        if "placeholder" in cls.__dict__:
            raise AbsentLibrary(
                f"{cls.__name__} is kept out of this process, because no component in config.yml needs it; "
                f"train the model anew with: signpost train"
            )
        return super().__call__(*args, **kwargs)

    def __getitem__(cls, _item: Any) -> Any:
        return cls

    def __or__(cls, _other: Any) -> Any:
        return cls

    def __ror__(cls, _other: Any) -> Any:
        return cls


def placeholder(name: str) -> Placeholder:
    """A placeholder with this dotted name."""
    return Placeholder(name, (), {"placeholder": True})


class AbsentModule(ModuleType):
    """A module of an absent library: any name can be imported from it."""

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        made = placeholder(f"{self.__name__}.{name}")
        setattr(self, name, made)
        return made


class AbsentFinder(MetaPathFinder, Loader):
    """Finds the absent libraries before Python finds the real ones. What is loaded already stays."""

    def find_spec(self, fullname: str, path: Any = None, target: Any = None) -> ModuleSpec | None:
        root = fullname.partition(".")[0]
        real = sys.modules.get(root)
        if root not in ABSENT or (real is not None and not isinstance(real, AbsentModule)):
            return None
        return ModuleSpec(fullname, self, is_package=True)

    def create_module(self, spec: ModuleSpec) -> ModuleType:
        return AbsentModule(spec.name)

    def exec_module(self, module: ModuleType) -> None:
        """Nothing to run."""
