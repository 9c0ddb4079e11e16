"""Both translations say the same things, and exactly what the acts ask for."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import cache
from string import Formatter
from typing import Any

import pytest
import yaml
from babel import Locale

from actions.acts import out_of_scope
from actions.compose import services
from actions.wording import TRANSLATIONS, wording
from bot.settings import PROJECT
from catalog.search import Kind
from catalog.situations import ChannelType

LANGUAGES = tuple(sorted(path.stem for path in TRANSLATIONS.glob("*.yml")))
PLURAL_FORMS = {"zero", "one", "two", "few", "many", "other"}


@cache
def texts(language: str) -> dict[str, Any]:
    """The texts of a translation file by their dotted keys; what is counted is a mapping of plural forms."""

    def flat(tree: dict[str, Any], prefix: str) -> Iterator[tuple[str, Any]]:
        for key, value in tree.items():
            if isinstance(value, dict) and not set(value) <= PLURAL_FORMS:
                yield from flat(value, f"{prefix}{key}.")
            else:
                yield f"{prefix}{key}", value

    return dict(flat(yaml.safe_load((TRANSLATIONS / f"{language}.yml").read_text(encoding="utf-8")), ""))


def placeholders(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name is not None}


def asked_for() -> set[str]:
    """Every key that code asks for, patterns filled with each value they can take."""
    found = set()
    for room in ("actions", "bot"):
        for path in (PROJECT / room).rglob("*.py"):
            code = path.read_text(encoding="utf-8")
            # In the program only some modules speak with the words of the acts; console and pages have their own.
            if room == "bot" and ("import wording" not in code or "channels.page.words" in code):
                continue
            for call in ast.walk(ast.parse(code)):
                if isinstance(call, ast.Call) and isinstance(call.func, ast.Attribute) and call.func.attr == "say":
                    found |= set(_keys(call.args[0]))
    return found


def _keys(argument: ast.expr) -> Iterator[str]:
    if isinstance(argument, ast.Constant):
        yield str(argument.value)
    elif isinstance(argument, ast.IfExp):
        yield from _keys(argument.body)
        yield from _keys(argument.orelse)
    elif isinstance(argument, ast.JoinedStr):
        first = argument.values[0]
        assert isinstance(first, ast.Constant), ast.unparse(argument)
        yield from (f"{first.value}{ending}" for ending in _endings(str(first.value)))
    else:
        raise AssertionError(f"a key that cannot be followed: {ast.unparse(argument)}")


def _endings(beginning: str) -> list[str]:
    """What may stand behind a key that is put together while the program runs."""
    composer = (PROJECT / "actions" / "compose" / "step.py").read_text(encoding="utf-8")
    return {
        "section.": re.findall(r'_section\("(\w+)"', composer),
        "channel.": [kind.value for kind in ChannelType],
        "kind.": [kind.value for kind in Kind],
        "out_of_scope.": list(out_of_scope.KINDS),
        "register.": list(services.REGISTER_SIDES),
    }[beginning]


def test_there_are_words_in_ukrainian_and_in_english() -> None:
    assert LANGUAGES == ("en", "uk")


def test_every_text_exists_in_every_language() -> None:
    assert {language: set(texts(language)) ^ set(texts("uk")) for language in LANGUAGES} == {"en": set(), "uk": set()}


def test_every_text_that_code_asks_for_exists() -> None:
    assert asked_for() - set(texts("uk")) == set()


def test_every_text_is_asked_for() -> None:
    assert set(texts("uk")) - asked_for() == set()


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_counted_has_every_plural_form_of_its_language(language: str) -> None:
    needed = set(Locale.parse(language).plural_form.tags) | {"other"}
    counted = {key: set(text) for key, text in texts(language).items() if isinstance(text, dict)}
    assert counted
    assert {key: forms for key, forms in counted.items() if forms != needed} == {}


def test_the_same_texts_are_counted_in_every_language() -> None:
    counted = {
        language: {key for key, text in texts(language).items() if isinstance(text, dict)} for language in LANGUAGES
    }
    assert counted["en"] == counted["uk"]


def test_every_form_of_a_text_has_the_same_placeholders_in_every_language() -> None:
    for key in texts("uk"):
        forms = [texts(language)[key] for language in LANGUAGES]
        written = [one for form in forms for one in (form.values() if isinstance(form, dict) else [form])]
        assert len({frozenset(placeholders(one)) for one in written}) == 1, key


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_text_is_empty_or_padded(language: str) -> None:
    written = [
        (key, one)
        for key, text in texts(language).items()
        for one in (text.values() if isinstance(text, dict) else [text])
    ]
    assert [key for key, one in written if not isinstance(one, str) or not one.strip() or one != one.strip()] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_program_knows_every_key_of_the_file(language: str) -> None:
    assert set(wording(language).keys()) == set(texts(language))
