"""Passwords: which are good enough, and how they are kept (Argon2id; the parameters are in each hash).

>>> weakness("Кава-о-сьомій-ранку", "olena") is None
True
>>> weakness("password12345", "olena")
<Weakness.TRIVIAL: 'trivial'>
"""

from __future__ import annotations

import re
import secrets
from dataclasses import dataclass
from enum import Enum
from itertools import pairwise
from threading import BoundedSemaphore

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

MIN_LENGTH = 12
#: More is no safer, and hashing very long texts costs.
MAX_LENGTH = 256
#: Different letters or digits below which a password is a pattern ("абабабабабаб").
MIN_DIFFERENT = 5
#: Words that guessing begins with. A password of nothing but these, digits and signs is trivial.
COMMON = (
    "administrator|admin|password|passw|pass|parol|пароль|пасворд|qwertyuiop|qwerty|qwert|asdfghjkl|asdfgh|asdf|zxcvbnm|"
    "zxcvbn|йцукенгшщз|йцукен|фівапролдж|фівапр|ячсмить|welcome|letmein|iloveyou|changeme|default|secret|login|user|"
    "guest|root|test|тест|signpost|dorohovkaz|дороговказ|ukraine|ukraina|україна|slava|слава|heroiam|героям|kyiv|київ|"
    "monkey|dragon|master|hello|привіт|love|люблю|abcdefgh|abcdef|abcd|abc|абвгд|абв|and|the|my|мій|a|i|і|є"
)
TRIVIAL = re.compile(rf"(?:{COMMON})*")
#: Letters of generated passwords: none that is easily taken for another.
ALPHABET = "abcdefghijkmnpqrstuvwxyz23456789"
GROUPS, GROUP = 5, 4


class Weakness(str, Enum):
    """Why a password is refused."""

    SHORT = "short"
    LONG = "long"
    TRIVIAL = "trivial"
    NAME = "name"


@dataclass(frozen=True)
class Verdict:
    """Is the password right, and should it be hashed anew because the parameters have changed?"""

    right: bool
    outdated: bool = False


def weakness(password: str, name: str) -> Weakness | None:
    """What is wrong with a new password of this person; None when it is good."""
    if len(password) < MIN_LENGTH:
        return Weakness.SHORT
    if len(password) > MAX_LENGTH:
        return Weakness.LONG
    plain = password.casefold()
    if len(set(plain)) < MIN_DIFFERENT or _is_run(plain):
        return Weakness.TRIVIAL
    letters = "".join(letter for letter in _unmasked(plain) if letter.isalpha())
    if TRIVIAL.fullmatch(letters) or TRIVIAL.fullmatch("".join(one for one in plain if one.isalpha())):
        return Weakness.TRIVIAL
    rest = plain.replace(name.casefold(), "") if name else plain
    return Weakness.NAME if len(set(rest)) < MIN_DIFFERENT or _is_run(rest) else None


def generated() -> str:
    """A password of 100 random bits in groups that can be read out: "k7mw-…"."""
    return "-".join("".join(secrets.choice(ALPHABET) for _ in range(GROUP)) for _ in range(GROUPS))


class Passwords:
    """Hashing and checking. At most `at_once` run together: each takes 19 MiB, which guessers could use up."""

    def __init__(self, hasher: PasswordHasher | None = None, at_once: int = 4) -> None:
        # OWASP's second choice for Argon2id: as hard as the first one to guess, with less memory.
        self._hasher = hasher or PasswordHasher(time_cost=2, memory_cost=19_456, parallelism=1)
        self._turn = BoundedSemaphore(at_once)
        self._nobody: str | None = None

    def hashed(self, password: str) -> str:
        with self._turn:
            return self._hasher.hash(password)

    def verify(self, kept: str | None, password: str) -> Verdict:
        """Check against the kept hash. Without one the same work is done: the time does not tell that there is none."""
        nobody = self._hash_of_nobody()
        against = kept if kept is not None else nobody
        try:
            with self._turn:
                self._hasher.verify(against, password[: MAX_LENGTH + 1])
        except (VerificationError, InvalidHashError):
            return Verdict(False)
        return Verdict(kept is not None, self._hasher.check_needs_rehash(against))

    def _hash_of_nobody(self) -> str:
        if self._nobody is None:
            self._nobody = self.hashed(secrets.token_urlsafe(16))
        return self._nobody


def _unmasked(text: str) -> str:
    """Without the usual disguise of letters and what is hung on behind: "p4$$w0rd-1234" is "password"."""
    return re.sub(r"[\W\d_]+$", "", text).translate(str.maketrans("01345$@!7", "oieassait"))


def _is_run(text: str) -> bool:
    """Nothing but one run of neighbours: "123456789012", "abcdefghijkl"."""
    steps = {ord(later) - ord(earlier) for earlier, later in pairwise(text)}
    return steps <= {1, -9} or steps <= {-1, 9}
