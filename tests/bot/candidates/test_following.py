"""Following the decision: the new model is loaded beside the event loop and taken into use, or the old one stays."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any, cast

import pytest

from bot.candidates.following import Following
from bot.candidates.pointer import Pointer


class Decisions:
    """Stands for the pointer: the number and the model of the last decision."""

    def __init__(self, models: Path) -> None:
        self.last, self.path = 0, models / "old.tar.gz"

    def number(self) -> int:
        return self.last

    def model(self) -> Path:
        return self.path

    def decide(self, path: Path) -> None:
        self.last, self.path = self.last + 1, path


class Assistant:
    def __init__(self) -> None:
        self.agents: list[Any] = []

    def use(self, agent: Any) -> None:
        assert threading.current_thread() is threading.main_thread()
        self.agents.append(agent)


@pytest.fixture
def decisions(tmp_path: Path) -> Decisions:
    return Decisions(tmp_path)


@pytest.fixture
def assistant() -> Assistant:
    return Assistant()


def following(decisions: Decisions, assistant: Assistant, tmp_path: Path, load: Callable[[Path], Any]) -> Following:
    return Following(cast(Pointer, decisions), load, assistant, decisions.path, tmp_path)


async def test_the_model_decided_on_is_loaded_once_and_beside_the_event_loop(
    decisions: Decisions, assistant: Assistant, tmp_path: Path
) -> None:
    may_end, loaded = threading.Event(), []

    def load(path: Path) -> str:
        loaded.append(path)
        assert may_end.wait(20)
        return path.name

    follows = following(decisions, assistant, tmp_path, load)
    assert await follows.look() is False
    decisions.decide(tmp_path / "candidates" / "new.tar.gz")

    looking = asyncio.create_task(follows.look())
    while not loaded:
        await asyncio.sleep(0.01)  # the loop goes on meanwhile
    assert assistant.agents == []
    may_end.set()

    assert await looking is True
    assert assistant.agents == ["new.tar.gz"]
    assert follows.in_use().model == "candidates/new.tar.gz"
    assert await follows.look() is False
    assert len(loaded) == 1


async def test_a_model_that_cannot_be_loaded_leaves_the_old_one_in_use_and_is_told(
    decisions: Decisions, assistant: Assistant, tmp_path: Path
) -> None:
    def load(path: Path) -> str:
        if "broken" in path.name:
            raise ValueError("not a model")
        return path.name

    follows = following(decisions, assistant, tmp_path, load)
    decisions.decide(tmp_path / "broken.tar.gz")

    assert await follows.look() is False
    assert (follows.in_use().model, follows.in_use().problem) == ("old.tar.gz", "ValueError: not a model")
    assert assistant.agents == []
    decisions.decide(tmp_path / "better.tar.gz")
    assert await follows.look() is True
    assert (follows.in_use().model, follows.in_use().problem) == ("better.tar.gz", "")


async def test_a_decision_for_the_model_in_use_loads_nothing(
    decisions: Decisions, assistant: Assistant, tmp_path: Path
) -> None:
    def load(path: Path) -> str:
        raise AssertionError("nothing to load")

    follows = following(decisions, assistant, tmp_path, load)
    decisions.decide(decisions.path)

    assert await follows.look() is False
    assert follows.in_use().problem == ""
