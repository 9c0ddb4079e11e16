"""The secret that signs addresses: from the settings, or made once and kept beside the database."""

from __future__ import annotations

import os
import secrets
from contextlib import suppress
from pathlib import Path

from sqlalchemy.engine import make_url

from bot.settings import LEAST_SECRET

FILE = "secret"
#: Where it is kept when the database is on another machine.
DEFAULT_FOLDER = Path("var")


def signing_secret(given: str | None, database_url: str) -> str:
    """The secret given, else that of the data folder, which is made if there is none.

    Servers that share a database on another machine must be given the same secret, or they cannot read each other's
    addresses. OSError if the folder cannot be written.
    """
    if given is not None:
        return given
    address = make_url(database_url)
    if address.get_backend_name() != "sqlite":
        return kept_in(DEFAULT_FOLDER)
    if not address.database or address.database == ":memory:":
        return secrets.token_urlsafe(LEAST_SECRET)
    return kept_in(Path(address.database).parent)


def kept_in(folder: Path) -> str:
    """The secret in this folder, readable by the owner only. Workers that start at once end with the same one."""
    file = folder / FILE
    if not file.exists():
        _make(file)
    secret = file.read_text(encoding="ascii").strip()
    if len(secret) < LEAST_SECRET:
        raise ValueError(f"{file} holds no secret of {LEAST_SECRET} characters; delete it, and a new one is made")
    return secret


def _make(file: Path) -> None:
    """Written aside and linked into place, so that nobody ever reads half of it or replaces another's."""
    file.parent.mkdir(parents=True, exist_ok=True)
    aside = file.with_name(f"{FILE}.{os.getpid()}.{secrets.token_hex(4)}")
    handle = os.open(aside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(handle, "w", encoding="ascii") as writing:
            writing.write(secrets.token_urlsafe(LEAST_SECRET))
        with suppress(FileExistsError):
            os.link(aside, file)
    finally:
        aside.unlink()
