"""A member of staff, as pages see them."""

from __future__ import annotations

from dataclasses import dataclass

from review.access.roles import Role

#: Languages of the console; the first is the one before anybody chose.
LANGUAGES = ("uk", "en")


@dataclass(frozen=True)
class Staff:
    """Who is signed in. `language` is the one they read the console in."""

    id: int
    name: str
    role: Role
    language: str
