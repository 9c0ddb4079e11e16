"""A small content folder with people who try it out."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.catalog.content_folder import Content

PEOPLE = "scenarios/moving-house.yml"

WRITTEN = """\
situation: moving-house
everyone: [register-address]
people:
  - who: "Ліда винаймає у фірми"
    answers: {owns_home: "no", rented_from: company}
    applies: [get-consent]
    order: [[get-consent, register-address]]
    cost: 50.5
    next: nothing
  - who: "Юрій винаймає в людини"
    answers: {owns_home: "no", rented_from: person}
    applies: [get-consent]
  - who: "Ганна має своє"
    today: "2026-12-01"
    answers: {owns_home: "yes"}
    never: [get-consent]
  - who: "Не сказала нічого"
    may_apply: [get-consent]
    next: owns_home
"""


@pytest.fixture
def content(tmp_path: Path) -> Content:
    made = Content(tmp_path / "content")
    (made.folder / "scenarios").mkdir()
    (made.folder / PEOPLE).write_text(WRITTEN, encoding="utf-8")
    return made
