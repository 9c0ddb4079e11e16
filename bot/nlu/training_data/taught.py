"""What the training data teach about circumstances: phrases, answers to questions, and messages with marks."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from rasa.shared.nlu.constants import ENTITIES, INTENT_RESPONSE_KEY, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.nlu.circumstances.phrases import is_plain
from bot.nlu.circumstances.told import MarkedMessage, Saying
from bot.nlu.intents.calibration import SITUATION_PREFIX
from bot.nlu.training_data.importer import NAMES_NEED, is_button

#: The entity's name. Its value is `circumstance=value`, its group the situation it belongs to.
CIRCUMSTANCE = "circumstance"
#: How the name of a lookup table begins that holds answers: `answers/<situation>/<circumstance>=<value>`.
ANSWERS = "answers/"
#: In the metadata of a block of examples: every circumstance that they tell is marked.
ALL_MARKED = "all_marked"


def said_examples(training_data: TrainingData) -> list[Message]:
    """The examples that are words of people: those with a text and an intent that no button sends."""
    return [one for one in training_data.intent_examples if one.get(TEXT) and not is_button(one)]


def phrases_in(training_data: TrainingData) -> list[tuple[str, str]]:
    """The phrases that tell a circumstance wherever they stand: `situation/circumstance=value` and the phrase."""
    tables = training_data.lookup_tables
    return [(name, phrase) for name, phrases in map(_table, tables) if _is_phrases(name) for phrase in phrases]


def answers_in(training_data: TrainingData) -> list[Saying]:
    """What people say when they are asked."""
    tables = map(_table, training_data.lookup_tables)
    found = [(name.removeprefix(ANSWERS), texts) for name, texts in tables if name.startswith(ANSWERS)]
    return [_saying(name, text) for name, texts in found for text in texts]


def marked_messages(training_data: TrainingData) -> list[MarkedMessage]:
    """The examples of situations whose circumstances are all marked."""
    return list(_marked(training_data))


def names_of_needs(training_data: TrainingData) -> list[MarkedMessage]:
    """What the catalogue calls situations and steps, as messages that tell nothing.

    «Пожежна декларація для кафе» does not say that there is one.
    """
    named = [one for one in said_examples(training_data) if _metadata(one).get(NAMES_NEED)]
    pairs = [(one.get(TEXT), str(one.get(INTENT_RESPONSE_KEY)).removeprefix(SITUATION_PREFIX)) for one in named]
    return [MarkedMessage(text, situation) for text, situation in pairs]


def sayings_in(training_data: TrainingData) -> list[Saying]:
    """All that tells a circumstance by itself. Phrases with ranges of numbers are left to the phrase book."""
    phrases = [_saying(name, text) for name, text in phrases_in(training_data) if is_plain(text)]
    marked = [saying for message in _marked(training_data) for saying in message.tells]
    return [*phrases, *answers_in(training_data), *marked]


def _saying(name: str, text: str) -> Saying:
    situation, _, value = name.partition("/")
    return Saying(situation, value, text)


def _table(table: dict[str, object]) -> tuple[str, list[str]]:
    elements = table["elements"]
    return str(table["name"]), elements if isinstance(elements, list) else []


def _is_phrases(name: str) -> bool:
    return "/" in name and not name.startswith(ANSWERS)


def _marked(training_data: TrainingData) -> Iterator[MarkedMessage]:
    for example in training_data.intent_examples:
        intent = str(example.get(INTENT_RESPONSE_KEY) or "")
        if intent.startswith(SITUATION_PREFIX) and _metadata(example).get(ALL_MARKED):
            situation = intent.removeprefix(SITUATION_PREFIX)
            marks = tuple((entity["start"], entity["end"]) for entity in _marks(example))
            yield MarkedMessage(example.get(TEXT), situation, tuple(_tells(example, situation)), marks)


def _metadata(example: Message) -> dict[str, object]:
    return (example.get("metadata") or {}).get("intent") or {}


def _tells(example: Message, situation: str) -> Iterator[Saying]:
    """One piece may tell several circumstances: their values stand in one mark, with spaces between."""
    for entity in _marks(example):
        piece = example.get(TEXT)[entity["start"] : entity["end"]]
        yield from (Saying(situation, value, piece) for value in str(entity["value"]).split())


def _marks(example: Message) -> list[dict[str, Any]]:
    return [entity for entity in example.get(ENTITIES) or [] if entity.get("entity") == CIRCUMSTANCE]
