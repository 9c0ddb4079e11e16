"""The words that only Telegram needs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from string import Formatter
from typing import Any

import pytest
from telegram.constants import BotDescriptionLimit

import channels.telegram
from channels.telegram.handlers import COMMANDS
from channels.telegram.texts import LANGUAGES, texts

ROOM = Path(channels.telegram.__file__).parent


def flat(tree: dict[str, Any], prefix: str = "") -> Iterator[tuple[str, str]]:
    for key, value in tree.items():
        if isinstance(value, dict):
            yield from flat(value, f"{prefix}{key}.")
        else:
            yield f"{prefix}{key}", value


def test_there_is_a_file_for_every_language_and_no_other() -> None:
    assert {path.stem for path in (ROOM / "texts").glob("*.yml")} == set(LANGUAGES)


def test_every_text_exists_in_every_language_with_the_same_placeholders() -> None:
    def shape(language: str) -> dict[str, set[str | None]]:
        return {key: {name for _, name, _, _ in Formatter().parse(text)} for key, text in flat(texts(language))}

    assert shape("uk") == shape("en")


def test_every_text_is_used_and_every_text_used_exists() -> None:
    code = "".join(path.read_text(encoding="utf-8") for path in ROOM.glob("*.py"))
    used = set(re.findall(r'(?:words|texts\([^[\]]*\))\["(\w+)"\]|words\[\'(\w+)\'\]|\)\[\'(\w+)\'\]', code))
    assert {one or other or third for one, other, third in used} == set(texts("uk"))


def test_every_command_has_a_handler_and_a_name_telegram_takes() -> None:
    assert set(texts("uk")["commands"]) == {"start", "language", *COMMANDS}
    assert all(re.fullmatch(r"[a-z0-9_]{1,32}", name) for name in texts("uk")["commands"])


@pytest.mark.parametrize("language", LANGUAGES)
def test_descriptions_fit_into_telegrams_limits(language: str) -> None:
    assert len(texts(language)["description"]) <= BotDescriptionLimit.MAX_DESCRIPTION_LENGTH
    assert all(1 <= len(text) <= 256 for text in texts(language)["commands"].values())


def test_a_language_we_do_not_speak_is_answered_in_ukrainian() -> None:
    assert texts("pl") == texts("uk") != texts("en")
