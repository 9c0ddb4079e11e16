"""From resources back to the catalogue's values, by the same table that wrote them."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import MISSING, dataclass, field, fields
from datetime import date
from typing import Any, Protocol, get_type_hints

from catalog import condition_json
from catalog.catalogue import Catalogue
from catalog.conditions import ALWAYS, Condition
from catalog.interchange.fields import Field, Kind, Record
from catalog.interchange.findings import Finding, ForeignFile
from catalog.interchange.schema import CATALOGUE
from catalog.interchange.vocabulary import in_full
from catalog.text import Text

ID_PROPERTY = "sp:id"


class Resources(Protocol):
    """Resources as a file gives them: addresses and plain strings, whatever the format."""

    def values(self, path: str, property_: str) -> Sequence[str]:
        """The property's values as strings: of a list in its order, else in no order."""

    def texts(self, path: str, property_: str) -> Mapping[str, str]:
        """The property's texts by language."""


def rebuild(resources: Resources, root: str) -> Catalogue:
    """The catalogue whose own resource is `root`. Raises `ForeignFile` naming everything that is missing or wrong."""
    reader = _Rebuilder(resources)
    value = reader.record(CATALOGUE, root)
    if reader.findings:
        raise ForeignFile(reader.findings)
    assert isinstance(value, Catalogue)
    return value


@dataclass
class _Rebuilder:
    resources: Resources
    findings: list[Finding] = field(default_factory=list)

    def record(self, record: Record, path: str) -> Any:
        """The value, or None after noting what is missing."""
        found: dict[str, Any] = {}
        for one in record.fields:
            value = self._field(one, path)
            if value is not None:
                found[one.name] = value
        for name, needed, empty in _required(record):
            if name in found:
                continue
            if empty is not None:
                found[name] = empty
            elif needed:
                self._note(path, f"there is no {_property(record, name)}", f"{record.type.__name__} needs its {name}")
                return None
            else:
                found[name] = None
        return record.type(**found)

    def _field(self, one: Field, path: str) -> Any:
        if one.kind is Kind.TEXT:
            return self._text(path, one.predicate)
        if one.kind is Kind.UKRAINIAN:
            return self.resources.texts(path, one.predicate).get("uk")
        if one.kind in (Kind.PARTS, Kind.OWN_TEXTS):
            parts = sorted(self.resources.values(path, one.predicate), key=self._position)
            read = [self._part(one, part) for part in parts]
            return tuple(part for part in read if part is not None)
        values = self.resources.values(path, one.predicate)
        if one.kind is Kind.SHARED_TEXTS:
            return tuple(text for text in (self._text(part, one.label) for part in values) if text is not None)
        if one.kind is Kind.WORDS:
            return tuple(values)
        if one.kind is Kind.REFERENCES:
            return tuple(self._id(path, target) for target in values)
        if not values:
            return None
        if len(values) > 1:
            self._note(path, f"there are {len(values)} values of {one.predicate}", "give one")
        return self._single(one, path, values[0])

    def _single(self, one: Field, path: str, value: str) -> Any:
        if one.kind in (Kind.PART, Kind.OWN_TEXT, Kind.SHARED_TEXT):
            return self._part(one, value)
        if one.kind is Kind.REFERENCE:
            return self._id(path, value)
        try:
            return plain_value(one, value)
        except (ValueError, KeyError, TypeError):
            self._note(path, f'{one.predicate} is "{value}"', allowed_values(one))
            return None

    def _part(self, one: Field, path: str) -> Any:
        return self.record(one.record, path) if one.record is not None else self._text(path, one.label)

    def _text(self, path: str, property_: str) -> Text | None:
        """The text as authored: with rates, where the shown one has sums."""
        shown = self.resources.texts(path, property_)
        for dated in self.resources.values(path, "sp:dated"):
            if list(self.resources.values(dated, "sp:of")) == [in_full(property_)]:
                shown = self.resources.texts(dated, "sp:formula")
        if not shown:
            return None
        missing = [language for language in ("uk", "en") if language not in shown]
        if missing:
            self._note(path, f"{property_} has no text in {' and '.join(missing)}", "give one in uk and one in en")
            return None
        return Text(uk=shown["uk"], en=shown["en"])

    def _position(self, path: str) -> int:
        found = self.resources.values(path, "sp:position")
        if len(found) == 1 and found[0].isdigit():
            return int(found[0])
        self._note(path, "there is no sp:position", "give the place among its kind, from 1")
        return 0

    def _id(self, path: str, target: str) -> str:
        found = self.resources.values(target, ID_PROPERTY)
        if len(found) != 1:
            self._note(path, f"it refers to {target}, which is not in the file", "refer to what the file describes")
            return ""
        return found[0]

    def _note(self, path: str, found: str, allowed: str) -> None:
        self.findings.append(Finding(path, found, allowed))


def plain_value(one: Field, word: str) -> Any:
    """The field's value from its written form. ValueError, KeyError or TypeError if it is not of that kind."""
    if one.kind is Kind.NUMBER:
        return float(word)
    if one.kind is Kind.WHOLE:
        return int(word)
    if one.kind is Kind.FLAG:
        return {"true": True, "false": False, "1": True, "0": False}[word]
    if one.kind is Kind.DAY:
        return date.fromisoformat(word)
    if one.kind is Kind.CHOICE:
        assert one.choices is not None
        return one.choices(word)
    if one.kind is Kind.CONDITION:
        return condition(word)
    return word


def condition(word: str) -> Condition:
    """The condition that JSON text says. ValueError, KeyError or TypeError if it says none."""
    return condition_json.from_json(json.loads(word)) if word else ALWAYS


def allowed_values(one: Field) -> str:
    """What stands in a field of this kind, for a message."""
    if one.kind is Kind.CHOICE and one.choices is not None:
        return "Allowed: " + ", ".join(str(member.value) for member in one.choices)
    return {
        Kind.NUMBER: "write a number: 49.92",
        Kind.WHOLE: "write a whole number: 30",
        Kind.FLAG: "write true or false",
        Kind.DAY: "write a day: 2026-01-31",
        Kind.CONDITION: 'write a condition: {"is":"circumstance","among":["value"]}',
    }.get(one.kind, f"write {one.kind.value}")


def _required(record: Record) -> list[tuple[str, bool, Any]]:
    """Each field without a default: its name, whether it is needed, what stands for nothing."""
    hints = get_type_hints(record.type)
    return [
        (one.name, type(None) not in getattr(hints[one.name], "__args__", ()), _nothing(record, one.name))
        for one in fields(record.type)
        if one.default is MISSING
    ]


def _nothing(record: Record, name: str) -> Any:
    """What a needed field reads as when the file says nothing: an empty text of the register, an empty list."""
    kind = next(one.kind for one in record.fields if one.name == name)
    return {Kind.UKRAINIAN: "", Kind.WORDS: ()}.get(kind)


def _property(record: Record, name: str) -> str:
    return next(one.predicate for one in record.fields if one.name == name)
