"""What a button sends back: a short, readable code that fits Telegram's 64 bytes.

A button about a step or a question may name the situation it belongs to, so that it acts on the right list even when
its message is an old one: by the situation's id, or, where every byte counts, by the short tag of that id.

>>> str(Payload("answer", "parents_married=no"))
'answer:parents_married=no'
>>> Payload.parse("done:register-birth@birth-of-child").about
'birth-of-child'
>>> Payload("done", "register-birth", tag_of("birth-of-child")).is_about("birth-of-child")
True
"""

from __future__ import annotations

import re
import zlib
from dataclasses import dataclass

#: Every act a button can stand for, with the shape of its value.
ACTS: dict[str, re.Pattern[str]] = {
    "situation": re.compile(r"[a-z0-9-]{1,48}"),
    "answer": re.compile(r"[a-z][a-z0-9_]*=[a-z0-9_]+(,[a-z0-9_]+){0,15}"),
    "change": re.compile(r"([a-z][a-z0-9_]*)?"),
    "step": re.compile(r"[a-z0-9-]{1,48}"),
    "done": re.compile(r"[a-z0-9-]{1,48}"),
    "undone": re.compile(r"[a-z0-9-]{1,48}"),
    "ask": re.compile(r"[a-z]+"),
    "service": re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,31}"),
    "language": re.compile(r"uk|en"),
    "list": re.compile(r""),
    "lists": re.compile(r""),
    "office": re.compile(r""),
    "location": re.compile(r"-?\d{1,2}(\.\d{1,2})?,-?\d{1,3}(\.\d{1,2})?"),
    "helped": re.compile(r"yes|no"),
    "question": re.compile(r""),
    "situations": re.compile(r""),
    "restart": re.compile(r""),
    "help": re.compile(r""),
    "human": re.compile(r""),
    "assistant": re.compile(r""),
    "remind": re.compile(r"([a-z0-9-]{1,48})?"),
    "remind_on": re.compile(r"20\d\d-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])"),
    "remind_from": re.compile(r"event"),
    "reminders": re.compile(r""),
    "unremind": re.compile(r"[a-z0-9-]{1,48}"),
    "stop_reminders": re.compile(r""),
    "forget": re.compile(r"(confirm|keep)?"),
    "other": re.compile(r""),
}

#: What follows the act and its value: the situation the button belongs to.
ABOUT = re.compile(r"([a-z0-9-]{1,48})?")

#: Acts that concern one situation, whose buttons carry it.
OF_A_SITUATION = frozenset(
    {"answer", "change", "step", "done", "undone", "ask", "question", "list", "helped", "other", "remind", "unremind"}
)

TAG_LENGTH = 4
_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"

#: Telegram's limit for the data of an inline button, in bytes.
MAX_BYTES = 64


class PayloadError(ValueError):
    """The payload is none that a button of ours sends; the message says what was found."""


def tag_of(situation: str) -> str:
    """A short name of a situation that never changes: four characters made from its id.

    >>> len(tag_of("birth-of-child"))
    4
    """
    number, tag = zlib.crc32(situation.encode()), ""
    for _ in range(TAG_LENGTH):
        number, digit = divmod(number, len(_DIGITS))
        tag += _DIGITS[digit]
    return tag


def location_payload(latitude: float, longitude: float) -> "Payload":
    """Where a person is, to two decimals (about a kilometre): that is all that is kept, and enough to find an office.

    >>> str(location_payload(50.45012, 30.52345))
    'location:50.45,30.52'
    """
    return Payload("location", f"{latitude:.2f},{longitude:.2f}")


@dataclass(frozen=True)
class Payload:
    """An act, what it is about, and perhaps the situation it belongs to (its id or tag).

    Raises `PayloadError` if the act or its value is not one of ours.
    """

    act: str
    value: str = ""
    about: str = ""

    def __post_init__(self) -> None:
        shape = ACTS.get(self.act)
        if shape is None:
            raise PayloadError(f'"{self.act}" is no act of a button; allowed: {", ".join(sorted(ACTS))}')
        if not shape.fullmatch(self.value):
            raise PayloadError(f'"{self.value}" is no value for "{self.act}"')
        if not ABOUT.fullmatch(self.about) or (self.about and self.act not in OF_A_SITUATION):
            raise PayloadError(f'"{self.about}" is no situation that "{self.act}" can belong to')

    def __str__(self) -> str:
        code = f"{self.act}:{self.value}" if self.value else self.act
        return f"{code}@{self.about}" if self.about else code

    def is_about(self, situation: str) -> bool:
        """Whether the button belongs to this situation."""
        return self.about in (situation, tag_of(situation))

    @classmethod
    def parse(cls, code: str) -> "Payload":
        """The payload written by `str`. Raises `PayloadError` on anything else."""
        code, at, about = code.partition("@")
        if at and not about:
            raise PayloadError(f'"{code}@" names no situation after the "@"')
        act, _, value = code.partition(":")
        return cls(act, value, about)
