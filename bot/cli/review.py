"""`signpost review`: accounts of the staff who use the console, pausing channels, deleting conversations."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timezone
from typing import TYPE_CHECKING

import click

from bot.cli.output import engine, fail, json_option, print_json
from bot.cli.review_retention import forget, retention
from bot.cli.review_switches import pause, resume
from bot.cli.review_teaching import export, remarks, rollback
from review.access.roles import Role

if TYPE_CHECKING:
    from review.access.accounts import Account, Accounts

role_option = click.option(
    "--role",
    type=click.Choice([role.value for role in Role]),
    required=True,
    help="What they may do; each role includes those before it.",
)
generate_option = click.option("--generate", is_flag=True, help="Make a password up and print it, instead of asking.")


@click.group(name="review", help=__doc__)
def command() -> None:
    """See the module's docstring."""


for _other in (pause, resume, retention, forget, export, remarks, rollback):
    command.add_command(_other)


@command.command()
@click.argument("name")
@role_option
@click.option("--language", type=click.Choice(("uk", "en")), default="uk", help="The console's language for them.")
@generate_option
def add_user(name: str, role: str, language: str, generate: bool) -> None:
    """Make an account. The password is asked for, never taken from the command line."""
    with _accounts() as accounts:
        accounts.add(name, Role(role), _password(generate), language=language)
    click.echo(f"{name} may sign in as {role} at /review/")


@command.command()
@json_option
def list_users(as_json: bool) -> None:
    """List the accounts with their roles."""
    with _accounts() as accounts:
        found = accounts.listed()
    if as_json:
        print_json(
            [
                {"name": one.name, "role": one.role.value, "disabled": one.disabled, "last_sign_in": _when(one)}
                for one in found
            ]
        )
        return
    for one in found:
        state = "disabled" if one.disabled else one.role.value
        click.echo(f"{one.name}: {state}, last sign-in {_when(one) or 'never'}")
    if not found:
        click.echo("There are no accounts. Make one: signpost review add-user NAME --role admin", err=True)
        raise click.exceptions.Exit(1)


@command.command()
@click.argument("name")
@generate_option
def set_password(name: str, generate: bool) -> None:
    """Replace a password. Whoever is signed in under the name is signed out."""
    with _accounts() as accounts:
        account = accounts.named(name)
        accounts.set_password(account.id, _password(generate))
    click.echo(f"The password of {account.name} is changed")


@command.command()
@click.argument("name")
@role_option
def set_role(name: str, role: str) -> None:
    """Change what somebody may do. They have to sign in again."""
    with _accounts() as accounts:
        account = accounts.named(name)
        accounts.set_role(account.id, Role(role))
    click.echo(f"{account.name} is now {role}")


@command.command()
@click.argument("name")
def disable_user(name: str) -> None:
    """Lock somebody out at once. The account stays: the audit log names it."""
    with _accounts() as accounts:
        account = accounts.named(name)
        accounts.set_disabled(account.id, True)
    click.echo(f"{account.name} can no longer sign in")


@command.command()
@click.argument("name")
def enable_user(name: str) -> None:
    """Let somebody in again who was locked out."""
    with _accounts() as accounts:
        account = accounts.named(name)
        accounts.set_disabled(account.id, False)
    click.echo(f"{account.name} can sign in again")


@contextmanager
def _accounts() -> "Iterator[Accounts]":
    """The accounts; what they refuse is told in words and ends the command with code 1."""
    from review.access.accounts import AccountError, Accounts
    from review.access.passwords import Passwords
    from review.web.wording import words

    try:
        yield Accounts(engine(), Passwords(), time.time)
    except AccountError as error:
        raise fail(words("en").say(f"access.problem.{error.problem.value}", **error.values)) from None


def _password(generate: bool) -> str:
    """A password typed twice without being shown, or a made-up one that is shown this once."""
    from review.access.passwords import generated

    if not generate:
        return str(click.prompt("Password", hide_input=True, confirmation_prompt=True, err=True))
    password = generated()
    click.echo(f"Password (shown only now): {password}")
    return password


def _when(account: "Account") -> str | None:
    at = account.last_sign_in_at
    return datetime.fromtimestamp(at, timezone.utc).isoformat(timespec="seconds") if at else None
