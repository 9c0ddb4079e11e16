"""Resources as JSON-LD. Its context stands in the file itself: nobody needs the network to read it."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import Any

from catalog.interchange.edition import Edition
from catalog.interchange.nodes import Node
from catalog.interchange.vocabulary import DATATYPES, FORMS, LANGUAGES, LISTS, PREFIXES, Form


def write(nodes: Sequence[Node], edition: Edition) -> Iterator[str]:
    """The text of the file, in pieces: one resource a line, so that two editions can be compared."""
    yield f'{{"@context":{_dumped(context(edition))},\n"@graph":[\n'
    for number, node in enumerate(nodes):
        yield (",\n" if number else "") + _dumped(_resource(node))
    yield "\n]}\n"


def context(edition: Edition) -> dict[str, Any]:
    """What the short names in the file stand for."""
    return {
        "@version": 1.1,
        "@base": edition.root,
        **PREFIXES,
        **{name: term for name, form in FORMS.items() if (term := _term(form))},
    }


def _term(form: Form) -> dict[str, str]:
    if form is Form.TEXT:
        return {"@container": "@language"}
    term: dict[str, str] = {"@container": "@list"} if form in LISTS else {}
    if form in LANGUAGES:
        return {**term, "@language": LANGUAGES[form]}
    if form in (Form.LINK, Form.LINKS):
        return {**term, "@type": "@id"}
    if form is Form.JSON:
        return {"@type": "@json"}
    return {**term, "@type": DATATYPES[form]} if form in DATATYPES else term


def _resource(node: Node) -> dict[str, Any]:
    values = {name: _value(FORMS[name], value) for name, value in node.properties.items()}
    return {"@id": node.path, "@type": node.classes, **values}


def _value(form: Form, value: Any) -> Any:
    if form is Form.JSON:
        return json.loads(value)
    # A bare 50.0 would become an integer on its way through JSON.
    return repr(value) if form is Form.NUMBER else value


def _dumped(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
