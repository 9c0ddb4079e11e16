"""Whether cited pages are there, asked of a real server on this machine."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import ClassVar

import pytest

from catalog.authoring.problems import Place
from catalog.editorial.findings import Rule
from catalog.editorial.links import USER_AGENT, cited_addresses, link_findings
from catalog.editorial.manuscript import read_manuscripts
from tests.catalog.content_folder import Content

STATUSES = {"/there": 200, "/gone": 404, "/removed": 410, "/ill": 503}


class Site(BaseHTTPRequestHandler):
    """A site with a page for every answer; /shy refuses HEAD, /moved leads to a page that is gone."""

    asked: ClassVar[Counter[tuple[str, str]]] = Counter()
    agents: ClassVar[set[str | None]] = set()

    def answer(self) -> None:
        self.asked[self.command, self.path] += 1
        self.agents.add(self.headers.get("User-Agent"))
        if self.path in ("/moved", "/old"):
            self.send_response(301)
            self.send_header("Location", "/gone" if self.path == "/moved" else "/there")
        elif self.path == "/shy":
            self.send_response(405 if self.command == "HEAD" else 200)
        else:
            self.send_response(STATUSES[self.path])
        self.send_header("Content-Length", "0")
        self.end_headers()

    do_GET = do_HEAD = answer  # noqa: N815

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


@pytest.fixture
def site() -> Iterator[str]:
    Site.asked.clear()
    server = ThreadingHTTPServer(("127.0.0.1", 0), Site)
    Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


def asked(*addresses: str) -> dict[str, Rule]:
    places = {address: Place("a.yml", line) for line, address in enumerate(addresses, start=1)}
    found = link_findings(places, pause=0, timeout=5)
    return {addresses[one.place.line - 1]: one.rule for one in found}


def test_a_page_that_is_there_or_has_moved_to_one_is_fine(site: str) -> None:
    assert asked(f"{site}/there", f"{site}/old", f"{site}/shy") == {}


@pytest.mark.parametrize("page", ["gone", "removed", "moved"])
def test_a_page_that_is_gone_is_dead(site: str, page: str) -> None:
    assert asked(f"{site}/{page}") == {f"{site}/{page}": Rule.LINK_DEAD}


def test_a_site_that_is_ill_or_silent_is_only_to_be_looked_at(site: str) -> None:
    silent = "http://127.0.0.1:9/page"
    assert asked(f"{site}/ill", silent) == {f"{site}/ill": Rule.LINK_UNREACHABLE, silent: Rule.LINK_UNREACHABLE}


def test_each_page_is_asked_for_once_and_told_who_asks(site: str) -> None:
    asked(f"{site}/there", f"{site}/shy")
    assert Site.asked == {("HEAD", "/there"): 1, ("HEAD", "/shy"): 1, ("GET", "/shy"): 1}
    assert Site.agents == {USER_AGENT}


def test_pages_of_steps_services_and_rates_are_all_asked_for(content: Content) -> None:
    addresses = cited_addresses(read_manuscripts(content.folder), content.folder / "services.csv")
    assert addresses["https://example.org/b"] == Place("services.csv", 2)
    assert addresses["https://example.org/diia"].line == content.line_of("https://example.org/diia")
    assert addresses["https://example.org/2026"].file == "rates.yml"
