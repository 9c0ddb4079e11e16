"""The closed lists of teaching, and what is refused. Their words are in the translations, under the same names."""

from __future__ import annotations

from enum import Enum

#: The languages examples are kept apart by, as the metadata of their blocks name them.
LANGUAGES = ("uk", "ru", "surzhyk", "translit", "en")
SITUATION_PREFIX = "situation/"
#: Longest example, in characters.
TEXT_LIMIT = 500
#: Longest phrase that tells a circumstance.
PHRASE_LIMIT = 80


class Kind(str, Enum):
    """An example's label is an intent (`situation/marriage`); a phrase's is `situation/circumstance=value`."""

    EXAMPLE = "example"
    PHRASE = "phrase"


class State(str, Enum):
    """Where an example stands. Exported ones are accepted ones that have reached the files."""

    PROPOSED = "proposed"
    ACCEPTED = "accepted"
    REJECTED = "rejected"
    EXPORTED = "exported"


class Problem(str, Enum):
    """Why a text cannot be an example."""

    EMPTY = "empty"
    LONG = "long"
    MARKUP = "markup"
    PERSONAL = "personal"
    LABEL = "label"
    LANGUAGE = "language"
    DOUBLE = "double"
    EVALUATION = "evaluation"
    GONE = "gone"


class Unfit(ValueError):
    """A text that cannot be taught. `found` names what was wrong in it; `text` is what to show the writer again."""

    def __init__(self, problem: Problem, found: str = "", text: str = "") -> None:
        super().__init__(f"{problem.value}: {found}")
        self.problem = problem
        self.found = found
        self.text = text
