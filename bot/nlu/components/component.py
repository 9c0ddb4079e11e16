"""What Rasa asks of each of our components: made empty, filled by training, kept in a folder of the model."""

from __future__ import annotations

from abc import abstractmethod
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from typing_extensions import Self


class TrainedComponent(GraphComponent):
    """A component that learns. It is empty until `read` fills it with what training stored."""

    def __init__(self, config: dict[str, Any], model_storage: ModelStorage, resource: Resource) -> None:
        self._config = {**self.get_default_config(), **config}
        self._model_storage = model_storage
        self._resource = resource

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> Self:
        return cls(config, model_storage, resource)

    @classmethod
    def load(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **kwargs: Any,
    ) -> Self:
        """With what was stored; empty if training had nothing to learn. An error if a file of it is missing."""
        component = cls(config, model_storage, resource)
        with ExitStack() as stack:
            try:
                folder = stack.enter_context(model_storage.read_from(resource))
            except ValueError:  # Rasa's word for a resource that was never stored
                return component
            component.read(folder)
        return component

    @abstractmethod
    def read(self, folder: Path) -> None:
        """Fill the component with what its training stored in the folder."""
