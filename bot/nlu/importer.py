"""Reading the training data quickly.

Stock Rasa parses each file four times with a slow YAML reader and merges file after file into a growing copy of all
that came before, so that reading 45 situations takes longer than learning them. Our files use a small part of Rasa's
format; those are read here in one pass. A file that uses anything else is left to Rasa's own reader. What the catalogue
itself calls a situation is added as examples.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml
from rasa.shared.importers.rasa import RasaFileImporter
from rasa.shared.nlu.training_data import loading
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

import catalog

CONTENT = Path(catalog.__file__).parent / "content"

Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

#: The parts of Rasa's format that our files use.
FILE_FIELDS = {"version", "nlu", "responses"}
INTENT_FIELDS = {"intent", "metadata", "examples"}
LOOKUP_FIELDS = {"lookup", "examples"}
#: Signs of entity markup inside an example, which only Rasa's reader understands.
MARKUP = "[]{}"


class QuickImporter(RasaFileImporter):
    """Rasa's own importer for files, with a faster `get_nlu_data`."""

    def get_nlu_data(self, language: str | None = "en") -> TrainingData:
        parts = [read_examples(Path(path), language or "en") for path in sorted(self._nlu_files)]
        parts.append(TrainingData([Message.build(phrase, intent) for phrase, intent in catalogue_phrases()]))
        return TrainingData(
            training_examples=[example for part in parts for example in part.training_examples],
            entity_synonyms={word: value for part in parts for word, value in part.entity_synonyms.items()},
            regex_features=[feature for part in parts for feature in part.regex_features],
            lookup_tables=[table for part in parts for table in part.lookup_tables],
            responses={name: value for part in parts for name, value in part.responses.items()},
        )


def catalogue_phrases(content: Path = CONTENT) -> list[tuple[str, str]]:
    """What the catalogue itself calls each situation and its steps, with the intent: examples that cost nothing."""
    found = []
    for path in sorted((content / "situations").glob("*.yml")):
        data = yaml.load(path.read_text(encoding="utf-8"), Loader=Loader)
        phrases = [phrase for known in (data.get("known_as") or {}).values() for phrase in known]
        titles = [step.get("title") or {} for step in data.get("steps") or []]
        phrases += [wording for title in titles for wording in title.values()]
        found += [(str(phrase), f"situation/{path.stem}") for phrase in phrases]
    return found


def read_examples(path: Path, language: str) -> TrainingData:
    """The training data of one file; by Rasa's reader if it holds more than intents, lookups and responses."""
    data = yaml.load(path.read_text(encoding="utf-8"), Loader=Loader)
    if not _is_ours(data):
        return loading.load_data(str(path), language)
    examples: list[Message] = []
    lookups: list[dict[str, Any]] = []
    for item in data.get("nlu") or []:
        lines = _lines(item["examples"])
        if "intent" in item:
            metadata = item.get("metadata")
            examples.extend(Message.build(line, item["intent"], intent_metadata=metadata) for line in lines)
        else:
            lookups.append({"name": item["lookup"], "elements": lines})
    return TrainingData(examples, lookup_tables=lookups, responses=data.get("responses") or {})


def _is_ours(data: Any) -> bool:
    if not isinstance(data, dict) or not set(data) <= FILE_FIELDS:
        return False
    return all(_is_ours_item(item) for item in data.get("nlu") or [])


def _is_ours_item(item: Any) -> bool:
    if not isinstance(item, dict) or not isinstance(item.get("examples"), str):
        return False
    if any(sign in item["examples"] for sign in MARKUP):
        return False
    return set(item) <= INTENT_FIELDS or set(item) <= LOOKUP_FIELDS


def _lines(examples: str) -> list[str]:
    """The examples of a block: one a line, each after a dash."""
    lines = (line.strip() for line in examples.splitlines())
    return [line[1:].strip() for line in lines if line.startswith("-") and line[1:].strip()]
