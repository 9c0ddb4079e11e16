"""Which language a person asks for.

>>> wanted_language("in English please"), wanted_language("I don't understand Ukrainian")
('en', 'en')
>>> wanted_language("я не розумію російську, пиши українською"), wanted_language("поміняй мову")
('uk', None)
"""

from __future__ import annotations

from actions.hearing.vocabulary import Heard

#: How many words behind "I do not understand" the language may stand, and how many before it.
BEHIND, BEFORE = 5, 2
#: The language of those who ask for one that we do not write.
FOR_OTHERS = "uk"
OURS = ("uk", "en")


def wanted_language(text: str) -> str | None:
    """The language to go on in; None if a change is wanted but no language named.

    Who says that they do not understand one of ours wants the other one.
    """
    heard = Heard.of(text)
    places = {kind: heard.first("languages", kind) for kind in (*OURS, "other")}
    named = {kind: place for kind, place in places.items() if place is not None}
    barrier = heard.first("not_understood")
    refused = _refused(named, barrier) if barrier is not None else set()
    wanted = sorted((place, kind) for kind, place in named.items() if kind not in refused)
    if wanted:
        kind = wanted[0][1]
        return kind if kind in OURS else FOR_OTHERS
    left = [one for one in OURS if one not in refused]
    return left[0] if refused and left else None


def _refused(named: dict[str, int], barrier: int) -> set[str]:
    """The language named closest to "I do not understand"."""
    near = {
        abs(place - barrier): kind
        for kind, place in named.items()
        if barrier <= place <= barrier + BEHIND or 0 < barrier - place <= BEFORE
    }
    return {near[min(near)]} if near else set()
