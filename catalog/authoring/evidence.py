"""Reading what lets the reader check us: where a statement stands, and when we last looked."""

from __future__ import annotations

import re

from catalog.authoring.entries import Entry

MONTH = re.compile(r"20\d\d-(0[1-9]|1[0-2])")
WEB_ADDRESS = re.compile(r"https?://[^\s]+")
GENERAL_KNOWLEDGE = "general-knowledge"


def read_sources(entry: Entry) -> tuple[str, ...]:
    """The pages it rests on, at least one."""
    sources = entry.words("sources")
    if not sources:
        hint = f"list the pages it rests on, or {GENERAL_KNOWLEDGE} with confidence: low"
        entry.problem(entry.place_of("sources"), "there is no source", hint)
    for source in sources:
        if source != GENERAL_KNOWLEDGE and not WEB_ADDRESS.fullmatch(source):
            hint = f"write an address (https://…) or {GENERAL_KNOWLEDGE}"
            entry.problem(entry.place_of("sources"), f'"{source}" is not an address', hint)
    return sources


def read_checked(entry: Entry) -> str:
    """The month of the newest source."""
    checked = entry.word("checked")
    if checked and not MONTH.fullmatch(checked):
        hint = 'write the year and month of the newest source: "2026-02"'
        entry.problem(entry.place_of("checked"), f'"{checked}" is not a month', hint)
    return checked
