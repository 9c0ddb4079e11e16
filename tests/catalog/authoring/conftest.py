"""A small content folder that loads; each test spoils one thing in it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.catalog.content_folder import Content


@pytest.fixture
def content(tmp_path: Path) -> Content:
    return Content(tmp_path / "content")
