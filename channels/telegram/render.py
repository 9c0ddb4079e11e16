"""Replies as Telegram shows them: HTML text and inline keyboards.

Pure: nothing here talks to Telegram. Every text is escaped; a screen never exceeds Telegram's limits.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape

from telegram import InlineKeyboardButton, InlineKeyboardMarkup
from telegram.constants import MessageLimit

from channels.payload import MAX_BYTES, Payload, tag_of
from channels.reply import Choice, Guide, GuideStep, Notice, NoticeKind, Question, Reply, StepCard, StepStatus
from channels.telegram.taking import forward_button
from channels.telegram.texts import texts
from channels.telegram.toggles import toggles

#: Characters a person takes in at one look on a phone.
ONE_LOOK = 900
#: Numbers of steps in a row of buttons.
NUMBERS_A_ROW = 6
#: Two buttons share a row when both titles are short enough for a phone.
SHORT_TITLE = 16


@dataclass(frozen=True)
class Screen:
    """One message: HTML, and rows of buttons under it. `guide` names the situation whose checklist it shows."""

    html: str
    rows: tuple[tuple[Choice, ...], ...] = ()
    guide: str | None = None

    @property
    def is_guide(self) -> bool:
        """Whether this is a checklist, which is edited in place."""
        return self.guide is not None

    def keyboard(self) -> InlineKeyboardMarkup | None:
        """The buttons as Telegram wants them; None without any."""
        rows = [
            [InlineKeyboardButton(choice.title, callback_data=choice.payload) for choice in row] for row in self.rows
        ]
        return InlineKeyboardMarkup(rows) if rows else None


def screens(reply: Reply, language: str, whole: bool = False, takes_along: bool = False) -> list[Screen]:
    """The reply as one or more messages; the buttons stand under the last of them.

    A checklist too long for one look stands in a message of its own, behind what is said about it, unless the `whole`
    is wanted: one message that can be edited in place. `takes_along`: a button under it gives it to be forwarded.
    """
    parts = [*(_notice(notice) for notice in reply.notices), escape(reply.text)]
    rows: list[tuple[Choice, ...]] = []
    said: list[str] = []
    if reply.guide is not None:
        checklist = list(_guide_parts(reply.guide, reply.text, language))
        if not whole and len("".join([*parts, *checklist])) > ONE_LOOK:
            said, parts = split([part for part in parts if part]), []
        parts.extend(checklist)
        rows.extend(_guide_rows(reply.guide, language))
        if takes_along and reply.guide.steps:
            rows.append((forward_button(reply.guide.situation, language),))
    if reply.question is not None:
        parts.append(_question(reply.question, language))
        rows.extend(_question_rows(reply.question, language))
    if reply.step is not None:
        parts.extend(_step_parts(reply.step, language))
    for result in reply.results:
        detail = f"\n{escape(result.detail)}" if result.detail else ""
        parts.append(f"<b>{escape(result.title)}</b>{detail}")
        if result.payload:
            rows.append((Choice(_cut(result.title), result.payload),))
    rows.extend(_rows(reply.choices))
    texts_ = split([part for part in parts if part])
    fitting = tuple(row for row in rows if all(len(choice.payload.encode()) <= MAX_BYTES for choice in row))
    return [Screen(text) for text in said] + [
        Screen(text, fitting if last else (), reply.guide.situation if last and reply.guide else None)
        for text, last in ((text, number == len(texts_) - 1) for number, text in enumerate(texts_))
    ]


def split(parts: Sequence[str], limit: int = MessageLimit.MAX_TEXT_LENGTH) -> list[str]:
    """The parts joined into texts within the limit, cut only between parts, and within a part between lines."""
    found: list[str] = []
    for part in parts:
        for piece in _pieces(part, limit):
            if found and len(found[-1]) + 2 + len(piece) <= limit:
                found[-1] = f"{found[-1]}\n\n{piece}"
            else:
                found.append(piece)
    return found


def _pieces(part: str, limit: int) -> Iterator[str]:
    """The part in pieces within the limit, cut at line ends; each line holds whole tags."""
    piece = ""
    for line in part.split("\n"):
        while len(line) > limit:
            yield line[:limit]
            line = line[limit:]
        if piece and len(piece) + 1 + len(line) > limit:
            yield piece
            piece = line
        else:
            piece = f"{piece}\n{line}" if piece else line
    if piece:
        yield piece


def _notice(notice: Notice) -> str:
    text = escape(notice.text)
    return f"<b>{text}</b>" if notice.kind is NoticeKind.CRISIS and "\n" not in text else text


def _guide_parts(guide: Guide, told: str, language: str) -> Iterator[str]:
    """The checklist; sums that `told` has said already are not said again."""
    words = texts(language)
    lines = [_step_line(step, language) for step in guide.steps]
    if lines:
        yield "\n".join([f"<b>{escape(guide.title)}</b>", *lines])
    totals = [total for total in guide.totals if total.text not in told]
    yield "\n".join(f"<b>{escape(total.label)}:</b> {escape(total.text)}" for total in totals)
    if guide.answers:
        answers = "; ".join(escape(answer.text) for answer in guide.answers)
        yield f"<b>{escape(words['answers_taken'])}:</b> {answers}"
    if guide.not_covered:
        yield "\n".join([f"<b>{escape(words['not_covered'])}</b>", *(f"• {escape(one)}" for one in guide.not_covered)])
    if lines:
        yield f"<i>{escape(words['press_number'])}</i>"
    if guide.question is not None:
        yield _question(guide.question, language)


def _question(question: Question, language: str) -> str:
    asides = [question.why or "", texts(language)["multiple"] if question.multiple else ""]
    return "\n".join([f"<b>{escape(question.text)}</b>", *(f"<i>{escape(aside)}</i>" for aside in asides if aside)])


def _question_rows(question: Question, language: str) -> Iterator[tuple[Choice, ...]]:
    if question.multiple:
        yield from ((choice,) for choice in toggles(question, texts(language)["next"]))
    else:
        yield from _rows(question.choices)


def _step_line(step: GuideStep, language: str) -> str:
    words = texts(language)
    if step.status is StepStatus.DONE:
        return f"{step.number}. <s>{escape(step.title)}</s> ({escape(words['done'])})"
    if step.status is StepStatus.MAY_APPLY:
        aside = "; ".join(part for part in (step.condition or words["may_apply"], step.remark) if part)
        return f"{step.number}. {escape(step.title)} (<i>{escape(aside)}</i>)"
    return f"{step.number}. {escape(step.title)}" + (f" (<i>{escape(step.remark)}</i>)" if step.remark else "")


def _guide_rows(guide: Guide, language: str) -> Iterator[tuple[Choice, ...]]:
    if guide.question is not None:
        yield from _question_rows(guide.question, language)
    tag = tag_of(guide.situation)
    numbers = [Choice(str(step.number), str(Payload("step", step.id, tag))) for step in guide.steps]
    for start in range(0, len(numbers), NUMBERS_A_ROW):
        yield tuple(numbers[start : start + NUMBERS_A_ROW])
    if guide.answers:
        yield (Choice(texts(language)["change_answers"], str(Payload("change", about=tag))),)


def _step_parts(step: StepCard, language: str) -> Iterator[str]:
    for section in step.sections:
        lines = [f"• {escape(item.text)}" + (f"\n{escape(item.url)}" if item.url else "") for item in section.items]
        yield "\n".join([f"<b>{escape(section.title)}</b>", *lines])
    sources = [
        f'<a href="{escape(source.url, quote=True)}">{escape(source.text)}</a>' if source.url else escape(source.text)
        for source in step.sources
    ]
    if sources:
        yield f"{escape(texts(language)['sources'])}: " + ", ".join(dict.fromkeys(sources))
    yield escape(step.checked)


def _rows(choices: Sequence[Choice]) -> Iterator[tuple[Choice, ...]]:
    """Rows of at most two buttons; a long title has a row of its own."""
    waiting: Choice | None = None
    for choice in choices:
        if len(choice.title) > SHORT_TITLE:
            if waiting is not None:
                yield (waiting,)
                waiting = None
            yield (choice,)
        elif waiting is not None:
            yield (waiting, choice)
            waiting = None
        else:
            waiting = choice
    if waiting is not None:
        yield (waiting,)


def _cut(title: str, length: int = 60) -> str:
    return title if len(title) <= length else title[: length - 1].rstrip() + "…"
