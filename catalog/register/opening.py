"""Opening a dump: a file or an address, packed with gzip or not, with a count of what was read for a progress bar."""

from __future__ import annotations

import gzip
import os
import urllib.error
import urllib.request
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPException
from io import BufferedReader, RawIOBase
from pathlib import Path
from typing import IO, Any, cast

from catalog.register.splitting import NotADump, Stream

#: Who is asking: the guide's servers see it.
USER_AGENT = "Signpost (takes the open register of services over; one request an import)"
#: How long a server may stay silent, in seconds.
PATIENCE = 60.0
_GZIP = b"\x1f\x8b"
_UTF16 = (b"\xff\xfe", b"\xfe\xff")


@dataclass(frozen=True)
class Dump:
    """An opened dump. `size` in bytes as stored or sent, None where the server does not say."""

    stream: Stream
    size: int | None


@contextmanager
def opened(location: str, advance: Callable[[int], None] = lambda size: None) -> Iterator[Dump]:
    """The dump at a path or an http(s) address; `advance` is told of every piece read, in bytes.

    Raises `NotADump` with what is wrong: no such file, no answer, not packed as it says.
    """
    with _source(location) as (source, size):
        counting = BufferedReader(_Counting(source, advance))
        head = counting.peek(4)
        if head[:2] in _UTF16:
            raise NotADump(f"{location} is in UTF-16; allowed: UTF-8")
        if head[:2] == _GZIP:
            yield Dump(_Whole(gzip.GzipFile(fileobj=counting), location), size)
        else:
            yield Dump(_Whole(counting, location), size)


def is_address(location: str) -> bool:
    return location.lower().startswith(("http://", "https://"))


@contextmanager
def _source(location: str) -> Iterator[tuple[IO[bytes], int | None]]:
    if not is_address(location):
        try:
            with Path(location).open("rb") as file:
                yield file, os.fstat(file.fileno()).st_size
        except OSError as error:
            raise NotADump(f"{location} cannot be read: {error.strerror}") from None
        return
    request = urllib.request.Request(location, headers={"User-Agent": USER_AGENT, "Accept": "application/json"})
    try:
        answer = urllib.request.urlopen(request, timeout=PATIENCE)
    except (OSError, ValueError) as error:
        reason = f"the server answered {error.code}" if isinstance(error, urllib.error.HTTPError) else str(error)
        raise NotADump(f"{location} cannot be fetched: {reason}") from None
    with answer:
        length = answer.headers.get("Content-Length", "")
        yield cast("IO[bytes]", answer), int(length) if length.isdigit() else None


class _Counting(RawIOBase):
    """Reads through, and tells how much."""

    def __init__(self, source: IO[bytes], advance: Callable[[int], None]) -> None:
        self._source, self._advance = source, advance

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        piece = self._source.read(len(buffer))
        buffer[: len(piece)] = piece
        self._advance(len(piece))
        return len(piece)


class _Whole:
    """A stream whose breaking off is told as `NotADump`."""

    def __init__(self, stream: Stream, location: str) -> None:
        self._stream, self._location = stream, location

    def read(self, size: int, /) -> bytes:
        try:
            return self._stream.read(size)
        except (EOFError, zlib.error, gzip.BadGzipFile) as error:
            raise NotADump(f"{self._location} is packed and cannot be unpacked: {error}; fetch it again") from None
        except (OSError, HTTPException) as error:
            raise NotADump(f"{self._location} broke off: {error}; fetch it again") from None
