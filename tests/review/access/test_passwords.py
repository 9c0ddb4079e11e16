"""Which passwords are taken, and how they are kept."""

from __future__ import annotations

import pytest
from argon2 import PasswordHasher

from review.access.passwords import Passwords, Weakness, generated, weakness
from tests.review.staff import PASSWORD, QUICK


@pytest.mark.parametrize(
    ("password", "found"),
    [
        ("коротко", Weakness.SHORT),
        ("д" * 300, Weakness.LONG),
        ("aaaaaaaaaaaa", Weakness.TRIVIAL),
        ("123456789012", Weakness.TRIVIAL),
        ("абабабабабаб", Weakness.TRIVIAL),
        ("Password2026!", Weakness.TRIVIAL),
        ("P4$$w0rd-1234", Weakness.TRIVIAL),
        ("qwertyqwerty1", Weakness.TRIVIAL),
        ("Йцукен123456", Weakness.TRIVIAL),
        ("СлаваУкраїна!", Weakness.TRIVIAL),
        ("Oksana-Oksana", Weakness.NAME),
        ("Oksana123456", Weakness.NAME),
    ],
)
def test_a_weak_password_is_refused_for_its_own_reason(password: str, found: Weakness) -> None:
    assert weakness(password, "oksana") is found


@pytest.mark.parametrize("password", [PASSWORD, "correct horse battery", "Oksana п'є каву о сьомій", "x7!kd0-Rtq2m"])
def test_a_good_password_is_taken_whatever_its_letters(password: str) -> None:
    assert weakness(password, "Oksana") is None


def test_generated_passwords_are_good_and_differ() -> None:
    made = {generated() for _ in range(50)}

    assert len(made) == 50
    assert all(weakness(one, "") is None for one in made)


def test_a_password_is_kept_as_argon2id_and_recognised() -> None:
    passwords = Passwords()
    kept = passwords.hashed(PASSWORD)

    assert kept.startswith("$argon2id$")
    assert PASSWORD not in kept
    assert passwords.verify(kept, PASSWORD).right
    assert not passwords.verify(kept, PASSWORD + " ").right


def test_without_an_account_no_password_is_right_not_even_an_empty_one() -> None:
    passwords = Passwords(QUICK)

    assert not passwords.verify(None, PASSWORD).right
    assert not passwords.verify(None, "").right


def test_an_unknown_name_costs_the_same_hashing_as_a_known_one() -> None:
    """Counted, not timed: how often the hash function runs after the first use."""
    passwords, counted = Passwords(QUICK), []
    kept = passwords.hashed(PASSWORD)
    passwords.verify(None, "warm up")

    class Counting(PasswordHasher):
        def verify(self, hash: str | bytes, password: str | bytes) -> bool:  # type: ignore[override]
            counted.append(str(hash).split("$")[3])
            return QUICK.verify(hash, password)  # type: ignore[arg-type]

    passwords._hasher = Counting(time_cost=1, memory_cost=8, parallelism=1)
    passwords.verify(kept, "wrong")
    passwords.verify(None, "wrong")

    assert counted == [counted[0]] * 2


def test_a_hash_made_with_other_parameters_is_outdated() -> None:
    old = PasswordHasher(time_cost=2, memory_cost=16, parallelism=1).hash(PASSWORD)

    verdict = Passwords(QUICK).verify(old, PASSWORD)

    assert verdict.right
    assert verdict.outdated


def test_a_damaged_hash_lets_nobody_in() -> None:
    assert not Passwords(QUICK).verify("not a hash", PASSWORD).right
