"""`signpost catalog import diia-guide` and `diia-guide-offices`, run as a person runs them."""

from __future__ import annotations

import gzip
import json
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.cli import main
from bot.database import open_database
from catalog.register.models import ImportedOffice, ImportedService
from tests.catalog.register.dumps import dump, office, service
from tests.services import wait_until


@pytest.fixture(autouse=True)
def _database(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path / 'signpost.db'}")


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(main, ["catalog", "import", *map(str, arguments)])


def stored(tmp_path: Path, table: Any = ImportedService) -> dict[str, str]:
    engine = open_database(f"sqlite:///{tmp_path / 'signpost.db'}")
    with Session(engine) as session:
        rows = session.execute(select(table.key, table.content)).all()
    engine.dispose()
    return {key: content["name"] for key, content in rows}


def written(tmp_path: Path, content: bytes, name: str = "dump.json") -> Path:
    path = tmp_path / name
    path.write_bytes(content)
    return path


def test_services_are_imported_and_the_findings_told(tmp_path: Path) -> None:
    path = written(tmp_path, dump([service(1), service(2, rating=5), b"null"]))
    result = run("diia-guide", path, "--report", tmp_path / "reports" / "found.json")
    assert result.exit_code == 0
    assert "2 added, 0 changed, 0 withdrawn, 0 unchanged, 1 of 3 broken and left out" in result.stdout
    assert 'unknown field "rating" in 1 record(s), first in record 2 (line 2, byte ' in result.stderr
    assert "record 3 (line 3, byte " in result.stderr
    report = json.loads((tmp_path / "reports" / "found.json").read_text(encoding="utf-8"))
    assert report["broken"][0]["place"]["number"] == 3
    assert "0 added, 0 changed, 0 withdrawn, 2 unchanged" in run("diia-guide", path).stdout


def test_a_packed_dump_and_json_output(tmp_path: Path) -> None:
    path = written(tmp_path, gzip.compress(dump([service(1)])), "dump.json.gz")
    told = json.loads(run("diia-guide", path, "--json").stdout)
    assert (told["ok"], told["added"], told["source"]) == (True, ["00001"], "dump.json.gz")


def test_a_dry_run_says_what_would_change(tmp_path: Path) -> None:
    path = written(tmp_path, dump([service(1)]))
    assert "Would import services from dump.json: 1 added" in run("diia-guide", path, "--dry-run").stdout
    assert stored(tmp_path) == {}


def test_offices_are_imported_beside_the_services(tmp_path: Path) -> None:
    run("diia-guide", written(tmp_path, dump([service(1)])))
    assert "2 added" in run("diia-guide-offices", written(tmp_path, dump([office(1), office(2)]))).stdout
    assert len(stored(tmp_path, ImportedOffice)) == 2
    assert len(stored(tmp_path)) == 1


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"<html>busy</html>", "no list of records"),
        (dump([service(1)])[:-1], None),
        (dump([service(1)])[:-9], "ends inside its list"),
        (gzip.compress(dump([service(1)]))[:-9], "packed and cannot be unpacked"),
        ("{}".encode("utf-16"), "UTF-16"),
    ],
    ids=["no JSON", "brace missing at the end", "cut off", "packed and cut off", "UTF-16"],
)
def test_a_file_that_is_no_whole_dump_is_refused(tmp_path: Path, content: bytes, said: str | None) -> None:
    result = run("diia-guide", written(tmp_path, content))
    assert result.exit_code == (1 if said else 0)
    assert (said or "") in result.stderr
    told = json.loads(run("diia-guide", written(tmp_path, content), "--json").stdout)
    assert told["ok"] is (said is None)


def test_a_missing_file_is_told(tmp_path: Path) -> None:
    assert "No such file" in run("diia-guide", tmp_path / "none.json").stderr


def test_the_usual_import_of_an_export_still_works(tmp_path: Path) -> None:
    result = run(written(tmp_path, dump([service(1)])))
    assert "it holds no catalogue of Signpost" in result.stderr
    assert "diia-guide-offices" in run("--help").stdout


class _Guide(BaseHTTPRequestHandler):
    """Serves a dump, and another address with an error."""

    def do_GET(self) -> None:
        content = dump([service(1), service(2)])
        self.send_response(200 if self.path == "/dump.json" else 503)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, format: str, *args: Any) -> None:
        """Tests print nothing."""


@pytest.fixture
def guide() -> Iterator[str]:
    server = HTTPServer(("127.0.0.1", 0), _Guide)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


def test_a_dump_is_fetched_from_an_address(guide: str, tmp_path: Path) -> None:
    assert "2 added" in run("diia-guide", f"{guide}/dump.json").stdout
    assert f"{guide}/other cannot be fetched: the server answered 503" in run("diia-guide", f"{guide}/other").stderr


def test_an_import_killed_half_way_leaves_the_register_as_it_was(tmp_path: Path) -> None:
    run("diia-guide", written(tmp_path, dump([service(number) for number in range(1, 31)])))
    before = stored(tmp_path)
    many = dump([service(number, name=f"Нова назва {number}", input="Папери. " * 400) for number in range(1, 2001)])
    path = written(tmp_path, many, "many.json")
    log = tmp_path / "signpost.db-wal"
    reader = open_database(f"sqlite:///{tmp_path / 'signpost.db'}").connect()
    began_at = log.stat().st_size if log.exists() else 0
    importing = subprocess.Popen(
        [sys.executable, "-c", "from bot.cli import main; main()", "catalog", "import", "diia-guide", str(path)]
    )
    try:
        # The database's journal grows while the transaction is open: the rows are being written.
        wait_until(lambda: log.exists() and log.stat().st_size > began_at + 1_000_000, "the writing")
        assert importing.poll() is None
        os.kill(importing.pid, signal.SIGKILL)
    finally:
        importing.kill()
        importing.wait()
        reader.close()
    assert stored(tmp_path) == before
    assert "1970 added, 30 changed" in run("diia-guide", path).stdout
