"""What a button sends back: a short, readable code that fits Telegram's 64 bytes.

>>> str(Payload("answer", "parents_married=no"))
'answer:parents_married=no'
>>> Payload.parse("answer:parents_married=no").value
'parents_married=no'
"""

from __future__ import annotations

import re
from dataclasses import dataclass

#: Every act a button can stand for, with the shape of its value.
ACTS: dict[str, re.Pattern[str]] = {
    "situation": re.compile(r"[a-z0-9-]{1,48}"),
    "answer": re.compile(r"[a-z][a-z0-9_]*=[a-z0-9_]+"),
    "change": re.compile(r"[a-z][a-z0-9_]*"),
    "step": re.compile(r"[a-z0-9-]{1,48}"),
    "done": re.compile(r"[a-z0-9-]{1,48}"),
    "undone": re.compile(r"[a-z0-9-]{1,48}"),
    "ask": re.compile(r"[a-z]+"),
    "service": re.compile(r"[a-z0-9]{1,32}"),
    "language": re.compile(r"uk|en"),
    "list": re.compile(r""),
    "question": re.compile(r""),
    "situations": re.compile(r""),
    "restart": re.compile(r""),
    "help": re.compile(r""),
    "human": re.compile(r""),
    "forget": re.compile(r"(confirm)?"),
    "other": re.compile(r""),
}

#: Telegram's limit for the data of an inline button, in bytes.
MAX_BYTES = 64


class PayloadError(ValueError):
    """The payload is none that a button of ours sends; the message says what was found."""


@dataclass(frozen=True)
class Payload:
    """An act and what it is about. Raises `PayloadError` if the act or its value is not one of ours."""

    act: str
    value: str = ""

    def __post_init__(self) -> None:
        shape = ACTS.get(self.act)
        if shape is None:
            raise PayloadError(f'"{self.act}" is no act of a button; allowed: {", ".join(sorted(ACTS))}')
        if not shape.fullmatch(self.value):
            raise PayloadError(f'"{self.value}" is no value for "{self.act}"')

    def __str__(self) -> str:
        return f"{self.act}:{self.value}" if self.value else self.act

    @classmethod
    def parse(cls, code: str) -> "Payload":
        """The payload written by `str`. Raises `PayloadError` on anything else."""
        act, _, value = code.partition(":")
        return cls(act, value)
