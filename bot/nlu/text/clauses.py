"""Cutting a message into the parts that can each hold a need of its own.

A comma tells a detail; a new need begins with a new sentence or with a word that adds («і ще», «також», "and also").

>>> [part.text for part in parts_of("Жінка народила, ми не розписані, і ще паспорт загубила. Що робити?")]
['Жінка народила, ми не розписані', 'паспорт загубила', 'Що робити']
>>> [(part.added, part.asked) for part in parts_of("Жінка народила. Також треба паспорт")]
[(False, False), (True, True)]
"""

from __future__ import annotations

import re
from dataclasses import dataclass

#: Where a sentence ends. A full stop inside a number or after one letter («м. Київ») ends nothing.
SENTENCE_END = r"[!?;\n…]+|(?<!\b\w)\.+(?!\w)"
#: Words that add one thing to another.
ADDING = (
    r"\b(?:(?:і|й|та|а|и|i|y|and)\s+)?(?:ще\s+й|ще\s+одне|ще|ше|ещё|еще|shche|крім\s+того|окрім\s+того|кроме\s+того|"
    r"также|тоже|також|теж|плюс|окремо|водночас|паралельно|заодно|друге\s+питання|второй\s+вопрос|"
    r"i\s+also|also|besides\s+that|besides|in\s+addition|plus|separately|another\s+question)\b[,:]?"
)
#: "And how …": a question that is joined to what was said before.
JOINED_QUESTION = r"\b(?:і|й|та|а|и|and)\s+(?=(?:як|де|куди|скільки|чи|как|где|куда|сколько|how|where|what)\b)"
CUT = re.compile(f"(?P<end>{SENTENCE_END})|(?P<adding>{ADDING})|(?P<joined>{JOINED_QUESTION})", re.IGNORECASE)
#: Words of someone who wants something done, rather than tells how things are.
ASKING = re.compile(
    r"\b(?:треба|потрібн\w+|хо(?:чу|чемо|тіла?|тіли|тів)|прошу|підкажіть|допоможіть|цікавить|можна|"
    r"як|де|куди|скільки|що\s+робити|надо|нада|нужн\w+|хот(?:им|ел|ела|ели)|подскажите|помогите|можно|как|где|куда|сколько|"
    r"treba|yak|de|kudy|khochu|need|want|would\s+like|how|where|what|can\s+i|help)\b",
    re.IGNORECASE,
)
#: A shorter part says too little to be a need of its own.
FEWEST_WORDS = 2
LEFT_OVER = " \t,:()-–—"
OPENING = re.compile(r"(?:і|й|та|а|и|and|але|но|but)\s+", re.IGNORECASE)


@dataclass(frozen=True)
class Part:
    """A part of a message; `start` and `end` are its places there.

    `added`: a word says that it comes on top of what was said. `asked`: it asks for something.
    """

    text: str
    start: int
    end: int
    added: bool
    asked: bool


def parts_of(text: str) -> list[Part]:
    """The parts that have words enough, in order."""
    found, start, added = [], 0, False
    for cut in CUT.finditer(text):
        found.append(_part(text, start, cut.start(), added))
        start = cut.end()
        begins_empty = not text[found[-1].start : found[-1].end].strip()
        added = cut["end"] is None or (added and begins_empty)
    found.append(_part(text, start, len(text), added))
    return [part for part in found if len(part.text.split()) >= FEWEST_WORDS]


def _part(text: str, start: int, end: int, added: bool) -> Part:
    """The part without marks and joining words at its ends."""
    while start < end and text[start] in LEFT_OVER:
        start += 1
    opening = OPENING.match(text, start, end)
    if opening:
        start = opening.end()
    while end > start and text[end - 1] in LEFT_OVER:
        end -= 1
    said = text[start:end]
    # The question mark stands just behind the part.
    return Part(said, start, end, added, asked=bool(ASKING.search(said)) or text[end : end + 1] == "?")


#: Where one statement ends and the next begins: «Донька, сім років, батько за кордоном і не платить».
STATEMENT_END = re.compile(
    r"[,.;:!?()—–\n…]+|\s-\s|\b(?:але|а|и|і|й|та|что|що|шо|бо|потому|and|but|because|но)\b", re.IGNORECASE
)


#: How a question begins.
QUESTION = re.compile(
    r"(?:як|де|куди|звідки|скільки|коли|чи|чому|чого|навіщо|нащо|хто|кому|який|яка|яке|яку|які|"
    r"как|где|куда|откуда|сколько|когда|почему|зачем|кто|какой|какая|какое|какую|какие|"
    r"how|where|when|why|who|what|which|can)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Statement:
    """A piece of a message that can tell one thing; `start` and `end` are its places there."""

    text: str
    start: int
    end: int

    @property
    def asks(self) -> bool:
        """Whether it begins as a question does."""
        return QUESTION.match(self.text) is not None


def statements_of(text: str) -> list[Statement]:
    """The statements of a message, in order.

    >>> [one.text for one in statements_of("Народила, ми не розписані і він за кордоном")]
    ['Народила', 'ми не розписані', 'він за кордоном']
    """
    found, start = [], 0
    for end, following in [*(cut.span() for cut in STATEMENT_END.finditer(text)), (len(text), len(text))]:
        said = text[start:end].strip(LEFT_OVER)
        begin = text.find(said, start)
        if said:
            found.append(Statement(said, begin, begin + len(said)))
        start = following
    return found
