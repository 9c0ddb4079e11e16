"""The messages every benchmark sends, in turn: a described need, answers, follow-ups, small talk."""

from __future__ import annotations

MESSAGES = (
    "жінка народила, ми не розписані, куди бігти?",
    "вдома",
    "які документи?",
    "а скільки коштує",
    "що далі",
    "вкрали паспорт у маршрутці",
    "куди йти",
    "дякую",
    "яка завтра погода",
    "мій список",
)


def message(number: int) -> str:
    """The message of this turn, counted from 0."""
    return MESSAGES[number % len(MESSAGES)]
