"""The pages over the made-up catalogue of bees, without a model."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timezone

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from actions.knowledge import Knowledge
from bot.security_headers import middleware
from bot.takeaway.links import Links
from bot.takeaway.lists import Lists
from bot.takeaway.pages import GuidePages
from tests.actions.small_catalogue import knowledge

PUBLIC = "https://signpost.example"
SECRET = "a secret of the tests, long enough"
NOW = datetime(2026, 11, 25, 12, tzinfo=timezone.utc).timestamp()


@dataclass
class World:
    """A catalogue that may change and a clock that may move; the pages over both."""

    known: Knowledge = field(default_factory=knowledge)
    now: float = NOW

    def __post_init__(self) -> None:
        self.lists = Lists(lambda: self.known, Links(SECRET), lambda: self.now)
        pages = GuidePages(self.lists, PUBLIC)
        self.client = TestClient(Starlette(routes=pages.routes(), middleware=middleware(())), base_url=PUBLIC)


@pytest.fixture
def world() -> World:
    return World()
