"""The catalogue as open data: `/catalog.jsonld`, `/catalog.ttl`, `/catalog.zip`, and where its addresses lead."""

from __future__ import annotations

import asyncio
import gzip
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import partial
from hashlib import sha256
from importlib.metadata import version as program_version
from pathlib import Path

from starlette.requests import Request
from starlette.responses import FileResponse, RedirectResponse, Response
from starlette.routing import Route

import catalog.interchange
from bot.about.parts import Link, Section
from bot.about.words import words
from catalog.catalogue import Catalogue
from catalog.interchange.edition import Edition
from catalog.interchange.exchange import Format, export
from catalog.interchange.vocabulary import LICENCE
from catalog.text import Language

MEDIA_TYPES = {
    Format.JSONLD: "application/ld+json",
    Format.TURTLE: "text/turtle; charset=utf-8",
    Format.CSV: "application/zip",
}
VOCABULARY = Path(catalog.interchange.__file__).with_name("signpost-vocabulary.ttl")

#: The loaded catalogue as authored, its version, and the day it is.
Current = Callable[[], "tuple[Catalogue, str, date]"]


@dataclass(frozen=True)
class OpenDataLinks:
    """The part of /about that says where the catalogue can be taken from, and on which terms."""

    key: str = "open_data"

    def as_json(self) -> dict[str, str]:
        return {"licence": "CC-BY-4.0", **{one.value: f"/catalog{one.suffix}" for one in Format}}

    def section(self, language: Language) -> Section:
        say = words(language).say
        links = [Link(f"/catalog{one.suffix}", say(f"open_data_{one.value}")) for one in Format]
        return Section(say("open_data_title"), (say("open_data_intro"),), links=(*links, Link(LICENCE, "CC BY 4.0")))


@dataclass(frozen=True)
class _Built:
    """One file, kept packed: it is a sixth of the size, and most readers take it so."""

    etag: str
    packed: bytes


class OpenData:
    """Builds each file once for a catalogue and a day, in a thread, and gives it to whoever asks.

    `current` is asked at every request; `public_url` is the address that the resources are named by.
    """

    def __init__(self, current: Current, public_url: str) -> None:
        self._current = current
        self._public_url = public_url
        self._built: dict[Format, _Built] = {}
        self._building = asyncio.Lock()

    def routes(self) -> list[Route]:
        return [
            Route("/catalog.jsonld", partial(self._file, format=Format.JSONLD), methods=["GET"]),
            Route("/catalog.ttl", partial(self._file, format=Format.TURTLE), methods=["GET"]),
            Route("/catalog.zip", partial(self._file, format=Format.CSV), methods=["GET"]),
            Route("/catalog-vocabulary.ttl", _vocabulary, methods=["GET"]),
            Route("/id/{path:path}", _resource, methods=["GET"]),
        ]

    async def _file(self, request: Request, format: Format) -> Response:
        built = await self._build(format)
        headers = {
            "ETag": built.etag,
            "Cache-Control": "no-cache",
            "Vary": "Accept-Encoding",
            "Access-Control-Allow-Origin": "*",
            "Access-Control-Expose-Headers": "ETag, Link",
            "Link": f'<{LICENCE}>; rel="license"',
        }
        if _has(request, built.etag):
            return Response(status_code=304, headers=headers)
        headers["Content-Type"] = MEDIA_TYPES[format]
        if _takes_gzip(request):
            return Response(built.packed, headers={**headers, "Content-Encoding": "gzip"})
        return Response(await asyncio.to_thread(gzip.decompress, built.packed), headers=headers)

    async def _build(self, format: Format) -> _Built:
        catalogue, version, day = self._current()
        edition = Edition(self._public_url, version, day)
        etag = _etag(edition, format)
        async with self._building:
            known = self._built.get(format)
            if known is None or known.etag != etag:
                known = _Built(etag, await asyncio.to_thread(_packed, catalogue, edition, format))
                self._built[format] = known
        return known


def _packed(catalogue: Catalogue, edition: Edition, format: Format) -> bytes:
    return gzip.compress(b"".join(export(catalogue, edition, format)), compresslevel=6, mtime=0)


def _etag(edition: Edition, format: Format) -> str:
    """Weak, because the packed and the plain file share it."""
    parts = (edition.base, edition.version, edition.day.isoformat(), format.value, program_version("signpost"))
    return f'W/"{sha256("|".join(parts).encode()).hexdigest()[:24]}"'


def _has(request: Request, etag: str) -> bool:
    """Whether the reader holds this edition already."""
    held = {word.strip().removeprefix("W/") for word in request.headers.get("if-none-match", "").split(",")}
    return "*" in held or etag.removeprefix("W/") in held


def _takes_gzip(request: Request) -> bool:
    """Whether the reader takes gzip. One that names it with q=0 does not."""
    for word in request.headers.get("accept-encoding", "").lower().split(","):
        coding, _, parameters = word.strip().partition(";")
        if coding.strip() == "gzip":
            return parameters.replace(" ", "") not in ("q=0", "q=0.0", "q=0.00", "q=0.000")
    return False


async def _vocabulary(_request: Request) -> Response:
    """What the terms mean that are Signpost's own."""
    headers = {"Access-Control-Allow-Origin": "*"}
    return FileResponse(VOCABULARY, media_type=MEDIA_TYPES[Format.TURTLE], headers=headers)


async def _resource(_request: Request) -> Response:
    """A resource is described in the whole catalogue: 303 See Other."""
    return RedirectResponse("/catalog.ttl", status_code=303, headers={"Access-Control-Allow-Origin": "*"})
