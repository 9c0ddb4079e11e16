"""What is written in the boxes: a question with its answers, a step with what it depends on; and how tall they get."""

from __future__ import annotations

from dataclasses import dataclass
from textwrap import wrap

from catalog.graph.clauses import clause, drawing_words
from catalog.situations import Circumstance, Situation, Step
from catalog.text import Language

#: Width of a letter as a part of its height, on average; Cyrillic is a little wider than Latin, bold than plain.
LETTER = {"head": 0.62, "value": 0.57, "note": 0.57}
PADDING = 12.0
LINE_SPACE = 1.3
#: Lines of a condition shown in a box; the tooltip has it in full.
MOST_CONDITION_LINES = 6


@dataclass(frozen=True)
class TextLine:
    """A line of text in a box; `y` is its baseline below the box's top. `style` names a class of the style sheet."""

    text: str
    style: str
    y: float


@dataclass(frozen=True)
class Box:
    """A box with its lines; `ports` are heights below its top where lines may leave, by value id."""

    height: float
    lines: tuple[TextLine, ...]
    ports: dict[str, float]
    tooltip: str


#: Style → letter height in pixels.
SIZES = {"head": 14.0, "value": 13.0, "note": 12.0}


class _Writer:
    """Writes wrapped lines below each other."""

    def __init__(self, width: float) -> None:
        self._width = width - 2 * PADDING
        self.y = PADDING
        self.lines: list[TextLine] = []

    def write(self, text: str, style: str, most: int | None = None, prefix: str = "") -> float:
        """Write the text; return the height of its first line's middle."""
        size = SIZES[style]
        found = wrap(prefix + text, int(self._width / (size * LETTER[style])), subsequent_indent="  " if prefix else "")
        if most is not None and len(found) > most:
            found = [*found[: most - 1], f"{found[most - 1]} …"]
        middle = self.y + size * LINE_SPACE / 2
        for line in found:
            self.lines.append(TextLine(line, style, round(self.y + size, 1)))
            self.y += size * LINE_SPACE
        return middle

    def space(self, amount: float) -> None:
        self.y += amount

    def box(self, ports: dict[str, float], tooltip: str) -> Box:
        return Box(round(self.y + PADDING, 1), tuple(self.lines), ports, tooltip)


def circumstance_box(circumstance: Circumstance, situation: Situation, language: Language, width: float) -> Box:
    words, writer = drawing_words(language), _Writer(width)
    writer.write(circumstance.question.wording(language), "head")
    asked_if = clause(circumstance.ask_when, situation, language)
    if asked_if:
        writer.write(words["asked_if"].format(clause=asked_if), "note", MOST_CONDITION_LINES)
    if circumstance.multiple:
        writer.write(words["several"], "note")
    if not any(circumstance.id in step.when.circumstances() for step in situation.steps):
        writer.write(words["details"], "note")
    writer.space(4)
    ports = {}
    for value in circumstance.values:
        ports[value.id] = writer.write(value.title.wording(language), "value", prefix="• ")
        writer.space(2)
    return writer.box(ports, circumstance.question.wording(language))


def step_box(step: Step, number: int, situation: Situation, language: Language, width: float) -> Box:
    words, writer = drawing_words(language), _Writer(width)
    title = f"{number}. {step.title.wording(language)}"
    writer.write(title, "head")
    notes = [words["optional"]] if step.optional else []
    depends_on = clause(step.when, situation, language)
    if depends_on:
        notes.append(words["if"].format(clause=depends_on))
    for note in notes:
        writer.space(2)
        writer.write(note, "note", MOST_CONDITION_LINES)
    return writer.box({}, "; ".join([title, *notes]))
