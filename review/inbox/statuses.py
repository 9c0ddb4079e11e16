"""How a turn may end, as the inbox knows it. A test holds this list to the one the channels speak."""

from __future__ import annotations

#: In the order in which a reader meets them.
STATUSES = (
    "answered",
    "clarified",
    "searched",
    "out_of_scope",
    "crisis",
    "handed_over",
    "with_staff",
    "paused",
    "small_talk",
    "restarted",
    "forgotten",
    "error",
)
#: Endings that leave the person without an answer, when nothing follows.
UNRESOLVED = ("clarified", "searched", "out_of_scope", "handed_over", "error")
