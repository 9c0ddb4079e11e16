"""Every text of the pages stands in both languages, with the same placeholders."""

from __future__ import annotations

import re

import yaml

from channels.page.words import LANGUAGES, TEXTS, words

PLACEHOLDER = re.compile(r"\{(\w+)\}")
FORMS = {"uk": {"one", "few", "many", "other"}, "en": {"one", "other"}}


def test_the_languages_have_the_same_texts_and_forms() -> None:
    loaded = {one: yaml.safe_load((TEXTS / f"{one}.yml").read_text(encoding="utf-8")) for one in LANGUAGES}

    assert set(loaded["uk"]) == set(loaded["en"])
    for key in loaded["uk"]:
        for language, texts in loaded.items():
            if isinstance(texts[key], dict):
                assert set(texts[key]) == FORMS[language], key
        used = [set(PLACEHOLDER.findall(str(texts[key]))) for texts in loaded.values()]
        assert used[0] == used[1], key


def test_a_code_that_is_not_ours_reads_ukrainian() -> None:
    assert words("ru").say("name") == "Дороговказ"
