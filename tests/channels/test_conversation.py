"""The seam between channels and the assistant."""

from __future__ import annotations

import ast

import yaml

from bot.settings import PROJECT
from channels.conversation import TurnStatus


def test_every_status_a_turn_can_end_in_is_reached_by_some_act() -> None:
    used = set()
    for room in ("actions", "bot"):
        for path in (PROJECT / room).rglob("*.py"):
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                if (
                    isinstance(node, ast.Attribute)
                    and isinstance(node.value, ast.Name)
                    and node.value.id == "TurnStatus"
                ):
                    used.add(node.attr)
    assert {status.name for status in TurnStatus} <= used


def test_the_status_has_a_slot_in_the_domain() -> None:
    assert "turn_status" in yaml.safe_load((PROJECT / "domain.yml").read_text(encoding="utf-8"))["slots"]
