"""What staff write to a person is looked over before it is sent: personal data have no place in the log.

Phones and addresses of offices are no personal data; whoever writes may say that they are such.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

#: Longest message of the staff, in characters: what Telegram takes in one, with room for who writes.
LONGEST = 3500
#: Kinds that may as well be contacts of an office.
MAY_BE_OFFICIAL = frozenset({"phone", "email"})

#: Gives a text without personal data, and the kinds that were in it.
Hide = Callable[[str], tuple[str, tuple[str, ...]]]


@dataclass(frozen=True)
class Checked:
    """A message looked over. `text` may be sent if `may_send`; else it is what to show the writer again.

    `kinds` names what was found; `may_confirm` whether the writer may say that these are contacts of an office.
    """

    text: str
    may_send: bool
    kinds: tuple[str, ...] = ()
    may_confirm: bool = False


def looked_over(text: str, hide: Hide, are_official: bool) -> Checked:
    """The message without personal data, or as it is when there are none or only contacts of an office."""
    hidden, kinds = hide(text)
    if not kinds:
        return Checked(text, may_send=True)
    if MAY_BE_OFFICIAL.issuperset(kinds):
        return Checked(text, may_send=are_official, kinds=kinds, may_confirm=True)
    return Checked(hidden, may_send=False, kinds=kinds)
