"""What the catalogue calls things, in the reader's words; their ids where it does not have them any more."""

from __future__ import annotations

from dataclasses import dataclass

from catalog.catalogue import Catalogue
from catalog.text import Language
from review.web.pages import Visit


@dataclass(frozen=True)
class Titles:
    """The titles of one catalogue in one language."""

    catalogue: Catalogue
    language: Language

    @classmethod
    def read_by(cls, visit: Visit, catalogue: Catalogue) -> Titles:
        """The titles for whoever reads the page."""
        return cls(catalogue, Language.of(visit.words.language))

    def situation(self, situation_id: str) -> str:
        found = self.catalogue.situation(situation_id)
        return found.title.wording(self.language) if found else situation_id

    def step(self, situation_id: str, step_id: str) -> str:
        situation = self.catalogue.situation(situation_id)
        step = situation.step(step_id) if situation else None
        return step.title.wording(self.language) if step else step_id

    def circumstance(self, situation_id: str, name: str, value: str) -> str:
        """A told circumstance: "Parents married: no"."""
        situation = self.catalogue.situation(situation_id)
        found = situation.circumstance(name) if situation else None
        chosen = found.value(value) if found else None
        if found is None or chosen is None:
            return f"{name} = {value}"
        return f"{found.name.wording(self.language)}: {chosen.title.wording(self.language)}"
