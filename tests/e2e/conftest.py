"""The real program, started as a person would start it, and a real browser."""

from __future__ import annotations

import contextlib
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import httpx
import pytest
from playwright.sync_api import Browser, sync_playwright

from tests.conftest import require
from tests.services import free_port, wait_until

BROWSER_FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


@dataclass(frozen=True)
class Running:
    """A Signpost at work: its address, and the file its conversations are in."""

    url: str
    database: Path
    log: Path


@contextlib.contextmanager
def signpost(folder: Path, project: Path | None = None, **settings: str) -> Iterator[Running]:
    """Run `signpost serve` on a free port until the block ends, from a copy of the project if one is given."""
    port = int(settings.get("SIGNPOST_PORT") or free_port())
    database, log = folder / "signpost.db", folder / "signpost.log"
    environment = {
        **os.environ,
        "DATABASE_URL": f"sqlite:///{database}",
        "SIGNPOST_PORT": str(port),
        "SIGNPOST_MESSAGES_PER_MINUTE": "600",
        **settings,
    }
    command = [sys.executable, "-c", "from bot.cli import main; main()", "serve"]
    with log.open("w") as output:
        server = subprocess.Popen(command, cwd=project, env=environment, stdout=output, stderr=subprocess.STDOUT)
        try:
            running = Running(f"http://127.0.0.1:{port}", database, log)
            wait_until(lambda: _answers(running.url, server), "signpost serve", patience=300)
            yield running
        finally:
            server.terminate()
            server.wait(timeout=30)


def _answers(url: str, server: subprocess.Popen[bytes]) -> bool:
    if server.poll() is not None:
        raise RuntimeError(f"signpost serve ended with code {server.returncode}")
    with contextlib.suppress(httpx.TransportError):
        return httpx.get(f"{url}/healthz").status_code == 200
    return False


@pytest.fixture(scope="session")
def running(model: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """Signpost with the trained model and a database of its own."""
    with signpost(tmp_path_factory.mktemp("serve")) as found:
        yield found


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Debian's Chromium, headless. It ends with its module: Playwright's loop would keep async tests from running."""
    chromium = shutil.which("chromium")
    require(chromium is not None, "chromium")
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=chromium, args=list(BROWSER_FLAGS))
        yield opened
        opened.close()
