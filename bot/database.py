"""One engine for the catalogue and the conversations, set up for several readers and one writer."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from sqlalchemy import create_engine, event
from sqlalchemy.engine import Engine, make_url
from sqlalchemy.pool import QueuePool

#: How long a writer waits for another one, in seconds.
SQLITE_PATIENCE = 10


def open_database(url: str) -> Engine:
    """The engine for this address. A missing folder of an SQLite file is made."""
    address = make_url(url)
    common = {"future": True, "json_serializer": _as_json}
    if address.get_backend_name() != "sqlite":
        return create_engine(url, pool_pre_ping=True, **common)
    if address.database and address.database != ":memory:":
        Path(address.database).parent.mkdir(parents=True, exist_ok=True)
    options = {"timeout": SQLITE_PATIENCE, "check_same_thread": False}
    # SQLAlchemy would open the file anew for every transaction; keeping it open saves several milliseconds each time.
    engine = create_engine(url, connect_args=options, poolclass=QueuePool, **common)
    event.listen(engine, "connect", _prepare_sqlite)
    return engine


def _as_json(value: Any) -> str:
    """Letters as they are: written as escapes, Ukrainian would take three times the room."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _prepare_sqlite(connection: Any, _record: Any) -> None:
    """Readers do not wait for the writer; references are enforced; what is deleted is overwritten."""
    for pragma in ("journal_mode=WAL", "synchronous=NORMAL", "foreign_keys=ON", "secure_delete=ON"):
        connection.execute(f"PRAGMA {pragma}")
