"""Checks on the texts of a situation that need no office knowledge: rates that exist, the right alphabet."""

from __future__ import annotations

import re
from collections.abc import Iterator

from catalog.authoring.entries import Entry
from catalog.authoring.problems import choices
from catalog.rates import MENTION, Rates
from catalog.text import Text

CYRILLIC = re.compile(r"[А-Яа-яІіЇїЄєҐґ]")
LATIN_WORD = re.compile(r"[A-Za-z]{3,}")
RUSSIAN_LETTERS = re.compile(r"[ЫыЭэЪъЁё]")


def note_wording_problems(entry: Entry, rates: Rates) -> None:
    """Add a problem for each text read from the entry that names an unknown rate or is in the wrong language."""
    known = [rate.id for rate in rates.rates]
    for text, place in entry.texts_read():
        for wording in (text.uk, text.en):
            for mention in MENTION.finditer(wording):
                if mention[1] not in known:
                    entry.problem(place, f'no rate is called "{mention[1]}"', choices(mention[1], known))
            if "{" in MENTION.sub("", wording):
                found = f'a brace that is no rate: "{wording}"'
                entry.problem(place, found, "write {minimum_wage} or {minimum_wage * 1.5}")
        for found, hint in _wrong_language(text):
            entry.problem(place, found, hint)


def _wrong_language(text: Text) -> Iterator[tuple[str, str]]:
    if RUSSIAN_LETTERS.search(text.uk):
        yield f'Russian letters in "{text.uk}"', "write the Ukrainian text"
    if LATIN_WORD.search(text.uk) and not CYRILLIC.search(text.uk):
        yield f'not in Ukrainian: "{text.uk}"', "write the Ukrainian text"
    if CYRILLIC.search(text.en) and not LATIN_WORD.search(text.en):
        yield f'not in English: "{text.en}"', "write the English text"
