"""How well the model in use understands people: the figures that were kept when it was trained."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bot.about.parts import Section, Table
from bot.about.words import day, percent, words
from bot.evaluation.kept import Kept, kept_figures
from bot.knowledge_source import CatalogueSource
from catalog.text import Language

#: The shares on the page, in the order they are explained.
SHOWN = ("top1", "top3", "answered", "wrong_and_confident", "false_rejections", "out_of_scope_recall")
#: The shares of the smaller tables.
SHOWN_BY_GROUP = ("top1", "top3", "wrong_and_confident")


@dataclass(frozen=True)
class MeasuredQuality:
    """`model` tells the model in use."""

    model: Callable[[], Path]
    source: CatalogueSource
    key: str = "quality"

    def as_json(self) -> dict[str, Any] | None:
        kept = kept_figures(self.model())
        return kept.as_json() if kept else None

    def section(self, language: Language) -> Section:
        say, kept = words(language).say, kept_figures(self.model())
        if kept is None:
            return Section(say("quality_title"), (say("not_measured"),), commands=("signpost train",))
        count = sum(kept.data.values())
        return Section(
            title=say("quality_title"),
            paragraphs=(
                say("measured", day=day(kept.measured, language), n=count),
                say("honest"),
                say("interval"),
            ),
            tables=tuple(self._tables(kept, language)),
            commands=(kept.command,),
        )

    def _tables(self, kept: Kept, language: Language) -> list[Table]:
        say, titles = words(language).say, self._titles(language)
        groups = (
            _group("by_language", kept, language, lambda name: say(f"language_{name}")),
            _group("by_style", kept, language, lambda name: say(f"style_{name}")),
            _group("by_situation", kept, language, lambda name: titles.get(name, name), folded=True),
        )
        return [_overall(kept.figures["all"], language), *groups]

    def _titles(self, language: Language) -> dict[str, str]:
        titles = {one.id: one.title.wording(language) for one in self.source().catalogue.situations}
        return {**titles, "out-of-scope": words(language).say("out_of_scope")}


def _overall(figures: Mapping[str, Any], language: Language) -> Table:
    """One row a share, with what it means and the interval."""
    say = words(language).say
    rows = tuple(
        (
            say(f"share_{name}"),
            say(f"meaning_{name}"),
            say("within", share=percent(figures[name], language), low=low, high=high),
        )
        for name in SHOWN
        if figures.get(name) is not None
        for low, high in [[percent(bound, language) for bound in figures["intervals"][name]]]
    )
    return Table(say("all_messages"), tuple(say(f"column_{name}") for name in ("figure", "means", "share")), rows)


def _group(grouping: str, kept: Kept, language: Language, title: Callable[[str], str], folded: bool = False) -> Table:
    say = words(language).say
    rows = tuple(
        (_title(title, name), str(figures["messages"]), *(_cell(figures[share], language) for share in SHOWN_BY_GROUP))
        for name, figures in kept.figures[grouping].items()
    )
    columns = (say(f"column_{grouping}"), say("column_messages"), *(say(f"share_{name}") for name in SHOWN_BY_GROUP))
    return Table(say(grouping), columns, rows, folded)


def _title(title: Callable[[str], str], name: str) -> str:
    """The name of a group in words; a group the translation does not know keeps its own name."""
    try:
        return title(name)
    except KeyError:
        return name


def _cell(share: float | None, language: Language) -> str:
    return "–" if share is None else percent(share, language)
