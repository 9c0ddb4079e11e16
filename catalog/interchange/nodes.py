"""The exchanged catalogue between its values and its files: resources with properties, in a fixed order."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

#: Texts by language; several of a language are keywords.
Wordings = Mapping[str, str | Sequence[str]]
#: A property's value, of the type its form asks for. JSON stands as the text of its value.
PropertyValue = str | bool | int | float | Sequence[str] | Wordings

#: What an address may consist of.
_ADDRESS = re.compile(r'https?://[^\s<>"{}|\\^`]+')


@dataclass
class Node:
    """One resource. `path` is its address below the catalogue's, or the whole address of somebody else's resource."""

    path: str
    classes: list[str]
    properties: dict[str, PropertyValue] = field(default_factory=dict)

    def add(self, property_: str, value: PropertyValue | None) -> None:
        """Set the property; None and empty lists say nothing and are left out."""
        if value is None or (isinstance(value, (list, tuple)) and not value):
            return
        self.properties[property_] = value


def is_address(word: str) -> bool:
    """Whether the word can stand as the address of a resource.

    >>> is_address("https://diia.gov.ua/services"), is_address("general-knowledge")
    (True, False)
    """
    return _ADDRESS.fullmatch(word) is not None
