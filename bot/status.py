"""Pages for operators and the curious: is it alive, what it counts, what it runs on."""

from __future__ import annotations

from importlib.metadata import version

from prometheus_client import CONTENT_TYPE_LATEST, generate_latest
from sqlalchemy import text
from sqlalchemy.engine import Engine
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from bot.knowledge_source import CatalogueSource


class Status:
    """`/healthz`, `/metrics` and `/about`."""

    def __init__(self, engine: Engine, source: CatalogueSource, model_name: str, channels: tuple[str, ...]) -> None:
        self._engine = engine
        self._source = source
        self._model_name = model_name
        self._channels = channels

    def routes(self) -> list[Route]:
        return [
            Route("/healthz", self.health, methods=["GET"]),
            Route("/metrics", self.metrics, methods=["GET"]),
            Route("/about", self.about, methods=["GET"]),
        ]

    async def health(self, _request: Request) -> Response:
        """200 while the database answers, 503 otherwise."""
        try:
            with self._engine.connect() as connection:
                connection.execute(text("select 1"))
        except Exception:
            return JSONResponse({"ok": False, "error": "database"}, status_code=503)
        return JSONResponse({"ok": True})

    async def metrics(self, _request: Request) -> Response:
        return Response(generate_latest(), media_type=CONTENT_TYPE_LATEST)

    async def about(self, _request: Request) -> Response:
        """Model, catalogue and version: what answers here rest on."""
        catalogue = self._source().catalogue
        return JSONResponse(
            {
                "name": "Signpost",
                "version": version("signpost"),
                "licence": "Apache-2.0",
                "model": self._model_name,
                "catalogue": {
                    "version": self._source.version,
                    "situations": len(catalogue.situations),
                    "steps": sum(len(situation.steps) for situation in catalogue.situations),
                    "services": len(catalogue.services),
                },
                "channels": list(self._channels),
            }
        )
