"""A situation drawn: everything is on it, it can be read out, and it fits into its boxes."""

from __future__ import annotations

from xml.etree import ElementTree

import pytest

from catalog.catalogue import Catalogue
from catalog.conditions import All, Not
from catalog.graph.boxes import MOST_CONDITION_LINES, PADDING, step_box
from catalog.graph.clauses import clause, leading_values
from catalog.graph.svg import QUESTION_WIDTH, STEP_WIDTH, draw
from catalog.text import Language
from tests.catalog.small import answered, circumstance, situation, step

NAMESPACE = "{http://www.w3.org/2000/svg}"
EN = Language.ENGLISH

ROAD = situation(
    [
        step("pack", when=All((answered("far", "yes"), Not(answered("where", "sea"))))),
        step("ride", after=["pack"], optional=True),
        step("rest", after=["ride", "pack"], when=answered("where", "sea")),
    ],
    [circumstance("far"), circumstance("where", ("sea", "hills", "town"), ask_when=answered("far", "yes"))],
)


def drawn(language: Language = EN) -> ElementTree.Element:
    return ElementTree.fromstring(draw(ROAD, language))


def texts(root: ElementTree.Element) -> list[str]:
    return ["".join(node.itertext()) for node in root.iter(f"{NAMESPACE}text")]


def test_a_condition_is_said_without_not() -> None:
    assert clause(ROAD.steps[0].when, ROAD, EN) == (
        "far is yes (eng), and where is hills (eng) or where is town (eng)"
    )  # fmt: skip
    assert list(leading_values(ROAD.steps[0].when, ROAD)) == [("far", "yes"), ("where", "hills"), ("where", "town")]


@pytest.mark.parametrize("language", list(Language))
def test_every_question_answer_and_step_is_on_it(language: Language) -> None:
    said = " ".join(texts(drawn(language)))
    for circumstance_ in ROAD.circumstances:
        assert circumstance_.question.wording(language) in said
        for value in circumstance_.values:
            assert value.title.wording(language) in said
    for number, one in enumerate(ROAD.steps, start=1):
        assert f"{number}. {one.title.wording(language)}" in said


def test_it_has_a_title_and_a_description_for_those_who_do_not_see_it() -> None:
    root = drawn()
    assert root.get("role") == "img"
    named = [root.find(f"*[@id='{name}']") for name in str(root.get("aria-labelledby")).split()]
    title, description = (str(node.text) for node in named if node is not None)
    assert title == "Map of the situation: road (eng)"
    assert "questions with their answers: 2" in description
    assert "steps: 3" in description


def test_a_line_leads_from_every_answer_that_speaks_for_a_step_and_an_arrow_from_every_step_before_it() -> None:
    paths = [node.get("class", "") for node in drawn().iter(f"{NAMESPACE}path")]
    assert sum("fan" in one for one in paths) == 4
    assert paths.count("order") == 3


def test_the_style_follows_light_and_dark() -> None:
    assert "prefers-color-scheme: dark" in draw(ROAD, EN)


def test_words_are_escaped() -> None:
    sharp = situation([step("a < b & c")])
    assert "a < b & c (eng)" in " ".join(texts(ElementTree.fromstring(draw(sharp, EN))))


def test_a_long_condition_is_cut_in_the_box_and_whole_in_the_tooltip() -> None:
    many = circumstance("which", tuple(f"value_{number}" for number in range(30)))
    long = step("a", when=answered("which", *(value.id for value in many.values[:-1])))
    box = step_box(long, 1, situation([long], [many]), EN, STEP_WIDTH)
    notes = [line.text for line in box.lines if line.style == "note"]
    assert len(notes) == MOST_CONDITION_LINES
    assert notes[-1].endswith("…")
    assert "value_28" in box.tooltip


def test_a_situation_without_questions_is_drawn_as_well() -> None:
    root = ElementTree.fromstring(draw(situation([step("only")]), EN))
    assert "1. only (eng)" in texts(root)


@pytest.mark.parametrize("language", list(Language))
def test_every_shipped_situation_is_drawn_inside_its_picture(catalogue: Catalogue, language: Language) -> None:
    for one in catalogue.situations:
        root = ElementTree.fromstring(draw(one, language))
        width, height = float(root.get("width", 0)), float(root.get("height", 0))
        boxes = list(root.iter(f"{NAMESPACE}rect"))
        assert len(boxes) == len(one.circumstances) + len(one.steps)
        for box in boxes:
            x, y, wide, high = (float(box.get(side, 0)) for side in ("x", "y", "width", "height"))
            assert wide in (QUESTION_WIDTH, STEP_WIDTH)
            assert x >= PADDING
            assert x + wide <= width
            assert y + high <= height, one.id
