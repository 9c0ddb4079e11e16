"""Replies as Telegram shows them: HTML text and inline keyboards.

Pure: nothing here talks to Telegram. Every text is escaped; a screen never exceeds Telegram's limits.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape

from telegram import InlineKeyboardButton, InlineKeyboardMarkup
from telegram.constants import MessageLimit

from channels.payload import MAX_BYTES, Payload
from channels.reply import Choice, Guide, GuideStep, Notice, NoticeKind, Reply, StepCard, StepStatus
from channels.telegram.texts import texts

#: Numbers of steps in a row of buttons.
NUMBERS_A_ROW = 6
#: Two buttons share a row when both titles are short enough for a phone.
SHORT_TITLE = 16


@dataclass(frozen=True)
class Screen:
    """One message: HTML, and rows of buttons under it. `is_guide` marks the checklist that is edited in place."""

    html: str
    rows: tuple[tuple[Choice, ...], ...] = ()
    is_guide: bool = False

    def keyboard(self) -> InlineKeyboardMarkup | None:
        """The buttons as Telegram wants them; None without any."""
        rows = [
            [InlineKeyboardButton(choice.title, callback_data=choice.payload) for choice in row] for row in self.rows
        ]
        return InlineKeyboardMarkup(rows) if rows else None


def screens(reply: Reply, language: str) -> list[Screen]:
    """The reply as one or more messages; the buttons stand under the last of them."""
    parts = [*(_notice(notice) for notice in reply.notices), escape(reply.text)]
    rows: list[tuple[Choice, ...]] = []
    if reply.guide is not None:
        parts.extend(_guide_parts(reply.guide, language))
        rows.extend(_guide_rows(reply.guide))
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
    return [
        Screen(text, fitting if last else (), is_guide=last and reply.guide is not None)
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


def _guide_parts(guide: Guide, language: str) -> Iterator[str]:
    words = texts(language)
    lines = [_step_line(step, language) for step in guide.steps]
    if lines:
        yield "\n".join([f"<b>{escape(guide.title)}</b>", *lines])
    yield "\n".join(f"<b>{escape(total.label)}:</b> {escape(total.text)}" for total in guide.totals)
    if guide.not_covered:
        yield "\n".join([f"<b>{escape(words['not_covered'])}</b>", *(f"• {escape(one)}" for one in guide.not_covered)])
    if lines:
        yield f"<i>{escape(words['press_number'])}</i>"
    if guide.question is not None:
        why = f"\n<i>{escape(guide.question.why)}</i>" if guide.question.why else ""
        yield f"<b>{escape(guide.question.text)}</b>{why}"


def _step_line(step: GuideStep, language: str) -> str:
    words = texts(language)
    if step.status is StepStatus.DONE:
        return f"{step.number}. <s>{escape(step.title)}</s> ({escape(words['done'])})"
    if step.status is StepStatus.MAY_APPLY:
        aside = "; ".join(part for part in (step.condition or words["may_apply"], step.remark) if part)
        return f"{step.number}. {escape(step.title)} (<i>{escape(aside)}</i>)"
    return f"{step.number}. {escape(step.title)}" + (f" (<i>{escape(step.remark)}</i>)" if step.remark else "")


def _guide_rows(guide: Guide) -> Iterator[tuple[Choice, ...]]:
    if guide.question is not None:
        yield from _rows(guide.question.choices)
    numbers = [Choice(str(step.number), str(Payload("step", step.id))) for step in guide.steps]
    for start in range(0, len(numbers), NUMBERS_A_ROW):
        yield tuple(numbers[start : start + NUMBERS_A_ROW])


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
