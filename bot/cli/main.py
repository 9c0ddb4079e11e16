"""The group of all commands. Each lives in its own module and is imported only when it is called."""

from __future__ import annotations

from importlib import import_module

import click

from bot import quiet
from bot.absent_libraries import keep_out
from bot.settings import PROJECT

#: Command → the module of this package that holds it as `command`.
COMMANDS = {
    "serve": "serve",
    "train": "train",
    "chat": "chat",
    "understand": "understand",
    "evaluate": "evaluate",
    "examples": "examples",
    "plan": "plan",
    "search": "search",
    "catalog": "catalog",
    "review": "review",
    "bench": "bench",
}


class LazyGroup(click.Group):
    """A group that imports a command's module on first use, so that --help is quick."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:
        if name not in COMMANDS:
            return None
        found = import_module(f"bot.cli.{COMMANDS[name]}").command
        assert isinstance(found, click.Command)
        return found


@click.group(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="signpost")
def main() -> None:
    """Signpost (Дороговказ): from what happened to a person to the steps that help."""
    quiet.hush()
    keep_out(PROJECT / "config.yml")
