"""Numbers that point at something in a list: «другий крок», "the last one", «зроблено 1 і 2».

>>> numbers("а другий крок?"), numbers("the last one"), numbers("зроблено 1 і 3")
((2,), (-1,), (1, 3))
>>> pick("друге", ["a", "b", "c"]), pick("останнє", ["a", "b", "c"]), pick("пʼяте", ["a"])
('b', 'c', None)
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

from actions.hearing.vocabulary import Heard, cues

T = TypeVar("T")

#: A list longer than this is pointed at in other ways.
HIGHEST = 40


def numbers(text: str) -> tuple[int, ...]:
    """The numbers in the message in their order; -1 for "the last"."""
    found: list[int] = []
    for word in Heard.of(text).words:
        single = Heard((word,))
        digits = word.removesuffix("й").removesuffix("е").removesuffix("й")
        if digits.isdecimal() and 0 < int(digits) <= HIGHEST:
            found.append(int(digits))
            continue
        found.extend(int(kind) for kind in cues("numbers") if single.first("numbers", kind) is not None)
    return tuple(dict.fromkeys(found))


def points_at_steps(text: str) -> bool:
    """Whether the numbers in the message count steps: "step" is said, or nothing else is named."""
    heard = Heard.of(text)
    return heard.has("step") or not heard.content("done", "step", "numbers")


def pick(text: str, listed: Sequence[T]) -> T | None:
    """The item that a short message points at by its number; None if it points at none, or at several."""
    found = numbers(text)
    if len(found) != 1 or not listed:
        return None
    place = len(listed) if found[0] == -1 else found[0]
    return listed[place - 1] if place <= len(listed) else None
