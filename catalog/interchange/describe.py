"""From the catalogue's values to resources: what the table in `schema` says, and what CPSV-AP wants besides."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from urllib.parse import quote

from catalog import condition_json
from catalog.catalogue import Catalogue
from catalog.conditions import Always, Condition
from catalog.interchange import cpsv
from catalog.interchange.edition import Edition
from catalog.interchange.fields import Field, Kind, Record
from catalog.interchange.nodes import Node
from catalog.interchange.schema import CATALOGUE
from catalog.rates import MENTION, Rates
from catalog.text import Text

ROOT = "catalog"
#: Where the texts of situations stand. Only they name rates; braces elsewhere mean something else.
DATED = ("situation/", "authority/", "law/")


def describe(catalogue: Catalogue, edition: Edition) -> list[Node]:
    """Every resource of the catalogue: the catalogue itself first, then its parts in order, then what they share."""
    describer = _Describer(catalogue.rates, edition.day)
    describer.record(CATALOGUE, catalogue, ROOT)
    cpsv.complete_catalogue(describer.nodes[0], edition)
    shared = [describer.shared[path] for path in sorted(describer.shared)]
    return [*describer.nodes, *shared, *cpsv.concepts()]


def shared_path(segment: str, text: Text) -> str:
    """The address of a text that several have in common: the same words, the same resource."""
    digest = hashlib.sha256(f"{text.uk}\n{text.en}".encode()).hexdigest()
    return f"{segment}/{digest[:12]}"


def child_path(parent: str, segment: str, name: str) -> str:
    """The address of a part. Parts of the catalogue itself stand at the top."""
    below = "" if parent == ROOT else f"{parent}/"
    return f"{below}{segment}/{quote(name, safe='')}"


def condition_text(condition: Condition) -> str:
    """The condition as JSON, its keys in order: the same condition is the same text in every format."""
    return json.dumps(condition_json.as_json(condition), ensure_ascii=False, separators=(",", ":"), sort_keys=True)


@dataclass
class _Describer:
    rates: Rates
    day: date
    nodes: list[Node] = field(default_factory=list)
    shared: dict[str, Node] = field(default_factory=dict)

    def record(self, record: Record, value: Any, path: str, position: int | None = None, whole: Any = None) -> None:
        """Describe the value, a part of `whole`, and its own parts after it."""
        node = Node(path, list(record.classes))
        self.nodes.append(node)
        # Only classes of others ask for an identifier; the address of ours says the same.
        if not all(name.startswith("sp:") for name in record.classes):
            node.add("dct:identifier", path)
        if position is not None:
            node.add("sp:position", position)
        for one in record.fields:
            self._field(node, one, getattr(value, one.name), value)
        self.nodes.extend(cpsv.complete(node, value, whole))

    def _field(self, node: Node, one: Field, value: Any, whole: Any) -> None:
        if one.kind is Kind.PART:
            path = one.segment if node.path == ROOT else f"{node.path}/{one.segment}"
            node.add(one.predicate, path)
            self.record(one.record_, value, path, None, whole)
        elif one.kind is Kind.PARTS:
            paths = _part_paths(node.path, one, value)
            node.add(one.predicate, paths)
            for position, (path, part) in enumerate(zip(paths, value), 1):
                self.record(one.record_, part, path, position, whole)
        elif one.kind in (Kind.OWN_TEXT, Kind.OWN_TEXTS, Kind.SHARED_TEXT, Kind.SHARED_TEXTS):
            self._resources(node, one, value)
        elif one.kind is Kind.TEXT:
            self._text(node, one.predicate, value)
        else:
            node.add(one.predicate, _plain(node, one, value))

    def _resources(self, node: Node, one: Field, value: Text | tuple[Text, ...] | None) -> None:
        """Texts that are resources: those of the step alone are numbered, shared ones named by their words."""
        if value is None or value == ():
            return
        texts = value if isinstance(value, tuple) else (value,)
        if one.kind in (Kind.SHARED_TEXT, Kind.SHARED_TEXTS):
            paths = [shared_path(one.segment, text) for text in texts]
            made = [self.shared.setdefault(path, Node(path, list(one.classes))) for path in paths]
        elif one.kind is Kind.OWN_TEXTS:
            paths = [child_path(node.path, one.segment, str(number)) for number in range(1, len(texts) + 1)]
            made = [Node(path, list(one.classes), {"sp:position": number}) for number, path in enumerate(paths, 1)]
            self.nodes.extend(made)
        else:
            paths = [f"{node.path}/{one.segment}"]
            made = [Node(paths[0], list(one.classes))]
            self.nodes.extend(made)
        for resource, text in zip(made, texts):
            resource.add("dct:identifier", resource.path)
            self._text(resource, one.label, text)
            cpsv.complete_text(resource)
        node.add(one.predicate, paths if one.kind in (Kind.SHARED_TEXTS, Kind.OWN_TEXTS) else paths[0])

    def _text(self, node: Node, property_: str, text: Text | None) -> None:
        """Sums of rates are written for the day; the text as authored is kept beside it."""
        if text is None:
            return
        shown = self.rates.spell_out(text, self.day) if node.path.startswith(DATED) else text
        node.add(property_, {"uk": shown.uk, "en": shown.en})
        if shown is not text and MENTION.search(text.uk + text.en):
            path = f"{node.path}/dated/{property_.partition(':')[2]}"
            formula = Node(path, ["sp:DatedText"], {"sp:of": property_, "sp:formula": {"uk": text.uk, "en": text.en}})
            earlier = node.properties.get("sp:dated", [])
            assert isinstance(earlier, list)
            if path not in earlier:
                node.add("sp:dated", [*earlier, path])
                self.nodes.append(formula)


def _part_paths(parent: str, one: Field, values: Sequence[Any]) -> list[str]:
    id_field = one.record_.id_field
    names = [str(getattr(value, id_field)) if id_field else str(n) for n, value in enumerate(values, 1)]
    return [child_path(parent, one.segment, name) for name in names]


def _plain(node: Node, one: Field, value: Any) -> Any:
    """The property's value of a field that makes no resources; None where the field says nothing."""
    if value is None or value == () or value is False or isinstance(value, Always):
        return None
    if one.kind is Kind.CONDITION:
        return condition_text(value)
    if one.kind is Kind.UKRAINIAN:
        return {"uk": value}
    if one.kind is Kind.CHOICE:
        return value.value
    if one.kind is Kind.NUMBER:
        return float(value)
    if one.kind is Kind.DAY:
        return value.isoformat()
    if one.kind is Kind.REFERENCE:
        return reference_path(node.path, one.target, value)
    if one.kind is Kind.REFERENCES:
        return [reference_path(node.path, one.target, name) for name in value]
    return list(value) if isinstance(value, tuple) else value


def reference_path(path: str, target: str, name: str) -> str:
    """The address of what a field of the resource at `path` refers to by its id."""
    above = path.rpartition(f"/{target}/")[0] or ROOT
    return child_path(above, target, name)
