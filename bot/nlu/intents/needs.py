"""Several needs in one message: «жінка народила, і ще паспорт загубила».

A second need is named only when a part of the message says it alone and surely: offering what nobody asked for does
more harm than having to be told twice.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, replace
from typing import Any

from bot.nlu.intents.calibration import CRISIS, SITUATION_PREFIX, Bands, Decision
from bot.nlu.text.clauses import Part, parts_of

Ranking = Sequence[tuple[str, float]]
#: The likeliest label of a text, and its probability.
Reader = Callable[[str], tuple[str, float]]
#: Where in a message a phrase stands that settles a circumstance of the situation: its id, start and end.
Told = tuple[str, int, int]

#: Both needs must be among so many likeliest situations of the whole message.
REACH = 6
#: Longer messages are read no further, so that one message cannot take long.
MOST_PARTS = 12
#: Where words say that a need is added, its part may be so much less sure than an answer must be.
ADDED_MAY_BE = 0.6


@dataclass(frozen=True)
class Need:
    """A situation, its probability when its part of the message is read alone, and that part."""

    situation: str
    confidence: float
    text: str

    def as_json(self) -> dict[str, Any]:
        return {"situation": self.situation, "confidence": round(self.confidence, 4), "text": self.text}


@dataclass(frozen=True)
class Reading:
    """How a message is read: its ranking, what may be done, the needs beside the first, whether it tells of danger."""

    ranking: Ranking
    decision: Decision
    needs: tuple[Need, ...] = ()
    danger: bool = False


@dataclass(frozen=True)
class _Meant:
    """A part of the message with the situation it is about."""

    part: Part
    situation: str
    confidence: float


def read(text: str, whole: Ranking, bands: Bands, likeliest: Reader, told: Collection[Told] = ()) -> Reading:
    """Read a message whose ranking as a whole is known.

    Where the message as a whole is too mixed to answer, but two of its parts are sure, the one that was said first is
    answered. A danger goes before everything but a need that is sure.
    """
    danger = bands.endangers(whole)
    decision = bands.decide(whole)
    if danger and not (decision is Decision.ANSWER and whole[0][0].startswith(SITUATION_PREFIX)):
        return Reading(_led_by(CRISIS, whole), Decision.OUT_OF_SCOPE, danger=True)
    return replace(_read_needs(text, whole, decision, bands, likeliest, told), danger=danger)


def _read_needs(
    text: str, whole: Ranking, decision: Decision, bands: Bands, likeliest: Reader, told: Collection[Told]
) -> Reading:
    likely = [name for name, _ in whole if name.startswith(SITUATION_PREFIX)][:REACH]
    parts = parts_of(text)[:MOST_PARTS]
    speaks_of_a_need = bool(whole) and (decision is not Decision.ANSWER or whole[0][0] in likely)
    if len(parts) < 2 or not speaks_of_a_need or decision is Decision.OUT_OF_SCOPE:
        return Reading(whole, decision)
    answered = whole[0][0] if decision is Decision.ANSWER else ""
    meant = _meant(parts, likely, likeliest, answered)
    first = answered or _first_of_several(meant, bands)
    needs = _others(first, meant, bands, told) if first else ()
    return Reading(_led_by(first, whole), Decision.ANSWER, needs) if needs else Reading(whole, decision)


def _meant(parts: Sequence[Part], likely: Collection[str], likeliest: Reader, answered: str) -> list[_Meant]:
    """The parts that are about one of the likely situations.

    Once the need that is answered was said, the details that follow are no needs and are not read.
    """
    found: list[_Meant] = []
    for part in parts:
        if found and found[0].situation == answered and not (part.added or part.asked):
            continue
        name, share = likeliest(part.text)
        if name in likely:
            found.append(_Meant(part, name, share))
    return found


def _first_of_several(meant: Sequence[_Meant], bands: Bands) -> str:
    """The situation said first of those said surely; nothing unless one of them is sure enough to be answered."""
    sure = [one for one in meant if one.confidence >= bands.answer * ADDED_MAY_BE]
    return sure[0].situation if any(one.confidence >= bands.answer for one in sure) else ""


def _others(first: str, meant: Sequence[_Meant], bands: Bands, told: Collection[Told]) -> tuple[Need, ...]:
    """The needs beside the first: asked for or added, surely, and no circumstance of the first."""
    best: dict[str, _Meant] = {}
    for one in meant:
        if one.situation == first or not _is_need(one, first == meant[0].situation, bands):
            continue
        if _tells_of(first, one.part, told):
            continue
        if one.situation not in best or one.confidence > best[one.situation].confidence:
            best[one.situation] = one
    in_order = sorted(best.values(), key=lambda one: one.part.start)
    return tuple(Need(one.situation.removeprefix(SITUATION_PREFIX), one.confidence, one.part.text) for one in in_order)


def _is_need(one: _Meant, comes_after: bool, bands: Bands) -> bool:
    """Whether a part says its need surely enough; what is added to it («А ще …») makes an earlier part a need too."""
    if one.part.added or not comes_after:
        return one.confidence >= bands.answer * (ADDED_MAY_BE if one.part.asked else 1.0)
    return one.part.asked and one.confidence >= bands.answer


def _tells_of(name: str, part: Part, told: Collection[Told]) -> bool:
    situation = name.removeprefix(SITUATION_PREFIX)
    return any(of == situation and start < part.end and part.start < end for of, start, end in told)


def _led_by(first: str, whole: Ranking) -> Ranking:
    """The ranking with this label in front; the probabilities change places so that they stay in order."""
    names = [first, *(name for name, _ in whole if name != first)]
    return list(zip(names, (share for _, share in whole)))
