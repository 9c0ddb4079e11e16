"""Reading the fields of one record: what may stand in each, and what is wrong with it."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Sequence
from typing import Any

#: Where a list has objects, the text of one stands under the first of these names that it has.
NAMES = ("verbose", "name", "title", "label", "value")
#: A text longer than this is not for people; in characters.
LONGEST_TEXT = 20_000

_LINE_BREAK = re.compile(r"<\s*(?:br|/p|/li|/div)\b[^>]*>", re.IGNORECASE)
_TAG = re.compile(r"</?[a-zA-Z][^<>]*>")
_SPACES = re.compile(r"[^\S\n]+")
_BLANK_LINES = re.compile(r"\s*\n\s*")
_UNTIDY = re.compile(r"[<&\s]\s|[<&]|[^\S ]")
_UNREADABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffd\ud800-\udfff]")
_KINDS = {dict: "an object", list: "a list", str: "a text", bool: "true or false", int: "a number", float: "a number"}


class BrokenRecord(Exception):
    """Why a record cannot be taken; the message names the field, what was found and what is allowed."""


def parse(text: bytes) -> dict[str, Any]:
    """The record's fields. Raises `BrokenRecord` if it is not an object in correct JSON."""
    try:
        found = json.loads(text.decode("utf-8"), parse_constant=_no_constant, object_pairs_hook=_once)
    except UnicodeDecodeError as error:
        raise BrokenRecord(f"byte {error.start} of it is not UTF-8") from None
    except json.JSONDecodeError as error:
        raise BrokenRecord(f"not JSON: {error.msg} at its character {error.pos}") from None
    except RecursionError:
        raise BrokenRecord("not JSON that can be read: brackets in brackets too deep") from None
    if not isinstance(found, dict):
        raise BrokenRecord(f"it is {_kind(found)}; a record is an object: {{…}}")
    return found


def _no_constant(name: str) -> None:
    raise BrokenRecord(f"not JSON: {name} is no value")


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        names = [name for name, _ in pairs]
        twice = next(name for name in names if names.count(name) > 1)
        raise BrokenRecord(f'the field "{twice}" stands twice in it')
    return found


class Fields:
    """The fields of a record, each read once; `unknown` names those that were not asked for."""

    def __init__(self, record: dict[str, Any], name: str = "") -> None:
        self._record = record
        self._name = name
        self._asked: set[str] = set()

    def unknown(self) -> list[str]:
        return [self._name + field for field in self._record if field not in self._asked]

    def skip(self, *fields: str) -> None:
        """These are known, and of no use here."""
        self._asked.update(fields)

    def text(self, field: str, *, required: bool = False, longest: int = LONGEST_TEXT) -> str:
        """A text without markup; numbers and null are no text, except null where nothing is required."""
        value = self._take(field)
        if value is None:
            value = ""
        if not isinstance(value, str):
            raise self._wrong(field, value, "a text")
        found = plain(value)
        if required and not found:
            raise BrokenRecord(f'"{self._name}{field}" is missing or empty; every record needs it')
        self._check(field, found, longest)
        return found

    def texts(self, field: str) -> tuple[str, ...]:
        """A list of texts, or of objects with a name; a single text is a list of one."""
        value = self._take(field)
        if value is None:
            return ()
        if isinstance(value, str):
            value = [value]
        if not isinstance(value, list):
            raise self._wrong(field, value, "a list of texts")
        found = [plain(self._named(field, one)) for one in value]
        for one in found:
            self._check(field, one, LONGEST_TEXT)
        return tuple(dict.fromkeys(one for one in found if one))

    def number(self, field: str, least: float, most: float) -> float | None:
        """A number, also one written as a text; None where there is none."""
        value = self._take(field)
        if value is None or value == "":
            return None
        try:
            if isinstance(value, bool):
                raise ValueError
            found = float(value.replace(",", ".") if isinstance(value, str) else value)
        except (TypeError, ValueError):
            raise self._wrong(field, value, "a number") from None
        if not least <= found <= most:
            raise BrokenRecord(f'"{self._name}{field}" is {found:g}; allowed: from {least:g} to {most:g}')
        return found

    def part(self, field: str) -> "Fields":
        """The fields of an object inside the record; none where it is missing."""
        value = self._take(field)
        if value is None:
            value = {}
        if not isinstance(value, dict):
            raise self._wrong(field, value, "an object")
        return Fields(value, f"{self._name}{field}.")

    def parts(self, field: str) -> Sequence["Fields"]:
        """The fields of each object in a list."""
        value = self._take(field)
        if value is None:
            return ()
        if not isinstance(value, list):
            raise self._wrong(field, value, "a list of objects")
        for one in value:
            if not isinstance(one, dict):
                raise self._wrong(field, one, "a list of objects")
        return [Fields(one, f"{self._name}{field}.") for one in value]

    def raw(self, field: str) -> Any:
        return self._take(field)

    def _take(self, field: str) -> Any:
        self._asked.add(field)
        return self._record.get(field)

    def _named(self, field: str, value: Any) -> str:
        if isinstance(value, dict):
            value = next((value[name] for name in NAMES if isinstance(value.get(name), str)), value)
        if not isinstance(value, str):
            raise self._wrong(field, value, "a list of texts")
        return value

    def _check(self, field: str, found: str, longest: int) -> None:
        if len(found) > longest:
            raise BrokenRecord(f'"{self._name}{field}" has {len(found)} characters; allowed: {longest}')
        bad = _UNREADABLE.search(found)
        if bad:
            raise BrokenRecord(f'"{self._name}{field}" has the character U+{ord(bad[0]):04X}, which no text has')

    def _wrong(self, field: str, value: Any, allowed: str) -> BrokenRecord:
        return BrokenRecord(f'"{self._name}{field}" is {_kind(value)}: {_short(value)}; allowed: {allowed}')


def plain(text: str) -> str:
    """The text without markup, one space between words, no blank lines.

    >>> plain("<p>Паспорт&nbsp;громадянина<br/> або  ID-картка</p>")
    'Паспорт громадянина\\nабо ID-картка'
    """
    if not _UNTIDY.search(text):
        return text.strip()
    bare = html.unescape(_TAG.sub("", _LINE_BREAK.sub("\n", text)))
    return _BLANK_LINES.sub("\n", _SPACES.sub(" ", bare)).strip()


def _kind(value: Any) -> str:
    return "null" if value is None else _KINDS.get(type(value), "something else")


def _short(value: Any) -> str:
    written = json.dumps(value, ensure_ascii=True)
    return written if len(written) <= 60 else written[:60] + "…"
