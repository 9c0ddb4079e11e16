"""What is wrong in an authored file, said so that an editor can mend it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import get_close_matches


@dataclass(frozen=True, order=True)
class Place:
    """A line of a file; `line` counts from 1."""

    file: str
    line: int

    def __str__(self) -> str:
        return f"{self.file}:{self.line}"


@dataclass(frozen=True)
class Problem:
    """One mistake: where it is, what was found, and what is allowed there.

    >>> print(Problem(Place("marriage.yml", 12), 'unknown field "cots"', "use one of: cost, deadline"))
    marriage.yml:12: unknown field "cots"
        use one of: cost, deadline
    """

    place: Place
    found: str
    allowed: str

    def __str__(self) -> str:
        return f"{self.place}: {self.found}\n    {self.allowed}"


class ContentError(Exception):
    """The authored content cannot be loaded; `problems` lists every mistake, not only the first."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems = tuple(sorted(problems, key=lambda problem: problem.place))
        super().__init__("\n".join(str(problem) for problem in self.problems))


def repeated(ids: Sequence[str]) -> list[str]:
    """The ids that stand in the list more than once, each once.

    >>> repeated(["yes", "no", "yes"])
    ['yes']
    """
    return [word for word, count in Counter(ids).items() if count > 1]


def choices(found: str, allowed: Iterable[str]) -> str:
    """The allowed words as a hint, the likeliest correction first.

    >>> choices("marrige", ["marriage", "divorce"])
    'did you mean "marriage"? Allowed: divorce, marriage'
    """
    words = sorted(set(allowed))
    listed = "Allowed: " + (", ".join(words) if words else "nothing here")
    close = get_close_matches(found, words, n=1)
    return f'did you mean "{close[0]}"? {listed}' if close else listed
