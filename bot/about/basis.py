"""What answers rest on: version, model, catalogue, channels."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import Any

from bot.about.parts import Section
from bot.about.words import words
from bot.knowledge_source import CatalogueSource
from catalog.text import Language


@dataclass(frozen=True)
class Basis:
    """Not a part like the others: its figures stand at the top of the JSON. `model` tells the model in use."""

    source: CatalogueSource
    model: Callable[[], Path]
    channels: tuple[str, ...]

    def as_json(self) -> dict[str, Any]:
        knowledge = self.source()
        catalogue, today = knowledge.catalogue, knowledge.today
        return {
            "name": "Signpost",
            "version": version("signpost"),
            "licence": "Apache-2.0",
            "model": self.model().name,
            "catalogue": {
                "version": self.source.version,
                "situations": len(catalogue.situations),
                "steps": sum(len(situation.steps) for situation in catalogue.situations),
                "services": len(catalogue.services),
                "rates_ended": [rate.id for rate in catalogue.rates.ended(today)],
                "outages": [outage.id for outage in catalogue.outages if outage.lasts(today)],
            },
            "channels": list(self.channels),
        }

    def section(self, language: Language) -> Section:
        known, say = self.as_json(), words(language).say
        catalogue = known["catalogue"]
        channels = ", ".join(say(f"channel_{name}") for name in self.channels)
        return Section(
            title=say("basis_title"),
            paragraphs=(say("basis_intro"),),
            facts=(
                *self._limits(language),
                (say("situations"), str(catalogue["situations"])),
                (say("steps"), str(catalogue["steps"])),
                (say("services"), str(catalogue["services"])),
                (say("channels"), channels),
                (say("catalogue_version"), catalogue["version"]),
                (say("model"), known["model"]),
                (say("version"), known["version"]),
                (say("licence"), known["licence"]),
            ),
        )

    def _limits(self, language: Language) -> list[tuple[str, str]]:
        """What does not hold at the moment: sums past their validity, channels that do not work."""
        knowledge, say = self.source(), words(language).say
        ended = [rate.title.wording(language) for rate in knowledge.catalogue.rates.ended(knowledge.today)]
        outages = [one.text.wording(language) for one in knowledge.catalogue.outages if one.lasts(knowledge.today)]
        lines = ((say("rates_ended"), "; ".join(ended)), (say("outages"), " ".join(outages)))
        return [line for line in lines if line[1]]
