"""The words that only Telegram needs, by language."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import yaml

LANGUAGES = ("uk", "en")


@cache
def texts(language: str) -> dict[str, Any]:
    """All texts of a language; Ukrainian for a code that is not ours."""
    known = language if language in LANGUAGES else LANGUAGES[0]
    loaded: dict[str, Any] = yaml.safe_load((Path(__file__).parent / f"{known}.yml").read_text(encoding="utf-8"))
    return loaded
