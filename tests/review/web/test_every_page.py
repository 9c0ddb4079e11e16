"""Every page of the program's console, whoever wrote it: who gets in, and how its answers are protected.

The pages come from `bot.console`, so a new feature is held to this from its first day.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterator
from datetime import datetime, timezone
from typing import Any
from urllib.parse import urlencode

import pytest
from rasa.core.agent import Agent
from sqlalchemy.engine import Engine
from sqlalchemy.orm import Session
from starlette.applications import Starlette

from bot.arrivals import Arrivals
from bot.candidates.bench import Bench
from bot.candidates.following import Following
from bot.candidates.pointer import Pointer
from bot.console import console
from bot.conversations.outbox import Outbox
from bot.conversations.ownership import Ownership
from bot.conversations.store import ConversationStore
from bot.database import open_database
from bot.knowledge_source import CatalogueSource
from bot.parts import Parts
from bot.security_headers import middleware
from bot.settings import Settings
from catalog.catalogue import Catalogue
from catalog.store import create_tables, write_catalogue
from review.access.accounts import Accounts
from review.access.passwords import Passwords
from review.access.roles import Role
from review.access.sessions import open_session
from review.console import Console
from review.web import cookies
from review.web.headers import HEADERS
from review.web.pages import Page
from tests.review.staff import PASSWORD, QUICK
from tests.review.web.asking import Beginning, ask

#: The only pages open to somebody who is not signed in.
OPEN = {"/sign-in"}
SIGN_IN = "/review/sign-in"


class NobodyRuns:
    """No page needs the assistant itself."""

    def use(self, agent: Agent) -> None:
        raise AssertionError("no model is put live here")


@dataclasses.dataclass(frozen=True)
class Running:
    """The console of the program, and an account for each role."""

    engine: Engine
    console: Console
    app: Starlette
    accounts: dict[Role, int]

    def token(self, role: Role) -> str:
        """A fresh session of somebody with this role."""
        import time

        with Session(self.engine) as session, session.begin():
            return open_session(session, self.accounts[role], time.time())

    async def ask(self, page: Page, role: Role | None, fields: "dict[str, str] | None" = None) -> Beginning:
        """Ask for the page as somebody with this role, with a genuine form where it takes one."""
        path = "/review" + re.sub(r"\{\w+(:\w+)?\}", "0", page.path)
        secret = self.token(role) if role else cookies.new_secret()
        headers = {"cookie": f"{cookies.NAME}={secret}"}
        if page.method == "GET":
            return await ask(self.app, "GET", path, headers)
        headers["content-type"] = "application/x-www-form-urlencoded"
        form = fields if fields is not None else {"csrf": cookies.derived(secret, "form")}
        return await ask(self.app, page.method, path, headers, urlencode(form).encode())


@pytest.fixture(scope="module")
def running(catalogue: Catalogue, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    engine = open_database(f"sqlite:///{tmp_path_factory.mktemp('console') / 'console.db'}")
    create_tables(engine)
    write_catalogue(engine, catalogue, "test", datetime.now(timezone.utc))
    store = ConversationStore(engine)
    known: dict[str, Any] = {
        "engine": engine,
        "source": CatalogueSource(engine),
        "store": store,
        "outbox": Outbox(engine),
        "ownership": Ownership(engine),
        "arrivals": Arrivals(store),
    }
    models = tmp_path_factory.mktemp("models")
    pointer = Pointer(engine, models, Bench(engine))
    known["following"] = Following(pointer, Agent, NobodyRuns(), models / "a-model.tar.gz", models)
    # No page needs the assistant itself to be shown; training a model for this would take minutes.
    parts = Parts(**{field.name: known.get(field.name) for field in dataclasses.fields(Parts)})
    found = console(Settings(), parts)
    accounts = Accounts(engine, Passwords(QUICK), lambda: 0.0)
    ids = {role: accounts.add(role.value, role, PASSWORD) for role in Role}
    yield Running(engine, found, Starlette(routes=found.routes(), middleware=middleware(())), ids)
    engine.dispose()


def guarded(console: Console) -> list[Page]:
    return [page for page in console.pages if page.role is not None]


def test_only_signing_in_is_open(running: Running) -> None:
    assert {page.path for page in running.console.pages if page.role is None} == OPEN


async def test_nobody_gets_in_without_signing_in(running: Running) -> None:
    for page in guarded(running.console):
        answer = await running.ask(page, None)

        assert answer.status == 303, page
        assert answer.headers["location"].split("?")[0] == SIGN_IN, page
        assert answer.body == "", page


@pytest.mark.parametrize("role", Role)
async def test_each_role_opens_exactly_its_pages(running: Running, role: Role) -> None:
    for page in guarded(running.console):
        answer = await running.ask(page, role)

        assert page.role is not None
        if not role.may(page.role):
            assert answer.status == 403, page
            continue
        assert answer.status != 403, page
        assert answer.status < 500, (page, answer.body)
        if not page.path.startswith("/sign-out"):
            assert answer.headers.get("location", "").split("?")[0] != SIGN_IN, page


@pytest.mark.parametrize("fields", [{}, {"csrf": ""}, {"csrf": "0" * 64}], ids=["none", "empty", "another"])
async def test_no_form_is_taken_without_its_token(running: Running, fields: dict[str, str]) -> None:
    for page in running.console.pages:
        if page.method != "GET":
            answer = await running.ask(page, Role.ADMIN, fields)

            assert answer.status == 403, page


async def test_every_answer_is_protected_and_kept_nowhere(running: Running) -> None:
    for page in running.console.pages:
        answer = await running.ask(page, Role.ADMIN)

        assert {name: answer.headers.get(name.lower()) for name in HEADERS} == HEADERS, page


async def test_no_page_holds_script_or_style_of_its_own(running: Running) -> None:
    for page in running.console.pages:
        if page.method == "GET" and page.role is not None:
            answer = await running.ask(page, Role.ADMIN)

            found = re.search(r"<script(?![^>]*\bsrc=)|<style|<[^>]+\sstyle=|<[^>]+\son[a-z]+=", answer.body)
            assert found is None, (page, found)


async def test_a_page_of_the_console_says_its_language_and_has_one_heading(running: Running) -> None:
    for page in guarded(running.console):
        if page.method != "GET":
            continue
        answer = await running.ask(page, Role.ADMIN)
        if answer.status == 200 and answer.body.startswith("<!doctype html>"):
            assert '<html lang="uk">' in answer.body, page
            assert len(re.findall(r"<h1\b", answer.body)) == 1, page
            assert 'href="#main"' in answer.body, page


def test_no_page_changes_the_audit_log(running: Running) -> None:
    assert {page.method for page in running.console.pages if "audit" in page.path} == {"GET"}
