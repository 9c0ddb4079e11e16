"""Whether a text may be taught: one line, no markup, nobody's personal data, not there yet."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection
from dataclasses import dataclass

from review.teaching.vocabulary import LANGUAGES, PHRASE_LIMIT, TEXT_LIMIT, Kind, Problem, Unfit

#: Gives a text without personal data, and the kinds that were in it.
Hide = Callable[[str], tuple[str, tuple[str, ...]]]

#: What stands in a text for personal data that were hidden.
PLACEHOLDER = re.compile(r"\[[a-z-]+\]")
#: Signs that Rasa reads as markup of entities.
MARKUP = re.compile(r"[\[\]{}]")


@dataclass(frozen=True)
class Alike:
    """An example there is already. `likeness` is the share of letters in common, 0 to 100."""

    text: str
    label: str
    language: str
    place: str
    likeness: float


@dataclass(frozen=True)
class Sight:
    """What there is beside a text: the examples most like it, and whether it stands in the evaluation messages."""

    alike: tuple[Alike, ...] = ()
    in_evaluation: bool = False


#: Finds what there is beside a text.
Look = Callable[[str], Sight]


def suggested(message: str) -> str:
    """A message as the first draft of an example: one line, without the placeholders of what was hidden.

    >>> suggested("загубив паспорт [document],\\n що робити")
    'загубив паспорт, що робити'
    """
    return re.sub(r"\s+([,.;:!?])", r"\1", one_line(PLACEHOLDER.sub(" ", message)))


def one_line(text: str) -> str:
    """The text on one line, without what the files would read as a mark or a command at its beginning.

    >>> one_line(" - хочу\\u2028розлучитись ")
    'хочу розлучитись'
    """
    printable = "".join(sign if sign.isprintable() else " " for sign in text)
    return " ".join(printable.split()).lstrip("-/ ")


def fit(text: str, kind: Kind, label: str, language: str, labels: Collection[str], hide: Hide) -> str:
    """The text as it may be kept. Raises `Unfit`."""
    text = one_line(text)
    if label not in labels:
        raise Unfit(Problem.LABEL, label, text)
    if kind is Kind.EXAMPLE and language not in LANGUAGES:
        raise Unfit(Problem.LANGUAGE, language, text)
    if not any(sign.isalnum() for sign in text):
        raise Unfit(Problem.EMPTY, "", text)
    limit = PHRASE_LIMIT if kind is Kind.PHRASE else TEXT_LIMIT
    if len(text) > limit:
        raise Unfit(Problem.LONG, str(limit), text)
    hidden, kinds = hide(text)
    if kinds:
        raise Unfit(Problem.PERSONAL, ", ".join(kinds), hidden)
    if MARKUP.search(text):
        raise Unfit(Problem.MARKUP, "".join(sorted(set(MARKUP.findall(text)))), text)
    return text


def new(text: str, label: str, look: Look) -> Sight:
    """What there is beside an example. Raises `Unfit` when it teaches nothing, or what must not be learnt."""
    sight = look(text)
    if sight.in_evaluation:
        raise Unfit(Problem.EVALUATION, "", text)
    same = next((one for one in sight.alike if one.likeness >= 100 and one.label == label), None)
    if same is not None:
        raise Unfit(Problem.DOUBLE, same.place, text)
    return sight
