"""The demonstration portal page and the widget's files."""

from __future__ import annotations

from pathlib import Path

from starlette.requests import Request
from starlette.responses import FileResponse, Response
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles

import channels.webchat

WIDGET = Path(channels.webchat.__file__).parent / "widget"


def routes() -> list[BaseRoute]:
    return [
        Route("/", portal_page, methods=["GET"]),
        Mount("/webchat/widget", StaticFiles(directory=WIDGET)),
    ]


async def portal_page(_request: Request) -> Response:
    """A community's page with the widget in it, as an example of embedding."""
    return FileResponse(WIDGET / "demo.html", media_type="text/html; charset=utf-8")
