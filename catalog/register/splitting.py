"""A dump of records, cut into its records while it is read: each with its place, whatever is wrong inside it.

A JSON parser stops at the first mistake and cannot tell where a record began. Here only strings and brackets are
followed, so a record with broken JSON in it is one broken record, and the next one is read again. Memory holds one
record and a piece of the file, however long the file is.

>>> import io
>>> for record in split(io.BytesIO(b'{"entries": [{"a": 1}, {"a": [2}, null]}')):
...     print(record.number, record.byte, record.line, record.text.decode())
1 13 1 {"a": 1}
2 23 1 {"a": [2}
3 34 1 null
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Protocol

#: What is read at once, in bytes.
PIECE = 1 << 20
#: A record longer than this is an unclosed quote or bracket, not a record; in bytes.
LONGEST_RECORD = 16 << 20
#: The names under which a dump and an answer of the API hold their records.
RECORDS_FIELDS = (b'"entries"', b'"results"')

# A whole string (a line break ends one too: JSON has none inside strings), a bracket, or a quote whose string goes on.
_TOKEN = re.compile(rb'"[^"\\\n]*(?:\\.[^"\\\n]*)*["\n]|[{}\[\]]|"', re.DOTALL)
# What stands between two records reads as a string when a quote before it was not closed.
_TURNED_OVER = re.compile(rb'"\s*\}\s*,\s*(\{)\s*"')
_SHORT = 100
#: How far is looked behind a brace to see whether a record begins with it, in bytes.
_AHEAD = 100
_RECORD_BEGINS = re.compile(rb'\{\s*"')
_BLANK = b" \t\r\n"
_QUOTE = ord('"')
_PARTNER = {ord("}"): ord("{"), ord("]"): ord("[")}


class NotADump(Exception):
    """The file holds no list of records, or ends inside it; the message says where, and what is allowed."""


class Stream(Protocol):
    """What a dump is read from."""

    def read(self, size: int, /) -> bytes: ...


@dataclass(frozen=True)
class Place:
    """Where a record stands. `number` and `line` count from 1, `byte` from 0."""

    number: int
    byte: int
    line: int

    def __str__(self) -> str:
        return f"record {self.number} (line {self.line}, byte {self.byte})"


@dataclass(frozen=True)
class Raw(Place):
    """A record as it stands in the file."""

    text: bytes

    @property
    def place(self) -> Place:
        return Place(self.number, self.byte, self.line)


def split(stream: Stream) -> Iterator[Raw]:
    """The records of `{"entries": […]}`, `{"results": […]}` or a bare list. Raises `NotADump`."""
    return _Splitter(stream).records()


class _Splitter:
    """Where the reading is. `_begun` is the byte of the record at hand, `_done` of what was given out already."""

    def __init__(self, stream: Stream) -> None:
        self._stream = stream
        self._buffer, self._base = b"", 0
        self._stack: list[int] = []
        self._last_string = b""
        self._list_depth: int | None = None
        self._begun: int | None = None
        self._done = 0
        self._number, self._line, self._line_byte = 0, 1, 0
        self._stray_end = False
        self._closed = self._ended = False

    def records(self) -> Iterator[Raw]:
        place = 0
        while not self._closed:
            token = _TOKEN.search(self._buffer, place)
            if token is None or token[0] == b'"' or (token[0] == b"{" and token.end() + _AHEAD > len(self._buffer)):
                keep = len(self._buffer) if token is None else token.start()
                place = self._refill(keep)
                if not self._ended:
                    continue
                if token is None or token[0] == b'"':
                    yield from self._at_end()
                    return
                token = _TOKEN.search(self._buffer, place)
                assert token is not None
            place = token.end()
            if token[0][0] != _QUOTE or self._begun is None:
                yield from self._take(token[0], token.start())
            elif len(token[0]) < _SHORT and (turned := _TURNED_OVER.fullmatch(token[0])):
                place = token.end() - 1
                yield from self._next_record_at(token.start() + turned.start(1))

    def _take(self, token: bytes, start: int) -> Iterator[Raw]:
        if token[0] == _QUOTE:
            yield from self._take_string(token, start)
        elif token in (b"{", b"["):
            yield from self._open(token[0], start)
        else:
            yield from self._close(token[0], start)

    def _take_string(self, token: bytes, start: int) -> Iterator[Raw]:
        self._last_string = token
        if self._between_records:
            yield from self._gap(start)
            yield self._record(start, start + len(token))

    @property
    def _between_records(self) -> bool:
        return self._list_depth is not None and self._begun is None

    def _open(self, bracket: int, start: int) -> Iterator[Raw]:
        if self._list_depth is None:
            in_named = len(self._stack) == 1 and self._last_string in RECORDS_FIELDS
            if bracket == ord("[") and (not self._stack or in_named):
                self._list_depth = len(self._stack) + 1
                self._done = self._base + start + 1
            elif not self._stack and self._base + start > 3 and self._buffer[:start].strip(_BLANK + b"\xef\xbb\xbf"):
                raise NotADump(f"byte {self._base}: this is not JSON; a dump begins with {{ or [")
        elif self._begun is None:
            yield from self._gap(start)
            self._begun, self._stray_end = self._base + start, False
        elif bracket == ord("{") and self._stack[-1] == ord("{") and self._is_misplaced(start):
            yield from self._next_record_at(start)
            return
        self._stack.append(bracket)

    def _is_misplaced(self, start: int) -> bool:
        """Whether the brace begins a record: inside an object one may only follow a colon, so the last never ended."""
        before = self._buffer[max(0, start - _AHEAD) : start].rstrip(_BLANK)[-1:]
        return before != b":" and _RECORD_BEGINS.match(self._buffer, start) is not None

    def _next_record_at(self, start: int) -> Iterator[Raw]:
        """End the record at hand and begin another one with the brace at this place."""
        yield self._record(self._begun_here, start)
        assert self._list_depth is not None
        del self._stack[self._list_depth :]
        self._begun, self._stray_end = self._base + start, False
        self._stack.append(ord("{"))

    def _close(self, bracket: int, start: int) -> Iterator[Raw]:
        if self._list_depth is None:
            if self._stack:
                self._stack.pop()
            return
        if self._begun is None:
            if bracket == ord("]"):
                yield from self._gap(start)
                self._closed = True
            return
        partner = _PARTNER[bracket]
        if self._stack[-1] != partner and partner not in self._stack[self._list_depth :]:
            self._stray_end = True
            return
        while self._stack.pop() != partner:
            pass
        if len(self._stack) == self._list_depth:
            yield self._record(self._begun_here, start + 1)

    @property
    def _begun_here(self) -> int:
        """Where the record at hand begins in the buffer."""
        assert self._begun is not None
        return self._begun - self._base

    def _gap(self, end: int) -> Iterator[Raw]:
        """What stands between two records and is no record: numbers, null, stray text."""
        start = self._done - self._base
        if not self._buffer[start:end].strip(_BLANK + b","):
            return
        for piece in self._buffer[start:end].split(b","):
            bare = piece.strip(_BLANK)
            if bare:
                begin = start + piece.index(bare)
                yield self._record(begin, begin + len(bare))
            start += len(piece) + 1

    def _record(self, start: int, end: int) -> Raw:
        text = self._buffer[start:end].rstrip(_BLANK + b",")
        byte = self._base + start
        self._line += self._buffer.count(b"\n", self._line_byte - self._base, start)
        self._line_byte = byte
        self._number += 1
        self._begun, self._done = None, self._base + end
        return Raw(self._number, byte, self._line, text)

    def _refill(self, place: int) -> int:
        """Read on; the place in the new buffer that `place` was in the old one. At the end of the file, `_ended`."""
        keep = place
        if self._begun is not None:
            keep = self._begun_here
        elif self._list_depth is not None:
            keep = self._done - self._base
        if len(self._buffer) - keep > LONGEST_RECORD:
            raise NotADump(
                f"record {self._number + 1} at byte {self._base + keep} is longer than {LONGEST_RECORD >> 20} MB; "
                "probably a quote or a bracket in it is not closed"
            )
        more = self._stream.read(PIECE)
        if not more:
            self._ended = True
            return place
        self._line += self._buffer.count(b"\n", max(self._line_byte - self._base, 0), keep)
        self._line_byte = max(self._line_byte, self._base + keep)
        self._buffer, self._base = self._buffer[keep:] + more, self._base + keep
        return place - keep

    def _at_end(self) -> Iterator[Raw]:
        if self._list_depth is None:
            raise NotADump('no list of records in it; a dump is {"entries": [ … ]}')
        if self._stray_end:
            # The last record was not closed, so that it took the end of the list for its own.
            if self._begun is not None:
                yield self._record(self._begun_here, len(self._buffer))
            return
        where = f"record {self._number + 1} at byte {self._done if self._begun is None else self._begun}"
        raise NotADump(f"the file ends inside its list, near {where}; it was not read to its end, fetch it again")
