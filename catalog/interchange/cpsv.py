"""What a reader of CPSV-AP 3.2 looks for besides what Signpost needs to read its own catalogue back.

Everything here follows from the values that are exchanged anyway; an import leaves it unread.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import quote

import yaml

from catalog.catalogue import Service
from catalog.conditions import Condition
from catalog.interchange.edition import EDITION, Edition
from catalog.interchange.nodes import Node, is_address
from catalog.interchange.vocabulary import CPSV_AP, HRYVNIA, LICENCE, TERRITORY, UKRAINE
from catalog.situations import Audience, Channel, Circumstance, Cost, Situation, Step

_EVENT = {Audience.CITIZEN: "cv:LifeEvent", Audience.BUSINESS: "cv:BusinessEvent"}
_PUBLISHER = "publisher"
_CATALOGUE = "catalog"


def complete_catalogue(node: Node, edition: Edition) -> None:
    """Who publishes it, under which licence, which content as of which day."""
    words = _wording()["catalogue"]
    for property_, text in (("dct:title", "title"), ("dct:description", "description"), ("dct:rights", "rights")):
        node.add(property_, words[text])
    node.add("dct:license", LICENCE)
    node.add("dct:publisher", _PUBLISHER)
    node.add("dct:conformsTo", CPSV_AP)
    node.add("dcat:version", edition.content_version)
    node.add("sp:asOf", edition.day.isoformat())
    node.add("sp:edition", EDITION)


def complete(node: Node, value: Any, whole: Any) -> list[Node]:
    """Add to the resource what CPSV-AP says about such a value, a part of `whole`.

    Returns the resources that come with it.
    """
    when = getattr(value, "when", None)
    if when is not None:
        node.add("sp:dependsOn", _circumstances(node.path, when))
    if isinstance(value, Situation):
        _complete_situation(node, value)
    elif isinstance(value, Step):
        return _complete_step(node, value, whole)
    elif isinstance(value, Circumstance):
        node.add("sp:dependsOn", _circumstances(node.path, value.ask_when))
    elif isinstance(value, Channel):
        node.add("dct:type", f"channel/{value.type.value}")
        node.add("foaf:page", value.url if value.url and is_address(value.url) else None)
    elif isinstance(value, Cost) and value.amount is not None:
        node.add("cv:currency", HRYVNIA)
    elif isinstance(value, Service):
        node.add("dct:source", _addresses(value.sources))
    return []


def complete_text(node: Node) -> None:
    """Add what CPSV-AP wants of a text that is a resource: an authority needs a territory."""
    if "cv:PublicOrganisation" in node.classes:
        node.add("dct:spatial", UKRAINE)


def concepts() -> list[Node]:
    """The publisher and the closed lists that the resources point to."""
    words = _wording()
    lists = [(f"{name}/{key}", text) for name in ("audience", "channel", "event") for key, text in words[name].items()]
    addressed = [*lists, (HRYVNIA, words["hryvnia"])]
    publisher = {"dct:identifier": _PUBLISHER, "dct:title": words["publisher"]}
    return [
        Node(_PUBLISHER, ["foaf:Agent"], publisher),
        *(Node(path, ["skos:Concept"], {"skos:prefLabel": text}) for path, text in addressed),
        Node(UKRAINE, ["dct:Location", TERRITORY], {"skos:prefLabel": words["ukraine"]}),
    ]


def _complete_situation(node: Node, situation: Situation) -> None:
    node.classes.insert(0, _EVENT[situation.audience])
    node.add("dct:type", f"event/{situation.audience.value}")
    names = situation.known_as
    keywords = {"uk": list(names.uk), "ru": list(names.ru), "en": list(names.en)}
    node.add("dcat:keyword", {language: list(dict.fromkeys(words)) for language, words in keywords.items() if words})


def _complete_step(node: Node, step: Step, situation: Situation) -> list[Node]:
    laws = node.properties.get("sp:legalBasis")
    node.add("cv:isGroupedBy", node.path.rpartition("/step/")[0])
    node.add("dct:audience", f"audience/{situation.audience.value}")
    node.add("cv:thematicArea", f"topic/{quote(situation.topic, safe='')}")
    node.add("dct:isPartOf", _CATALOGUE)
    node.add("dct:spatial", UKRAINE)
    node.add("dct:requires", node.properties.get("sp:after"))
    node.add("cv:relatedService", node.properties.get("sp:covers"))
    node.add("cv:isClassifiedBy", node.properties.get("sp:registered"))
    node.add("cv:hasLegalResource", laws)
    node.add("cv:processingTime", _plain_duration(step))
    node.add("dct:source", _addresses(step.sources))
    if laws is None:
        return []
    path = f"{node.path}/rule"
    node.add("cpsv:follows", path)
    rule = Node(path, ["cpsv:Rule"], {"dct:identifier": path})
    for property_ in ("dct:title", "dct:description"):
        rule.add(property_, node.properties[property_])
    rule.add("cpsv:implements", laws)
    return [rule]


def _plain_duration(step: Step) -> str | None:
    """The time the office takes, where it is one for everyone. A duration cannot say "working days"."""
    if len(step.processing_time) != 1:
        return None
    only = step.processing_time[0]
    if only.days is None or only.working or any(only.when.circumstances()):
        return None
    return f"P{only.days}D"


def _circumstances(path: str, condition: Condition) -> list[str]:
    situation = "/".join(path.split("/")[:2])
    return [f"{situation}/circumstance/{quote(name, safe='')}" for name in dict.fromkeys(condition.circumstances())]


def _addresses(sources: tuple[str, ...]) -> list[str]:
    return [source for source in dict.fromkeys(sources) if is_address(source)]


@cache
def _wording() -> dict[str, Any]:
    words: dict[str, Any] = yaml.safe_load(Path(__file__).with_name("wording.yml").read_text(encoding="utf-8"))
    return words
