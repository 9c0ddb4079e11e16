"""An example of the training data that Rasa can copy and compare quickly.

While it puts the training data together Rasa copies every example a dozen times and compares them by a fingerprint,
which it forgets whenever a property is set, be it to the value it had. For twenty thousand examples that took longer
than learning them.
"""

from __future__ import annotations

from typing import Any

from rasa.shared.nlu.training_data.message import Message


class Example(Message):
    """A text with its intent. What stands in its metadata is never changed, so copies share it."""

    def set(self, prop: str, info: Any, add_to_output: bool = False) -> None:
        if add_to_output or prop not in self.data or self.data[prop] != info:
            super().set(prop, info, add_to_output)

    def __deepcopy__(self, _memo: dict[int, Any]) -> Example:
        copied = Example.__new__(Example)
        copied.__dict__.update(self.__dict__)
        copied.data = dict(self.data)
        copied.features = list(self.features)
        copied.output_properties = set(self.output_properties)
        return copied
