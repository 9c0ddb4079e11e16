"""The words of the console: the same in both languages, for every feature."""

from __future__ import annotations

from string import Formatter
from typing import Any

import pytest
import yaml
from babel import Locale

from review.access.accounts import Problem
from review.access.passwords import Weakness
from review.access.roles import Role
from review.access.staff import LANGUAGES
from review.web.gate import EXPLAINED
from review.web.wording import TRANSLATIONS, words

FILES = sorted(path.stem for path in (TRANSLATIONS / LANGUAGES[0]).glob("*.yml"))


def flat(tree: dict[Any, Any], prefix: str = "") -> dict[str, Any]:
    found: dict[str, Any] = {}
    for key, value in tree.items():
        if isinstance(value, dict) and not set(value) <= {"zero", "one", "two", "few", "many", "other"}:
            found |= flat(value, f"{prefix}{key}.")
        else:
            found[f"{prefix}{key}"] = value
    return found


def texts(language: str, name: str) -> dict[str, Any]:
    return flat(yaml.safe_load((TRANSLATIONS / language / f"{name}.yml").read_text(encoding="utf-8")))


def forms(text: Any) -> list[str]:
    return list(text.values()) if isinstance(text, dict) else [text]


def placeholders(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name is not None}


def test_every_language_has_the_same_files() -> None:
    for language in LANGUAGES:
        assert sorted(path.stem for path in (TRANSLATIONS / language).glob("*.yml")) == FILES


@pytest.mark.parametrize("name", FILES)
def test_every_text_exists_in_every_language(name: str) -> None:
    assert set(texts("uk", name)) ^ set(texts("en", name)) == set()


@pytest.mark.parametrize("name", FILES)
def test_a_text_has_the_same_placeholders_in_every_language(name: str) -> None:
    for key, uk in texts("uk", name).items():
        found = {frozenset(placeholders(form)) for text in (uk, texts("en", name)[key]) for form in forms(text)}
        assert len(found) == 1, f"{name}.{key}"


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", FILES)
def test_no_text_is_empty_padded_or_miscounted(name: str, language: str) -> None:
    needed = set(Locale.parse(language).plural_form.tags) | {"other"}
    for key, text in texts(language, name).items():
        assert all(isinstance(form, str) and form and form == form.strip() for form in forms(text)), f"{name}.{key}"
        if isinstance(text, dict):
            assert set(text) == needed, f"{name}.{key}"


@pytest.mark.parametrize("language", LANGUAGES)
def test_closed_lists_have_all_their_words(language: str) -> None:
    needed = [f"access.role.{role.value}" for role in Role]
    needed += [f"access.may.{role.value}" for role in Role]
    needed += [f"access.problem.{problem.value}" for problem in Problem]
    needed += [f"access.problem.password_{weak.value}" for weak in Weakness]
    needed += [f"console.error.{status}" for status in EXPLAINED]
    needed += [f"console.error.title.{status}" for status in EXPLAINED]
    needed += [f"console.language.{one}" for one in LANGUAGES]

    assert [key for key in needed if not words(language).has(key)] == []


def test_counted_words_follow_their_language() -> None:
    assert [words("uk").say("access.staff.count", n=n) for n in (1, 3, 11)] == [
        "1 обліковий запис",
        "3 облікові записи",
        "11 облікових записів",
    ]


def test_an_unknown_language_is_answered_in_ukrainian() -> None:
    assert words("xx").say("console.sign_out") == "Вийти"
