"""Questions with several answers: buttons that are marked and unmarked, and one that goes on.

The marks live in the keyboard itself: pressing an answer only redraws it, and "next" reads off what is marked. So
nothing is remembered on our side, and an old message works as well as a new one.
"""

from __future__ import annotations

from collections.abc import Sequence

from telegram import InlineKeyboardButton, InlineKeyboardMarkup

from channels.payload import Payload, PayloadError
from channels.reply import Choice, Question

MARKED, UNMARKED = "☑ ", "☐ "
#: What the code of a button that is marked begins with, in place of the act of its payload.
TOGGLE, NEXT = "+", "="
#: The value of "I do not know", which is an answer by itself.
DONT_KNOW = "unknown"

Keyboard = Sequence[Sequence[InlineKeyboardButton]]


def toggles(question: Question, go_on: str) -> list[Choice]:
    """The question's buttons: one to mark for each answer, `go_on`, and those that are an answer by themselves."""
    marks, others, last = [], [], ""
    for choice in question.choices:
        payload = Payload.parse(choice.payload)
        name, _, value = payload.value.partition("=")
        if payload.act != "answer" or value == DONT_KNOW:
            others.append(choice)
            continue
        about = f"@{payload.about}" if payload.about else ""
        marks.append(Choice(f"{UNMARKED}{choice.title}", f"{TOGGLE}{payload.value}{about}"))
        last = f"{NEXT}{name}{about}"
    return [*marks, *([Choice(go_on, last)] if marks else []), *others]


def is_toggle(code: str) -> bool:
    return code.startswith(TOGGLE)


def is_next(code: str) -> bool:
    return code.startswith(NEXT)


def toggled(keyboard: Keyboard, code: str) -> InlineKeyboardMarkup:
    """The keyboard with the mark of this button turned over."""

    def turned(button: InlineKeyboardButton) -> InlineKeyboardButton:
        if button.callback_data != code:
            return button
        marked = button.text.startswith(MARKED)
        title = button.text.removeprefix(MARKED if marked else UNMARKED)
        return InlineKeyboardButton((UNMARKED if marked else MARKED) + title, callback_data=code)

    return InlineKeyboardMarkup([[turned(button) for button in row] for row in keyboard])


def chosen(keyboard: Keyboard, code: str) -> tuple[Payload, str] | None:
    """The answer that is marked when "next" is pressed, and its words; None if nothing is marked."""
    name, _, about = code.removeprefix(NEXT).partition("@")
    marked = [
        button
        for row in keyboard
        for button in row
        if button.text.startswith(MARKED) and str(button.callback_data).startswith(f"{TOGGLE}{name}=")
    ]
    values = [str(button.callback_data).partition("=")[2].partition("@")[0] for button in marked]
    if not values:
        return None
    try:
        payload = Payload("answer", f"{name}={','.join(values)}", about)
    except PayloadError:
        return None
    return payload, ", ".join(button.text.removeprefix(MARKED) for button in marked)


def alone(code: str) -> Payload | None:
    """The answer of one button by itself, for a message whose keyboard Telegram no longer shows us."""
    try:
        return Payload.parse(f"answer:{code.removeprefix(TOGGLE)}")
    except PayloadError:
        return None
