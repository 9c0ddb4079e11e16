"""The authored files as an editor sees them: every text with its line, and the line of every field.

Reading (`catalog.authoring`) gives values without places; findings need both, so the files are walked once more here.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import yaml

from catalog.authoring.content import SCENARIOS
from catalog.authoring.evidence import WEB_ADDRESS
from catalog.authoring.files import Loader
from catalog.authoring.problems import Place
from catalog.text import Language

#: Where something stands inside a file: field names, ids of list items (their numbers where they have no id).
Path_ = tuple[str, ...]

#: Fields that hold laws by their official names; plain language has no say there.
OFFICIAL = frozenset({"legal_basis"})


@dataclass(frozen=True)
class Passage:
    """One text in one language, with its place and where in the file it stands."""

    place: Place
    path: Path_
    language: Language
    wording: str

    @property
    def field(self) -> str:
        """ "steps/register-birth/title", to show to an editor."""
        return "/".join(self.path)

    @property
    def is_heading(self) -> bool:
        """Whether it heads a page or a card: the title of a situation or of a step."""
        return self.path == ("title",) or (len(self.path) == 3 and self.path[0] == "steps" and self.path[2] == "title")

    @property
    def is_official(self) -> bool:
        return not OFFICIAL.isdisjoint(self.path)


@dataclass(frozen=True)
class Manuscript:
    """One authored file. `lines` gives the line of every field and list item."""

    file: str
    passages: tuple[Passage, ...]
    addresses: tuple[tuple[str, Place], ...]
    lines: Mapping[Path_, int]

    def place(self, *path: str) -> Place:
        """The line of this field, or of the nearest one around it."""
        for end in range(len(path), 0, -1):
            if path[:end] in self.lines:
                return Place(self.file, self.lines[path[:end]])
        return Place(self.file, 1)


@dataclass(frozen=True)
class Manuscripts:
    """All YAML files of a content folder, by name."""

    files: tuple[Manuscript, ...]

    @cached_property
    def _by_name(self) -> dict[str, Manuscript]:
        return {manuscript.file: manuscript for manuscript in self.files}

    def named(self, file: str) -> Manuscript:
        """The file with this name; an empty one where the folder has none."""
        return self._by_name.get(file, Manuscript(file, (), (), {}))

    def of_situation(self, situation_id: str) -> Manuscript:
        return self.named(f"{situation_id}.yml")


def read_manuscripts(folder: Path) -> Manuscripts:
    """Every YAML file below the folder that people read. The files must be such that `read_content` accepts them.

    Scenarios are left out: they hold no texts, and bear the names of their situations' files.
    """
    paths = (path for path in sorted(folder.rglob("*.yml")) if path.parent.name != SCENARIOS)
    return Manuscripts(tuple(read_manuscript(path) for path in paths))


def read_manuscript(path: Path) -> Manuscript:
    node = yaml.compose(path.read_text(encoding="utf-8"), Loader=Loader)
    lines: dict[Path_, int] = {}
    found = list(_walk(node, (), path.name, lines)) if node is not None else []
    return Manuscript(
        file=path.name,
        passages=tuple(one for one in found if isinstance(one, Passage)),
        addresses=tuple(one for one in found if not isinstance(one, Passage)),
        lines=lines,
    )


def _walk(node: yaml.Node, path: Path_, file: str, lines: dict[Path_, int]) -> Iterator[Passage | tuple[str, Place]]:
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            inner = (*path, str(key.value))
            lines[inner] = key.start_mark.line + 1
            if key.value in ("uk", "en") and isinstance(value, yaml.ScalarNode):
                place = Place(file, value.start_mark.line + 1)
                yield Passage(place, path, Language(key.value), value.value)
            else:
                yield from _walk(value, inner, file, lines)
    elif isinstance(node, yaml.SequenceNode):
        for number, item in enumerate(node.value):
            inner = (*path, _name(item, number))
            lines[inner] = item.start_mark.line + 1
            yield from _walk(item, inner, file, lines)
    elif isinstance(node, yaml.ScalarNode) and WEB_ADDRESS.fullmatch(node.value):
        yield node.value, Place(file, node.start_mark.line + 1)


def _name(item: yaml.Node, number: int) -> str:
    """The id of a list item, else its number counted from 0."""
    if isinstance(item, yaml.MappingNode):
        for key, value in item.value:
            if key.value == "id" and isinstance(value, yaml.ScalarNode):
                return str(value.value)
    return str(number)
