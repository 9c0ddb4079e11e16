"""What the pages of teaching share: the database, the catalogue, the examples there are, and words for labels."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from sqlalchemy.engine import Engine
from sqlalchemy.orm import Session

from catalog.catalogue import Catalogue
from catalog.text import Language
from review.teaching.candidates import Workshop
from review.teaching.fitness import Hide, Look
from review.teaching.vocabulary import SITUATION_PREFIX
from review.web.pages import Visit

Result = TypeVar("Result")
Choices = tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Labels:
    """What may be chosen, as (code, words): situations by title, kinds of out-of-scope, other intents."""

    situations: Choices
    out_of_scope: Choices
    others: Choices

    def codes(self) -> frozenset[str]:
        return frozenset(code for group in (self.situations, self.out_of_scope, self.others) for code, _ in group)


@dataclass(frozen=True)
class Room:
    """Everything the pages work with.

    `catalogue` gives the one in use; `look` finds what there is beside a text; `intents` are those with examples;
    `hide` takes personal data out of a text; `project` is the folder with the training files.
    """

    engine: Engine
    catalogue: Callable[[], Catalogue]
    look: Look
    intents: Callable[[], tuple[str, ...]]
    hide: Hide
    project: Path
    workshop: Workshop

    def with_session(self, work: Callable[[Session], Result]) -> Result:
        """Do the work in a transaction."""
        with Session(self.engine) as session, session.begin():
            return work(session)

    def labels(self, visit: Visit) -> Labels:
        """The intents a message may be corrected to. May read the training files."""
        wording = Language.of(visit.words.language)
        situations = [(SITUATION_PREFIX + one.id, one.title.wording(wording)) for one in self.catalogue().situations]
        others = [name for name in self.intents() if not name.startswith(SITUATION_PREFIX)]
        outside = [name for name in others if name.startswith("out_of_scope/")]
        return Labels(
            tuple(sorted(situations, key=lambda pair: pair[1].casefold())),
            tuple((name, _intent(visit, name)) for name in outside),
            tuple((name, _intent(visit, name)) for name in others if name not in outside),
        )

    def circumstances(self, visit: Visit, situation_id: str) -> Choices:
        """What can be told of a situation, as (`circumstance=value`, words); empty for an unknown situation."""
        wording = Language.of(visit.words.language)
        situation = self.catalogue().situation(situation_id)
        return tuple(
            (f"{one.id}={value.id}", f"{one.name.wording(wording)}: {value.title.wording(wording)}")
            for one in (situation.circumstances if situation else ())
            for value in one.values
        )

    def steps(self, visit: Visit, situation_id: str) -> Choices:
        """The steps of a situation, as (id, title)."""
        wording = Language.of(visit.words.language)
        situation = self.catalogue().situation(situation_id)
        return tuple((one.id, one.title.wording(wording)) for one in (situation.steps if situation else ()))

    def words_for(self, visit: Visit) -> Callable[[str], str]:
        """Turns labels into words: titles of situations, circumstances with their value; codes stay what they are."""
        wording = Language.of(visit.words.language)
        catalogue = self.catalogue()

        def words(label: str) -> str:
            first, _, rest = label.partition("/")
            if not label.startswith(SITUATION_PREFIX) and "=" not in rest:
                return _intent(visit, label)
            situation = catalogue.situation(rest if label.startswith(SITUATION_PREFIX) else first)
            if situation is None:
                return label
            title = situation.title.wording(wording)
            if label.startswith(SITUATION_PREFIX):
                return title
            told = dict(self.circumstances(visit, first)).get(rest, rest)
            return f"{title} – {told}"

        return words


def _intent(visit: Visit, name: str) -> str:
    """An intent in words where there are any: intents may be added without a translation."""
    key = f"teaching.intent.{name}"
    return visit.say(key) if visit.words.has(key) else name
