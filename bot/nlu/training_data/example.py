"""An example of the training data that Rasa can copy and compare quickly.

While it puts the training data together Rasa copies every example a dozen times and compares them by a fingerprint,
which it makes property by property, and forgets whenever one is set, be it to the value it had. For twenty thousand
examples that took longer than learning them.
"""

from __future__ import annotations

import hashlib
import json
from typing import Any

from rasa.shared.constants import DIAGNOSTIC_DATA
from rasa.shared.nlu.training_data.features import Features
from rasa.shared.nlu.training_data.message import Message


class Example(Message):
    """A text with its intent.

    A copy shares everything with the example it was made from, until a property of either is set: most copies are
    never changed. What stands in a property is never changed at all.
    """

    data: dict[str, Any]
    features: list[Features]
    output_properties: set[str]
    #: Rasa's own memory, which it clears when a property is set.
    _cached_fingerprint: str | None
    #: Whether copies hold the same properties.
    _shared = False

    def set(self, prop: str, info: Any, add_to_output: bool = False) -> None:
        if add_to_output or prop not in self.data or self.data[prop] != info:
            self._take_own()
            super().set(prop, info, add_to_output)

    def add_features(self, features: Features | None) -> None:
        self._take_own()
        super().add_features(features)

    def add_diagnostic_data(self, origin: str, data: dict[str, Any]) -> None:
        self._take_own()
        self.data[DIAGNOSTIC_DATA] = dict(self.get(DIAGNOSTIC_DATA, {}))
        super().add_diagnostic_data(origin, data)

    def _take_own(self) -> None:
        if self._shared:
            self.data = dict(self.data)
            self.features = list(self.features)
            self.output_properties = set(self.output_properties)
            self._shared = False

    def fingerprint(self) -> str:
        known: str | None = self._cached_fingerprint
        if known is None:
            features = [one.fingerprint() for one in self.features]
            written = json.dumps([self.data, features], sort_keys=True, default=_fingerprint_of)
            known = hashlib.md5(written.encode(), usedforsecurity=False).hexdigest()
            self._cached_fingerprint = known
        return known

    def __hash__(self) -> int:
        return hash(self.fingerprint())

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Message) and self.fingerprint() == other.fingerprint()

    def __deepcopy__(self, _memo: dict[int, Any]) -> Example:
        self._shared = True
        copied = Example.__new__(Example)
        copied.__dict__.update(self.__dict__)
        return copied


def _fingerprint_of(value: Any) -> str:
    """What stands for a property that is no plain data, as Rasa's own fingerprints have it."""
    return str(value.fingerprint() if hasattr(value, "fingerprint") else value)
