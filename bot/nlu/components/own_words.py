"""Circumstances told in people's own words, as Rasa learns and runs it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.nlu.extractors.extractor import EntityExtractorMixin
from rasa.shared.nlu.constants import ENTITIES, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.nlu.circumstances.hearing import Answered, Hearing, MayBeWrong, TextHeard
from bot.nlu.circumstances.trial import Taught
from bot.nlu.circumstances.values import circumstance_of
from bot.nlu.components.component import TrainedComponent
from bot.nlu.components.message import OWN_ANSWERS, UNASKED_ANSWER, UNDER_DISCUSSION, is_transliterated, vectoriser_of
from bot.nlu.components.views import ViewsFeaturizer
from bot.nlu.intents.calibration import SITUATION_PREFIX, Decision
from bot.nlu.intents.results import DECISION, RESPONSE_SELECTOR
from bot.nlu.training_data.importer import BUTTON_MARK
from bot.nlu.training_data.taught import (
    CIRCUMSTANCE,
    answers_in,
    marked_messages,
    names_of_needs,
    phrases_in,
    said_examples,
    sayings_in,
)

#: Situations read in an unsure message: the likeliest of those a person is asked to choose from.
MOST_SITUATIONS = 2
#: How likely the second must be.
WORTH_READING = 0.15


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR, is_trainable=True)
class OwnWordsReader(EntityExtractorMixin, TrainedComponent):
    """Adds to the circumstances found by their phrases those that are told in other words.

    It learns from the lookup tables with phrases, those with answers (`answers/…`), and entities marked in examples.
    It stands behind the classifier, and reads a message for the situations that it is likely about and for the one
    under discussion.
    """

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """The shares of what is taken that may be wrong, see `MayBeWrong`."""
        return {"wrong_answers": 0.05, "wrong_unasked": 0.25, "wrong_in_passing": 0.05}

    @classmethod
    def required_components(cls) -> list[type]:
        return [ViewsFeaturizer]

    _hearing: Hearing | None = None

    def train(self, training_data: TrainingData) -> Resource:
        sayings = sayings_in(training_data)
        examples = said_examples(training_data)
        vectoriser = vectoriser_of(examples[0]) if examples else None
        if sayings and vectoriser is not None:
            shares = (self._config[name] for name in ("wrong_answers", "wrong_unasked", "wrong_in_passing"))
            may_be = MayBeWrong(*map(float, shares))
            taught = Taught(
                sayings,
                answers_in(training_data),
                marked_messages(training_data),
                names_of_needs(training_data),
                phrases_in(training_data),
            )
            self._hearing = Hearing.learn(taught, vectoriser, may_be)
            with self._model_storage.write_to(self._resource) as folder:
                self._hearing.save(folder)
        return self._resource

    def read(self, folder: Path) -> None:
        self._hearing = Hearing.load(folder)

    def process(self, messages: list[Message]) -> list[Message]:
        for message in messages:
            vectoriser = vectoriser_of(message)
            # What a button sends is read by Rasa itself.
            if self._hearing is not None and vectoriser is not None and not message.get(TEXT).startswith(BUTTON_MARK):
                self._read(message, self._hearing.of(message.get(TEXT), vectoriser, is_transliterated(message)))
        return messages

    def _read(self, message: Message, heard: TextHeard) -> None:
        here = (message.get("metadata") or {}).get(UNDER_DISCUSSION)
        entities = list(message.get(ENTITIES) or [])
        for situation in dict.fromkeys([*([here] if here else []), *_likely(message)]):
            if situation == here and heard.is_question:
                continue  # of what a list is about, people ask more than they tell
            known = [one["value"] for one in entities if one.get("group") == situation]
            told = set(map(circumstance_of, known))
            entities += [
                {
                    "entity": CIRCUMSTANCE,
                    "group": situation,
                    "value": one.value,
                    "confidence": one.confidence,
                    "start": one.start,
                    "end": one.end,
                    "extractor": type(self).__name__,
                }
                for one in heard.in_passing(situation, known)
                # What a phrase says word for word is surer than what a text resembles.
                if circumstance_of(one.value) not in told
            ]
        message.set(ENTITIES, entities, add_to_output=True)
        answered = heard.answers(here) if here else Answered()
        message.set(OWN_ANSWERS, {one.value: one.confidence for one in answered.asked}, add_to_output=True)
        unasked = [answered.unasked] if answered.unasked else []
        message.set(UNASKED_ANSWER, {one.value: one.confidence for one in unasked}, add_to_output=True)


def _likely(message: Message) -> Iterator[str]:
    """The situations that the message is about, or may be."""
    ranking: Sequence[dict[str, Any]] = (
        (message.get(RESPONSE_SELECTOR) or {}).get(SITUATION_PREFIX.rstrip("/"), {}).get("ranking", [])
    )
    decision = message.get(DECISION)
    most = {Decision.ANSWER.value: 1, Decision.CLARIFY.value: MOST_SITUATIONS}.get(decision, 0)
    for one in ranking[:most]:
        if one is ranking[0] or one["confidence"] >= WORTH_READING:
            yield str(one["intent_response_key"]).removeprefix(SITUATION_PREFIX)
