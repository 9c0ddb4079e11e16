"""Training data that is put together, so that what stands beside the examples is compared once."""

from __future__ import annotations

import hashlib
from functools import cached_property

from rasa.shared.nlu.training_data.training_data import TrainingData


class SettledTrainingData(TrainingData):
    """As Rasa's own, but synonyms, lookup tables and responses stay as they are.

    Rasa compares the training data by a fingerprint before and after each component, and makes it word by word. With
    forty thousand words of tables that took as long as a component does.
    """

    @classmethod
    def of(cls, data: TrainingData) -> SettledTrainingData:
        """The same training data; the examples are those of `data`, not copies."""
        settled = cls.__new__(cls)
        settled.__dict__.update(data.__dict__)
        return settled

    def fingerprint(self) -> str:
        examples = "".join(sorted(one.fingerprint() for one in self.training_examples))
        return hashlib.md5((self._fingerprint_of_tables + examples).encode(), usedforsecurity=False).hexdigest()

    @cached_property
    def _fingerprint_of_tables(self) -> str:
        tables = TrainingData([], self.entity_synonyms, self.regex_features, self.lookup_tables, self.responses)
        return str(tables.fingerprint())
