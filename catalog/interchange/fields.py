"""What the table in `schema` is made of: kinds of fields, fields, records."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum


class Kind(Enum):
    """What a field holds, and so how it is written."""

    ID = "the name within its list; part of the address"
    WORD = "a string"
    UKRAINIAN = "a string in Ukrainian"
    TEXT = "a text in every language"
    NUMBER = "a number with a fraction"
    WHOLE = "a whole number"
    FLAG = "true or false"
    DAY = "a day"
    CHOICE = "a member of a closed list"
    CONDITION = "a condition"
    WORDS = "strings in order"
    REFERENCE = "the id of something else"
    REFERENCES = "ids of something else, in order"
    PART = "one value with fields of its own"
    PARTS = "values with fields of their own, in order"
    OWN_TEXT = "a text that is a resource of its own"
    OWN_TEXTS = "texts that are resources of their own, in order"
    SHARED_TEXT = "a text that several may have in common: one resource for all"
    SHARED_TEXTS = "such texts, in order"


@dataclass(frozen=True)
class Field:
    """A field of a value: its name in Python, its kind, its property.

    `segment` names its resources in addresses and its table; `label` is the property of an own or shared text;
    `classes` are its resource's. `target` is where a reference points, `choices` the closed list of a choice.
    """

    name: str
    kind: Kind
    predicate: str
    segment: str = ""
    record: "Record | None" = None
    label: str = "dct:title"
    classes: tuple[str, ...] = ()
    target: str = ""
    choices: type[Enum] | None = None

    @property
    def record_(self) -> "Record":
        """The record of the parts; only fields with parts have one."""
        assert self.record is not None, self.name
        return self.record


@dataclass(frozen=True)
class Record:
    """A dataclass of the catalogue, the classes of its resource, its fields in the order they are written.

    `derived` are fields that reading the catalogue as of a day fills; they are no part of what is exchanged.
    """

    type: type
    classes: tuple[str, ...]
    fields: tuple[Field, ...]
    derived: tuple[str, ...] = ()

    @property
    def id_field(self) -> str | None:
        return next((field.name for field in self.fields if field.kind is Kind.ID), None)
