"""/about for people and for programs."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.requests import Request
from starlette.responses import FileResponse, HTMLResponse, JSONResponse, Response
from starlette.routing import Route

from bot.about.basis import Basis
from bot.about.negotiation import preferred
from bot.about.parts import Part
from bot.about.words import words
from catalog.text import Language

HERE = Path(__file__).parent
JSON, HTML = "application/json", "text/html"


class About:
    """The basis first, then the parts in their order: a page for browsers, JSON for everything else."""

    def __init__(self, basis: Basis, parts: Sequence[Part] = ()) -> None:
        self._basis = basis
        self._parts = tuple(parts)
        environment = Environment(
            loader=FileSystemLoader(HERE), autoescape=True, undefined=StrictUndefined, trim_blocks=True
        )
        self._template = environment.get_template("about.html")

    def routes(self) -> list[Route]:
        return [
            Route("/about", self.about, methods=["GET"]),
            Route("/about.json", self.figures, methods=["GET"]),
            Route("/about.css", _style, methods=["GET"]),
        ]

    # Not async: a part may read the database, so Starlette runs these in threads.
    def about(self, request: Request) -> Response:
        """The form that the request prefers; JSON when it has no opinion, as programs have none."""
        if preferred(request.headers.get("accept", ""), (JSON, HTML)) == JSON:
            response = self.figures(request)
        else:
            response = self._page(_language(request))
        response.headers["Vary"] = "Accept, Accept-Language"
        return response

    def figures(self, _request: Request) -> Response:
        return JSONResponse(self.as_json())

    def as_json(self) -> dict[str, Any]:
        return {**self._basis.as_json(), **{part.key: part.as_json() for part in self._parts}}

    def _page(self, language: Language) -> Response:
        sections = [("basis", self._basis.section(language))]
        sections += [(part.key, part.section(language)) for part in self._parts]
        other = Language.ENGLISH if language is Language.UKRAINIAN else Language.UKRAINIAN
        page = self._template.render(
            language=language.value, other=other.value, say=words(language).say, sections=sections
        )
        return HTMLResponse(page, headers={"Content-Language": language.value})


def _style(_request: Request) -> Response:
    return FileResponse(HERE / "about.css", media_type="text/css; charset=utf-8")


def _language(request: Request) -> Language:
    """As the address says (`?language=en`), else as the browser prefers."""
    chosen = request.query_params.get("language")
    offered = [language.value for language in Language]
    if chosen in offered:
        return Language(chosen)
    return Language(preferred(request.headers.get("accept-language", ""), offered))
