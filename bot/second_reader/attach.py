"""Putting the second reader behind Rasa's understanding.

Rasa runs its components one after another and nothing else meanwhile; a component that waits for a network would hold
up every conversation. So the reader follows the graph, where waiting is free.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from rasa.core.agent import Agent

from actions import knowledge
from bot.second_reader.reader import ReaderSettings, SecondReader


def attach_from_environment(agent: Agent) -> None:
    """Attach the reader that the environment names, if it names one. Raises `ReaderSettingsError`."""
    settings = ReaderSettings.from_environment()
    if settings is not None:
        attach(agent, SecondReader(settings, titles))


def attach(agent: Agent, reader: SecondReader) -> None:
    """From now on whatever the agent parses is shown to the reader too."""
    processor = agent.processor
    first = processor.parse_message

    async def parse_message(*arguments: Any, **options: Any) -> dict[str, Any]:
        return await reader.read(await first(*arguments, **options))

    processor.parse_message = parse_message


def titles() -> Mapping[str, str]:
    """The title of each situation of the catalogue as it is now."""
    return {situation.id: situation.title.uk for situation in knowledge.current().catalogue.situations}
