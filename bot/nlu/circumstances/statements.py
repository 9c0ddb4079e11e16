"""The statements of a message, each of which may tell a circumstance, and those of an example that tell none."""

from __future__ import annotations

from bot.nlu.circumstances.told import MarkedMessage
from bot.nlu.text.clauses import Statement, statements_of

#: Longer messages are read no further.
MOST_STATEMENTS = 16


def worth_reading(text: str) -> list[Statement]:
    """The statements of a text but its questions; single words beside others are left to the phrase book."""
    found = statements_of(text)
    return [one for one in found if len(found) == 1 or (" " in one.text and not one.asks)][:MOST_STATEMENTS]


def telling_nothing(message: MarkedMessage) -> list[str]:
    """The statements of an example that no mark touches.

    >>> telling_nothing(MarkedMessage("Народила дочку, ми не розписані", "birth", marks=((16, 31),)))
    ['Народила дочку']
    """
    return [
        one.text
        for one in worth_reading(message.text)
        if not any(one.start < end and start < one.end for start, end in message.marks)
    ]
