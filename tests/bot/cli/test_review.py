"""`signpost review`: accounts of staff from the command line."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from bot.cli import main
from bot.database import open_database
from review.access.audit import NOBODY, AuditLog, Wanted
from review.access.passwords import Passwords
from review.access.signing_in import SignedIn, SignIn
from tests.review.staff import PASSWORD

Command = Callable[..., Result]


@pytest.fixture
def address(tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path / 'staff.db'}"


@pytest.fixture
def review(address: str) -> Command:
    """Runs `signpost review …`; `typed` answers its questions."""

    def run(*words: str, typed: str = "") -> Result:
        return CliRunner().invoke(main, ["review", *words], input=typed, env={"DATABASE_URL": address})

    return run


def enters(address: str, name: str, password: str) -> bool:
    door = SignIn(open_database(address), Passwords(), lambda: 1_795_000_000.0)
    return isinstance(door.with_password(name, password, "192.0.2.1"), SignedIn)


def test_a_password_is_asked_for_twice_and_never_shown(review: Command, address: str) -> None:
    result = review("add-user", "Олена", "--role", "admin", typed=f"{PASSWORD}\n{PASSWORD}\n")

    assert result.exit_code == 0
    assert PASSWORD not in result.output
    assert enters(address, "Олена", PASSWORD)


def test_a_generated_password_is_shown_and_works(review: Command, address: str) -> None:
    result = review("add-user", "Олена", "--role", "reader", "--generate")

    password = result.output.split("(shown only now): ")[1].split("\n")[0]
    assert enters(address, "Олена", password)


def test_no_option_takes_a_password() -> None:
    for command in ("add-user", "set-password"):
        assert "--password" not in CliRunner().invoke(main, ["review", command, "--help"]).output


def test_the_list_tells_roles_and_who_is_locked_out(review: Command) -> None:
    review("add-user", "Олена", "--role", "admin", "--generate")
    review("add-user", "Петро", "--role", "reader", "--generate")
    review("set-role", "петро", "--role", "editor")
    review("disable-user", "Петро")

    assert json.loads(review("list-users", "--json").output) == [
        {"name": "Олена", "role": "admin", "disabled": False, "last_sign_in": None},
        {"name": "Петро", "role": "editor", "disabled": True, "last_sign_in": None},
    ]
    review("enable-user", "Петро")
    assert "Петро: editor, last sign-in never" in review("list-users").output


def test_an_empty_list_says_how_to_begin(review: Command) -> None:
    result = review("list-users")

    assert result.exit_code == 1
    assert "signpost review add-user NAME --role admin" in result.output


def test_a_new_password_replaces_the_old_one(review: Command, address: str) -> None:
    review("add-user", "Олена", "--role", "admin", typed=f"{PASSWORD}\n{PASSWORD}\n")

    review("set-password", "Олена", typed="жовтий листок\nжовтий листок\n")

    assert not enters(address, "Олена", PASSWORD)
    assert enters(address, "Олена", "жовтий листок")


@pytest.mark.parametrize(
    ("words", "typed", "said"),
    [
        (["add-user", "Петро", "--role", "reader"], "коротко\nкоротко\n", "at least 12 characters"),
        (["add-user", "ОЛЕНА", "--role", "reader", "--generate"], "", '"ОЛЕНА" is taken'),
        (["set-role", "Хтось", "--role", "reader"], "", 'no account "Хтось"'),
        (["set-role", "Олена", "--role", "reader"], "", "last administrator"),
        (["disable-user", "Олена"], "", "last administrator"),
    ],
)
def test_what_cannot_be_is_told_and_changes_nothing(review: Command, words: list[str], typed: str, said: str) -> None:
    review("add-user", "Олена", "--role", "admin", "--generate")
    before = review("list-users", "--json").output

    result = review(*words, typed=typed)

    assert result.exit_code == 1
    assert said in result.output
    assert review("list-users", "--json").output == before


def test_an_unknown_role_is_wrong_usage(review: Command) -> None:
    result = review("add-user", "Олена", "--role", "boss")

    assert result.exit_code == 2
    assert "'reader', 'reviewer', 'editor', 'admin'" in result.output


def test_what_the_command_line_did_is_in_the_audit_log(review: Command, address: str) -> None:
    review("add-user", "Олена", "--role", "admin", "--generate")

    [entry] = AuditLog(open_database(address)).listed(Wanted()).entries
    assert (entry.name, entry.action, entry.subject) == (NOBODY, "staff_added", "staff:Олена")
