"""A cursor over one mapping of a YAML file that knows its lines and collects every mistake it meets.

Reading goes on after a mistake, with a placeholder in the value's stead, so that an editor sees all of them at once.
The values read are used only when no problem was collected.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TypeVar

import yaml

from catalog.authoring.problems import Place, Problem, choices
from catalog.text import Text

NUMBER = re.compile(r"[0-9]+(\.[0-9]+)?")
WHOLE_NUMBER = re.compile(r"[0-9]+")

T = TypeVar("T")

#: A statement and where it stands.
PlacedText = tuple[Text, Place]

_KINDS = {
    yaml.MappingNode: "a mapping",
    yaml.SequenceNode: "a list",
    yaml.ScalarNode: "a single value",
}


class Entry:
    """One mapping. Each method reads one field and remembers that it was asked for."""

    def __init__(
        self, node: yaml.MappingNode, file: str, problems: list[Problem], texts: list[PlacedText] | None = None
    ) -> None:
        self._file = file
        self._problems = problems
        self._texts = texts if texts is not None else []
        self._fields: dict[str, yaml.Node] = {}
        self._places: dict[str, Place] = {}
        self._read: set[str] = set()
        self.place = Place(file, node.start_mark.line + 1)
        for key, value in node.value:
            if not isinstance(key, yaml.ScalarNode):
                self._note(key, f"a field's name is {_KINDS[type(key)]}", "write a single word before the colon")
                continue
            if key.value in self._fields:
                self._note(key, f'the field "{key.value}" stands here twice', "keep one of them")
            self._fields[key.value] = value
            self._places[key.value] = Place(file, key.start_mark.line + 1)

    def place_of(self, field: str) -> Place:
        """Where the field stands; the entry's own place when it is absent."""
        return self._places.get(field, self.place)

    def problem(self, place: Place, found: str, allowed: str) -> None:
        self._problems.append(Problem(place, found, allowed))

    def has(self, field: str) -> bool:
        return field in self._fields

    def fields(self) -> tuple[str, ...]:
        return tuple(self._fields)

    def close(self) -> None:
        """Report every field that nobody read. Call it when the entry has been read in full."""
        for field in self._fields.keys() - self._read:
            self.problem(self.place_of(field), f'unknown field "{field}"', choices(field, self._read))

    # -- single values -------------------------------------------------------------------------------------------

    def word(self, field: str, allowed: Iterable[str] | None = None, default: str | None = None) -> str:
        """A non-empty string, one of `allowed` if given. Required unless a default is given."""
        node = self._take(field, required=default is None)
        if node is None:
            return default or ""
        return self._word(node, field, allowed)

    def words(self, field: str, allowed: Iterable[str] | None = None) -> tuple[str, ...]:
        """A list of strings; empty when the field is absent."""
        known = list(allowed) if allowed is not None else None
        return tuple(self._word(node, field, known) for node in self._items(field))

    def word_lists(self, field: str, allowed: Iterable[str] | None = None) -> tuple[tuple[str, ...], ...]:
        """A list of lists of strings; empty when the field is absent."""
        known = list(allowed) if allowed is not None else None
        lists = []
        for node in self._items(field):
            if isinstance(node, yaml.SequenceNode):
                lists.append(tuple(self._word(item, field, known) for item in node.value))
            else:
                self._note(node, f'an item of "{field}" is {_KINDS[type(node)]}', "write a list: [a, b]")
        return tuple(lists)

    def number(self, field: str) -> float | None:
        """A number, or None when the field is absent or says `unknown`."""
        return self._number(field, NUMBER, "write digits (49.92), or unknown")

    def whole_number(self, field: str) -> int | None:
        """A number without a fraction, or None when the field is absent or says `unknown`."""
        found = self._number(field, WHOLE_NUMBER, "write a whole number (30), or unknown")
        return int(found) if found is not None else None

    def flag(self, field: str) -> bool:
        """True or false; false when absent."""
        node = self._take(field)
        if node is None:
            return False
        if node.tag != "tag:yaml.org,2002:bool":
            self._note(node, f'"{field}" is neither true nor false', "write true or false")
        return node.value in ("true", "True", "yes", "on")

    def text(self, field: str) -> Text:
        """A statement in every language; required."""
        node = self._take(field, required=True)
        return self._text(node, field) if node is not None else Text("", "")

    def optional_text(self, field: str) -> Text | None:
        node = self._take(field)
        return self._text(node, field) if node is not None else None

    def own_text(self) -> Text:
        """This entry's own `uk` and `en` fields, for items that are a statement with something beside it."""
        wordings = {}
        for language in ("uk", "en"):
            node = self._take(language)
            if node is None:
                self.problem(self.place, f'the translation "{language}" is missing', "write both uk: … and en: …")
                continue
            wordings[language] = self._word(node, language, None)
        text = Text(wordings.get("uk", ""), wordings.get("en", ""))
        self._texts.append((text, self.place))
        return text

    def texts_read(self) -> Sequence[PlacedText]:
        """Every statement read so far from this entry and those inside it."""
        return tuple(dict.fromkeys(self._texts))

    # -- nested values -------------------------------------------------------------------------------------------

    def texts(self, field: str) -> tuple[Text, ...]:
        return tuple(self._text(node, field) for node in self._items(field))

    def entries(self, field: str, required: bool = False) -> tuple["Entry", ...]:
        """A list of mappings, not an empty one if it is required. A single mapping counts as a list of one."""
        node = self._take(field, required=required)
        if node is None:
            return ()
        items = node.value if isinstance(node, yaml.SequenceNode) else [node]
        if required and not items:
            self._note(node, f'"{field}" is an empty list', "write at least one item")
        return tuple(self._entries(items, field))

    def entry(self, field: str) -> "Entry | None":
        """A single mapping, or None when the field is absent."""
        node = self._take(field)
        return next(self._entries([node], field), None) if node is not None else None

    def value_lists(self) -> Iterator[tuple[str, Sequence[str], Place]]:
        """Every unread field as a list of strings; a single string counts as a list of one. For conditions."""
        for field in [field for field in self._fields if field not in self._read]:
            self._read.add(field)
            node = self._fields[field]
            nodes = node.value if isinstance(node, yaml.SequenceNode) else [node]
            yield field, [self._word(item, field, None) for item in nodes], self.place_of(field)

    def read_with(self, field: str, read: Callable[["Entry"], T], absent: T) -> T:
        """The field's mapping read by `read`, or `absent` when there is none."""
        found = self.entry(field)
        return read(found) if found is not None else absent

    def is_word(self, field: str) -> bool:
        return isinstance(self._fields.get(field), yaml.ScalarNode)

    # -- how the above is done -----------------------------------------------------------------------------------

    def _take(self, field: str, required: bool = False) -> yaml.Node | None:
        self._read.add(field)
        node = self._fields.get(field)
        if node is None and required:
            self.problem(self.place, f'the field "{field}" is missing', f"add `{field}: …` here")
        return node

    def _number(self, field: str, shape: re.Pattern[str], hint: str) -> float | None:
        node = self._take(field)
        if node is None or (isinstance(node, yaml.ScalarNode) and node.value == "unknown"):
            return None
        if not isinstance(node, yaml.ScalarNode) or not shape.fullmatch(node.value):
            self._note(node, f'"{field}" is not a number', hint)
            return None
        return float(node.value)

    def _items(self, field: str) -> list[yaml.Node]:
        node = self._take(field)
        if node is None:
            return []
        if not isinstance(node, yaml.SequenceNode):
            self._note(node, f'"{field}" is not a list', "write a list: [a, b], or one item a line after a dash")
            return []
        return list(node.value)

    def _entries(self, nodes: Iterable[yaml.Node], field: str) -> Iterator["Entry"]:
        for node in nodes:
            if isinstance(node, yaml.MappingNode):
                yield Entry(node, self._file, self._problems, self._texts)
            else:
                self._note(node, f'an item of "{field}" is {_KINDS[type(node)]}', "write a mapping: `name: value`")

    def _text(self, node: yaml.Node, field: str) -> Text:
        if not isinstance(node, yaml.MappingNode):
            self._note(node, f'"{field}" is not in two languages', "write {uk: …, en: …}")
            return Text("", "")
        inner = Entry(node, self._file, self._problems, self._texts)
        text = inner.own_text()
        inner.close()
        return text

    def _word(self, node: yaml.Node, field: str, allowed: Iterable[str] | None) -> str:
        if not isinstance(node, yaml.ScalarNode):
            self._note(node, f'"{field}" is {_KINDS[type(node)]}', "write a single value")
            return ""
        if node.tag == "tag:yaml.org,2002:bool":
            self._note(node, f'bare {node.value} in "{field}" means true or false to YAML', f'quote it: "{node.value}"')
        if not node.value.strip():
            self._note(node, f'"{field}" is empty', "write its value, or remove the field")
        elif allowed is not None and node.value not in (known := list(allowed)):
            self._note(node, f'"{node.value}" is not allowed for "{field}"', choices(node.value, known))
        return str(node.value)

    def _note(self, node: yaml.Node, found: str, allowed: str) -> None:
        self._problems.append(Problem(Place(self._file, node.start_mark.line + 1), found, allowed))
