"""Which language a message is written in: Ukrainian, Russian, English, or either of the first in Latin letters."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from lingua import Language, LanguageDetector, LanguageDetectorBuilder
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.nlu.components.component import TrainedComponent
from bot.nlu.components.message import LANGUAGE
from bot.nlu.text.latin import LatinModel
from bot.nlu.training_data.settled import SettledTrainingData
from catalog import spelling

UKRAINIAN_LETTERS = set("іїєґ")
RUSSIAN_LETTERS = set("ыэёъ")


#: The language of a message, and whether it is typed in Latin letters, by the `language` that its block of examples
#: names in its metadata.
LANGUAGES_OF_EXAMPLES = {
    "uk": ("uk", False),
    "surzhyk": ("uk", False),
    "ru": ("ru", False),
    "translit": ("uk", True),
    "en": ("en", False),
}


def language_of_example(message: Message) -> str | None:
    """The `language` that an example's block names in its metadata."""
    metadata = message.get("metadata") or {}
    intent = metadata.get("intent") or {}
    found = intent.get("language")
    return str(found) if found else None


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.MESSAGE_FEATURIZER, is_trainable=True)
class LanguageIdentifier(TrainedComponent):
    """Sets the message's `language`.

    Cyrillic text is told apart by its letters and by lingua; Latin text by a small model of letter groups, learned
    from the examples marked `translit` and `en`, since no library knows Ukrainian typed in Latin letters.
    """

    _latin: LatinModel | None = None

    def __init__(self, config: dict[str, Any], model_storage: ModelStorage, resource: Resource) -> None:
        super().__init__(config, model_storage, resource)
        self._detector = _make_detector()

    def train(self, training_data: TrainingData) -> Resource:
        kinds = [(one.get(TEXT), language_of_example(one)) for one in training_data.intent_examples]
        latin = [
            (text, kind == "translit") for text, kind in kinds if kind in ("en", "translit") and spelling.is_latin(text)
        ]
        if len({transliterated for _, transliterated in latin}) == 2:
            self._latin = LatinModel.learn([text for text, _ in latin], [kind for _, kind in latin])
            with self._model_storage.write_to(self._resource) as folder:
                self._latin.save(folder)
        return self._resource

    def read(self, folder: Path) -> None:
        self._latin = LatinModel.load(folder)

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        self.process([one for one in training_data.training_examples if not _take_marked(one)])
        # The first of our components sees the training data when all of it is there.
        return SettledTrainingData.of(training_data)

    def process(self, messages: list[Message]) -> list[Message]:
        for message in messages:
            text = message.get(TEXT)
            if text:
                message.set(LANGUAGE, self.identify(text), add_to_output=True)
        return messages

    def identify(self, text: str) -> dict[str, Any]:
        """The language of a text, as the message property is."""
        if spelling.is_latin(text):
            return self._identify_latin(text)
        letters = set(text.lower())
        if letters & UKRAINIAN_LETTERS:
            return _language("uk", False, 1.0)
        if letters & RUSSIAN_LETTERS:
            return _language("ru", False, 1.0)
        russian = self._detector.compute_language_confidence(text, Language.RUSSIAN)
        return _language("ru", False, russian) if russian > 0.75 else _language("uk", False, 1.0 - russian)

    def _identify_latin(self, text: str) -> dict[str, Any]:
        if self._latin is None:
            return _language("en", False, 0.5)
        share = self._latin.probability_transliterated(text)
        return _language("uk", True, share) if share > 0.5 else _language("en", False, 1 - share)


def _take_marked(example: Message) -> bool:
    """Whether the example's block names its language, so that none need be guessed."""
    marked = LANGUAGES_OF_EXAMPLES.get(language_of_example(example) or "")
    if marked:
        example.set(LANGUAGE, _language(*marked, 1.0), add_to_output=True)
    return marked is not None


def _language(code: str, transliterated: bool, confidence: float) -> dict[str, Any]:
    return {"code": code, "transliterated": transliterated, "confidence": round(confidence, 3)}


def _make_detector(languages: Iterable[Language] = (Language.UKRAINIAN, Language.RUSSIAN)) -> LanguageDetector:
    return LanguageDetectorBuilder.from_languages(*languages).with_low_accuracy_mode().build()
