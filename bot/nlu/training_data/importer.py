"""Reading the training data quickly.

Stock Rasa parses each file four times with a slow YAML reader and merges file after file into a growing copy of all
that came before, so that reading 45 situations takes longer than learning them. Our files use a small part of Rasa's
format; those are read here in one pass. A file that uses anything else is left to Rasa's own reader. What the catalogue
itself calls a situation is added as examples.
"""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml
from rasa.shared.core.constants import DEFAULT_INTENTS
from rasa.shared.importers.rasa import RasaFileImporter
from rasa.shared.nlu.constants import INTENT, TEXT
from rasa.shared.nlu.training_data import loading
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

import catalog
from bot.nlu.training_data import expected_warnings
from bot.nlu.training_data.example import Example
from bot.nlu.training_data.marks import MARKED, without_marks

CONTENT = Path(catalog.__file__).parent / "content"

Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

#: How much a phrase of the catalogue counts beside an example: it is not how people write.
CATALOGUE_WEIGHT = 0.5

#: The parts of Rasa's format that our files use.
FILE_FIELDS = {"version", "nlu", "responses"}
INTENT_FIELDS = {"intent", "metadata", "examples"}
LOOKUP_FIELDS = {"lookup", "examples"}
SYNONYM_FIELDS = {"synonym", "examples"}
#: Other signs of markup inside an example are left to Rasa's reader.
MARKUP = "[]{}"


#: In the metadata of examples: what the catalogue calls the need.
NAMES_NEED = "names_need"
#: How a text begins that is a button and no words of a person.
BUTTON_MARK = "/"

expected_warnings.hush()


class QuickImporter(RasaFileImporter):
    """Rasa's own importer for files, with a faster `get_nlu_data`."""

    _nlu_data: TrainingData | None = None

    def get_nlu_data(self, language: str | None = "en") -> TrainingData:
        # Rasa asks three times for one training.
        if self._nlu_data is None:
            self._nlu_data = self._read_nlu_data(language)
        return self._nlu_data

    def _read_nlu_data(self, language: str | None) -> TrainingData:
        parts = [read_examples(Path(path), language or "en") for path in sorted(self._nlu_files)]
        parts.append(TrainingData([_weak(phrase, intent) for phrase, intent in catalogue_phrases()]))
        parts.append(TrainingData(self._buttons(parts)))
        return TrainingData(
            training_examples=[example for part in parts for example in part.training_examples],
            entity_synonyms={word: value for part in parts for word, value in part.entity_synonyms.items()},
            regex_features=[feature for part in parts for feature in part.regex_features],
            lookup_tables=[table for part in parts for table in part.lookup_tables],
            responses={name: value for part in parts for name, value in part.responses.items()},
        )

    def _buttons(self, parts: list[TrainingData]) -> list[Message]:
        """For each intent of the domain that nobody says in words, what its button sends.

        Rasa reads such a text itself, and checks that every intent has examples; our classifier learns nothing from it.
        """
        said = {example.get(INTENT) for part in parts for example in part.training_examples}
        pressed = sorted(set(self.get_domain().intents) - said - set(DEFAULT_INTENTS))
        # Two, because Rasa warns of an intent with one example.
        return [
            Example.build(f"{BUTTON_MARK}{intent}{no_more}", intent) for intent in pressed for no_more in ("", "{}")
        ]


def is_button(example: Message) -> bool:
    """Whether the example is what a button sends."""
    return str(example.get(TEXT) or "").startswith(BUTTON_MARK)


def weight_of_example(message: Message) -> float:
    """How much an example counts: the `weight` in its intent's metadata, 1 without it."""
    metadata = (message.get("metadata") or {}).get("intent") or {}
    return float(metadata.get("weight", 1.0))


def _weak(phrase: str, intent: str) -> Message:
    return Example.build(phrase, intent, intent_metadata={"weight": CATALOGUE_WEIGHT, NAMES_NEED: True})


def catalogue_phrases(content: Path = CONTENT) -> list[tuple[str, str]]:
    """What the catalogue itself calls each situation and its steps, with the intent: examples that cost nothing."""
    paths = sorted((content / "situations").glob("*.yml"))
    return [
        (phrase, f"situation/{path.stem}") for path in paths for phrase in _phrases_in(path, path.stat().st_mtime_ns)
    ]


@lru_cache(maxsize=100)
def _phrases_in(path: Path, _written: int) -> tuple[str, ...]:
    """What a situation and its steps are called. The time it was written tells a file from what stood there before."""
    data = yaml.load(path.read_text(encoding="utf-8"), Loader=Loader)
    phrases = [phrase for known in (data.get("known_as") or {}).values() for phrase in known]
    titles = [step.get("title") or {} for step in data.get("steps") or []]
    return tuple(map(str, [*phrases, *(wording for title in titles for wording in title.values())]))


def read_examples(path: Path, language: str) -> TrainingData:
    """The training data of one file; by Rasa's reader if it holds more than intents, lookups and responses."""
    data = yaml.load(path.read_text(encoding="utf-8"), Loader=Loader)
    if not _is_ours(data):
        return loading.load_data(str(path), language)
    examples: list[Message] = []
    lookups: list[dict[str, Any]] = []
    synonyms: dict[str, str] = {}
    for item in data.get("nlu") or []:
        lines = _lines(item["examples"])
        if "intent" in item:
            metadata = item.get("metadata")
            examples.extend(_example(line, item["intent"], metadata) for line in lines)
        elif "synonym" in item:
            synonyms.update(dict.fromkeys((item["synonym"], *lines), item["synonym"]))
        else:
            lookups.append({"name": item["lookup"], "elements": lines})
    return TrainingData(examples, synonyms, lookup_tables=lookups, responses=data.get("responses") or {})


def _example(line: str, intent: str, metadata: dict[str, Any] | None) -> Message:
    text, entities = without_marks(line)
    return Example.build(text, intent, entities=entities or None, intent_metadata=metadata)


def _is_ours(data: Any) -> bool:
    if not isinstance(data, dict) or not set(data) <= FILE_FIELDS:
        return False
    return all(_is_ours_item(item) for item in data.get("nlu") or [])


def _is_ours_item(item: Any) -> bool:
    if not isinstance(item, dict) or not isinstance(item.get("examples"), str):
        return False
    if any(sign in MARKED.sub("", item["examples"]) for sign in MARKUP):
        return False
    return any(set(item) <= fields for fields in (INTENT_FIELDS, LOOKUP_FIELDS, SYNONYM_FIELDS))


def _lines(examples: str) -> list[str]:
    """The examples of a block: one a line, each after a dash."""
    lines = (line.strip() for line in examples.splitlines())
    return [line[1:].strip() for line in lines if line.startswith("-") and line[1:].strip()]
