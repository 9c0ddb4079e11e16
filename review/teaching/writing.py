"""Writing several files as one: all of them, or none."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

UNFINISHED = ".unfinished"


@contextmanager
def write_all(root: Path, texts: Mapping[str, str]) -> Iterator[None]:
    """Write the texts below `root`, run the block, and put the files back as they were if anything fails.

    The texts lie beside their files first, so that a full disk is found out before any file is touched.
    """
    ready: dict[Path, Path] = {}
    replaced: dict[Path, bytes | None] = {}
    try:
        for name, text in texts.items():
            ready[root / name] = _laid_beside(root / name, text)
        for path, unfinished in ready.items():
            replaced[path] = path.read_bytes() if path.exists() else None
            os.replace(unfinished, path)
        yield
    except BaseException:
        for path, before in replaced.items():
            _put_back(path, before)
        for unfinished in ready.values():
            unfinished.unlink(missing_ok=True)
        raise


def _laid_beside(path: Path, text: str) -> Path:
    """The text in a file beside this one, on the disk."""
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = path.with_name(path.name + UNFINISHED)
    try:
        with unfinished.open("wb") as file:
            file.write(text.encode())
            file.flush()
            os.fsync(file.fileno())
        if path.exists():
            unfinished.chmod(path.stat().st_mode)
    except BaseException:
        with suppress(OSError):
            unfinished.unlink(missing_ok=True)
        raise
    return unfinished


def _put_back(path: Path, before: bytes | None) -> None:
    if before is None:
        path.unlink(missing_ok=True)
    else:
        path.write_bytes(before)
