"""Resources as Turtle, in the order they are given, so that the same catalogue is always the same bytes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from catalog.interchange.edition import Edition
from catalog.interchange.nodes import Node
from catalog.interchange.vocabulary import DATATYPES, FORMS, LANGUAGES, LISTS, PREFIXES, Form

_ESCAPES = str.maketrans({"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t"})


def write(nodes: Sequence[Node], edition: Edition) -> Iterator[str]:
    """The text of the file, in pieces."""
    yield f"@base <{edition.root}> .\n"
    for prefix, address in PREFIXES.items():
        yield f"@prefix {prefix}: <{address}> .\n"
    for node in nodes:
        lines = [f"a {', '.join(map(_class, node.classes))}"]
        lines.extend(f"{name} {_objects(FORMS[name], value)}" for name, value in node.properties.items())
        yield f"\n<{node.path}> " + " ;\n    ".join(lines) + " .\n"


def _class(name: str) -> str:
    return f"<{name}>" if "://" in name else name


def _objects(form: Form, value: Any) -> str:
    if form is Form.TEXT:
        return ", ".join(_texts(value.items()))
    if form in LISTS:
        return f"( {' '.join(_item(form, one) for one in value)} )"
    if form is Form.LINK and not isinstance(value, str):
        return ", ".join(_item(form, one) for one in value)
    return _item(form, value)


def _item(form: Form, value: Any) -> str:
    if form in (Form.LINK, Form.LINKS):
        return value if value in FORMS else f"<{value}>"
    if form in LANGUAGES:
        return f"{_quoted(value)}@{LANGUAGES[form]}"
    if form in DATATYPES:
        return f"{_quoted(_lexical(value))}^^{DATATYPES[form]}"
    return _quoted(value)


def _lexical(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return repr(value) if isinstance(value, float) else str(value)


def _texts(wordings: Iterable[tuple[str, Any]]) -> Iterator[str]:
    for language, texts in wordings:
        for text in [texts] if isinstance(texts, str) else texts:
            yield f"{_quoted(text)}@{language}"


def _quoted(text: str) -> str:
    return f'"{text.translate(_ESCAPES)}"'
