"""Nodes run after what they need, and only those that the target needs."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest
from rasa.engine.exceptions import GraphRunError
from rasa.engine.graph import GraphSchema, SchemaNode

from bot.engine.graph_runner import OrderedGraphRunner, order_of

Step = Callable[..., Any]


@dataclass
class Node:
    """A node that remembers when it ran, called as Rasa's nodes are: with pairs of name and output."""

    name: str
    needs: dict[str, str]
    work: Step
    ran: list[str]

    def __call__(self, *given: tuple[str, Any]) -> tuple[str, Any]:
        self.ran.append(self.name)
        outputs = dict(given)
        return self.name, self.work(**{name: outputs[provider] for name, provider in self.needs.items()})


def runner(ran: list[str], **steps: tuple[dict[str, str], Step]) -> OrderedGraphRunner:
    schema = GraphSchema(
        {name: SchemaNode(needs, object, "load", "process", {}) for name, (needs, _) in steps.items()}  # type: ignore[arg-type]
    )
    nodes = {name: Node(name, needs, work, ran) for name, (needs, work) in steps.items()}
    return OrderedGraphRunner(schema, nodes)  # type: ignore[arg-type]


def reading(ran: list[str]) -> OrderedGraphRunner:
    return runner(
        ran,
        classify=({"words": "split"}, lambda words: words[0]),
        split=({"text": "__message__"}, lambda text: text.split()),
        act=({"tracker": "__tracker__"}, lambda tracker: tracker + 1),
    )


def test_a_node_runs_after_what_it_needs() -> None:
    ran: list[str] = []

    found = reading(ran).run({"__message__": "прилетіло в дах", "__tracker__": 1}, ["classify"])

    assert found == {"classify": "прилетіло"}
    assert ran == ["split", "classify"]


def test_each_target_runs_its_own_nodes() -> None:
    ran: list[str] = []
    graph = reading(ran)

    assert graph.run({"__tracker__": 1}, ["act"]) == {"act": 2}
    assert graph.run({"__message__": "так"}, ["classify"]) == {"classify": "так"}
    assert ran == ["act", "split", "classify"]


def test_an_input_may_not_take_the_place_of_a_node() -> None:
    with pytest.raises(GraphRunError, match="split"):
        reading([]).run({"split": ["так"]}, ["classify"])


def test_an_output_that_two_nodes_need_is_made_once() -> None:
    assert order_of({"both": ["one", "two"], "one": ["read"], "two": ["read"], "read": []}) == (
        "read",
        "one",
        "two",
        "both",
    )
