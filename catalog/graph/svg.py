"""Drawing a situation as SVG: readable in light and dark, with title and description for those who do not see it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from xml.sax.saxutils import escape

from catalog.graph.boxes import PADDING, Box, circumstance_box, step_box
from catalog.graph.clauses import drawing_words, leading_values
from catalog.graph.layout import GAP, Layout, Line, arrange, levels
from catalog.situations import Situation
from catalog.text import Language

QUESTION_WIDTH = 320.0
STEP_WIDTH = 270.0
#: Between questions and steps, and between two columns of steps.
FAN = 180.0
BETWEEN = 80.0
MARGIN = 24.0
HEADER = 76.0
#: Colours of the lines, one for each question, in turn.
HUES = 8

_STYLE = (Path(__file__).parent / "style.css").read_text(encoding="utf-8")


@dataclass(frozen=True)
class _Plan:
    """Everything that is to be drawn, placed."""

    situation: Situation
    language: Language
    questions: dict[str, Box]
    steps: dict[str, Box]
    layout: Layout

    def x(self, column: int) -> float:
        """The left edge of a column; 0 is that of the questions."""
        if column == 0:
            return MARGIN
        return MARGIN + QUESTION_WIDTH + FAN + (column - 1) * (STEP_WIDTH + BETWEEN)

    def width_of(self, column: int) -> float:
        return STEP_WIDTH if column else QUESTION_WIDTH


def draw(situation: Situation, language: Language) -> str:
    """The situation as an SVG document: questions on the left, steps by the order they must be taken in."""
    plan = _plan(situation, language)
    columns = max(plan.layout.column.values(), default=0)
    width = plan.x(columns) + plan.width_of(columns) + MARGIN
    height = HEADER + plan.layout.height + MARGIN
    words = drawing_words(language)
    title = escape(words["title"].format(title=situation.title.wording(language)))
    told = words["description"].format(circumstances=len(situation.circumstances), steps=len(situation.steps))
    body = "\n".join([*_headings(plan, title, columns), *_lines(plan), *_boxes(plan)])
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:.0f} {height:.0f}" width="{width:.0f}" '
        f'height="{height:.0f}" role="img" aria-labelledby="title description" xml:lang="{language.value}">\n'
        f'<title id="title">{title}</title>\n<desc id="description">{escape(told)}</desc>\n'
        f"<style>{_STYLE}</style>\n"
        '<defs><marker id="tip" viewBox="0 0 10 10" refX="9" refY="5" markerWidth="8" markerHeight="8" orient="auto">'
        '<path class="tip" d="M0 0 10 5 0 10z"/></marker></defs>\n'
        f"{body}\n</svg>\n"
    )


def _plan(situation: Situation, language: Language) -> _Plan:
    questions = {
        f"? {one.id}": circumstance_box(one, situation, language, QUESTION_WIDTH) for one in situation.circumstances
    }
    numbers = {step.id: number for number, step in enumerate(situation.steps, start=1)}
    steps = {step.id: step_box(step, numbers[step.id], situation, language, STEP_WIDTH) for step in situation.steps}
    level = levels({step.id: step.after for step in situation.steps})
    columns = [list(questions)] + [
        [name for name in steps if level[name] == number] for number in range(max(level.values(), default=-1) + 1)
    ]
    fixed, top = {}, 0.0
    for name, box in questions.items():
        fixed[name] = top
        top += box.height + GAP
    sizes = {name: box.height for name, box in (*questions.items(), *steps.items())}
    return _Plan(situation, language, questions, steps, arrange(columns, sizes, _connections(situation), fixed))


def _connections(situation: Situation) -> list[tuple[str, str]]:
    """One line from the first question a step depends on (the others join it), and one from each step before it."""
    found = []
    for step in situation.steps:
        leading = list(leading_values(step.when, situation))
        if leading:
            found.append((f"? {leading[0][0]}", step.id))
        found += [(before, step.id) for before in step.after]
    return found


def _headings(plan: _Plan, title: str, columns: int) -> Iterator[str]:
    words = drawing_words(plan.language)
    yield f'<text class="page" x="{MARGIN}" y="36">{title}</text>'
    yield f'<text class="column" x="{MARGIN}" y="62">{escape(words["questions"])}</text>'
    for column in range(1, columns + 1):
        label = escape(words["stage"].format(number=column))
        yield f'<text class="column" x="{plan.x(column):.0f}" y="62">{label}</text>'


def _lines(plan: _Plan) -> Iterator[str]:
    for line in plan.layout.lines:
        if line.source in plan.questions:
            yield from _condition_lines(plan, line)
        else:
            yield f'<path class="order" marker-end="url(#tip)" d="{_curve(_points(plan, line))}"/>'


def _condition_lines(plan: _Plan, line: Line) -> Iterator[str]:
    """From every answer that speaks for the step to its line, and the line on to the step."""
    step = plan.situation.step(line.target)
    assert step is not None
    points = _points(plan, line)[1:]
    tooltip = f"<title>{escape(plan.steps[step.id].tooltip)}</title>"
    hues = {one.id: number % HUES for number, one in enumerate(plan.situation.circumstances)}
    for circumstance, value in leading_values(step.when, plan.situation):
        name = f"? {circumstance}"
        start = (plan.x(0) + QUESTION_WIDTH, HEADER + plan.layout.top[name] + plan.questions[name].ports[value])
        yield f'<path class="fan h{hues[circumstance]}" d="{_curve([start, points[0]])}">{tooltip}</path>'
    if len(points) > 1:
        yield f'<path class="trunk" d="{_curve(points)}">{tooltip}</path>'


def _points(plan: _Plan, line: Line) -> list[tuple[float, float]]:
    """Right edge of the source, both edges of each lane passed, left edge of the target."""
    layout, found = plan.layout, []
    for place, name in enumerate(line.through):
        column = layout.column[name]
        left, right = plan.x(column), plan.x(column) + plan.width_of(column)
        y = HEADER + layout.middle(name)
        if place > 0:
            found.append((left, y))
        if place < len(line.through) - 1:
            found.append((right, y))
    return found


def _curve(points: list[tuple[float, float]]) -> str:
    parts = [f"M{points[0][0]:.1f} {points[0][1]:.1f}"]
    for (x, y), (to_x, to_y) in pairwise(points):
        bend = (x + to_x) / 2
        parts.append(f"C{bend:.1f} {y:.1f} {bend:.1f} {to_y:.1f} {to_x:.1f} {to_y:.1f}")
    return "".join(parts)


def _boxes(plan: _Plan) -> Iterator[str]:
    for name, box in plan.questions.items():
        yield _box(plan, name, box, "question")
    for step in plan.situation.steps:
        yield _box(plan, step.id, plan.steps[step.id], "step optional" if step.optional else "step")


def _box(plan: _Plan, name: str, box: Box, style: str) -> str:
    column = plan.layout.column[name]
    x, y = plan.x(column), HEADER + plan.layout.top[name]
    lines = "".join(
        f'<text class="{line.style}" x="{x + PADDING:.1f}" y="{y + line.y:.1f}" xml:space="preserve">'
        f"{escape(line.text)}</text>"
        for line in box.lines
    )
    return (
        f'<g><title>{escape(box.tooltip)}</title><rect class="{style}" x="{x:.1f}" y="{y:.1f}" '
        f'width="{plan.width_of(column):.0f}" height="{box.height}" rx="8"/>{lines}</g>'
    )
