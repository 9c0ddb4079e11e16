"""Running Rasa's graph for one message: its nodes one after another, in an order that is found once.

Rasa's own runner builds a dask graph anew for every message and every prediction, and writes a debug text of all its
inputs whether or not anybody reads it. Here nothing runs at the same time anyway.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from rasa.engine.exceptions import GraphRunError
from rasa.engine.graph import ExecutionContext, GraphNode, GraphNodeHook, GraphSchema
from rasa.engine.runner.interface import GraphRunner
from rasa.engine.storage.storage import ModelStorage


class OrderedGraphRunner(GraphRunner):
    """Runs the nodes that the targets need, each after those it needs itself."""

    def __init__(self, schema: GraphSchema, nodes: Mapping[str, GraphNode]) -> None:
        self._schema = schema
        self._nodes = nodes
        self._orders: dict[tuple[str, ...], tuple[str, ...]] = {}

    @classmethod
    def create(
        cls,
        graph_schema: GraphSchema,
        model_storage: ModelStorage,
        execution_context: ExecutionContext,
        hooks: list[GraphNodeHook] | None = None,
    ) -> OrderedGraphRunner:
        nodes = {
            name: GraphNode.from_schema_node(name, node, model_storage, execution_context, hooks)
            for name, node in graph_schema.nodes.items()
        }
        return cls(graph_schema, nodes)

    def run(self, inputs: dict[str, Any] | None = None, targets: list[str] | None = None) -> dict[str, Any]:
        """The output of each target. Raises `GraphRunError` for an input that has the name of a node."""
        known: dict[str, Any] = dict(inputs or {})
        clashing = sorted(known.keys() & self._schema.nodes.keys())
        if clashing:
            raise GraphRunError(f"inputs must not have the names of nodes: {', '.join(clashing)}")
        wanted = tuple(targets or self._schema.target_names)
        for name in self._order_for(wanted):
            # A node takes each input together with the name of the node it comes from.
            given = ((need, known[need]) for need in self._schema.nodes[name].needs.values() if need in known)
            known[name] = self._nodes[name](*given)[1]
        return {name: known[name] for name in wanted}

    def _order_for(self, targets: tuple[str, ...]) -> tuple[str, ...]:
        if targets not in self._orders:
            self._orders[targets] = order_of({name: node.needs.values() for name, node in self._nodes_of(targets)})
        return self._orders[targets]

    def _nodes_of(self, targets: Sequence[str]) -> list[tuple[str, Any]]:
        return list(self._schema.minimal_graph_schema(list(targets)).nodes.items())


def order_of(needs: Mapping[str, Any]) -> tuple[str, ...]:
    """The names so that each comes after those it needs; what is needed but not named is an input of the graph.

    >>> order_of({"classify": ["read"], "read": ["__message__"]})
    ('read', 'classify')
    """
    ordered: dict[str, None] = {}

    def place(name: str) -> None:
        if name in needs and name not in ordered:
            for need in needs[name]:
                place(need)
            ordered[name] = None

    for name in needs:
        place(name)
    return tuple(ordered)
