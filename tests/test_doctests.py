"""Examples in docstrings are promises: each of them is run."""

from __future__ import annotations

import doctest
import importlib
from collections.abc import Iterator
from pathlib import Path

import pytest

PROJECT = Path(__file__).resolve().parent.parent
ROOMS = ("catalog", "actions", "channels", "review", "bot")
#: The command line is run by its own tests; importing it would start to set up a program.
LEFT_OUT = "bot.cli"


def modules_with_examples() -> Iterator[str]:
    """Every module that shows an example, found by reading and not by importing."""
    for room in ROOMS:
        for path in sorted((PROJECT / room).rglob("*.py")):
            parts = path.relative_to(PROJECT).with_suffix("").parts
            name = ".".join(parts[:-1] if parts[-1] == "__init__" else parts)
            left_out = name == LEFT_OUT or name.startswith(f"{LEFT_OUT}.")
            if not left_out and ">>> " in path.read_text(encoding="utf-8"):
                yield name


@pytest.mark.parametrize("name", modules_with_examples())
def test_the_examples_of_a_module_come_out_as_written(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    results = doctest.testmod(importlib.import_module(name))
    assert results.attempted > 0, f"no example of {name} was run"
    assert results.failed == 0, capsys.readouterr().out


def test_the_catalogue_explains_itself_by_examples() -> None:
    assert {"catalog.conditions", "catalog.plan", "catalog.spelling"} <= set(modules_with_examples())
