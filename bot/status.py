"""Pages for operators and the curious: is it alive, what it counts, what it runs on."""

from __future__ import annotations

from prometheus_client import CONTENT_TYPE_LATEST, generate_latest
from sqlalchemy.engine import Engine
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from bot.about.page import About
from bot.conversations.switches import Switches


class Status:
    """`/healthz`, `/metrics`, and `/about` as it is handed over."""

    def __init__(self, engine: Engine, about: About) -> None:
        self._engine = engine
        self._switches = Switches(engine)
        self._about = about

    def routes(self) -> list[Route]:
        return [
            Route("/healthz", self.health, methods=["GET"]),
            Route("/metrics", self.metrics, methods=["GET"]),
            *self._about.routes(),
        ]

    async def health(self, _request: Request) -> Response:
        """200 while the database answers, 503 otherwise. A paused channel is no failure, but it is told."""
        try:
            paused = self._switches.all()
        except Exception:
            return JSONResponse({"ok": False, "error": "database"}, status_code=503)
        told = {channel: {"reason": one.reason, "since": one.since} for channel, one in paused.items()}
        return JSONResponse({"ok": True, **({"paused": told} if told else {})})

    async def metrics(self, _request: Request) -> Response:
        return Response(generate_latest(), media_type=CONTENT_TYPE_LATEST)
