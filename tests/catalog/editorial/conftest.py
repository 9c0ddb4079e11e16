"""A content folder that passes the gate until a test spoils it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.catalog.content_folder import Content


@pytest.fixture
def content(tmp_path: Path) -> Content:
    return Content(tmp_path / "content")
