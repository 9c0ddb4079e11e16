"""Opening a file of the content folder: its text, and the mapping it holds."""

from __future__ import annotations

from pathlib import Path

import yaml

from catalog.authoring.entries import Entry
from catalog.authoring.problems import Place, Problem

Loader: type[yaml.SafeLoader] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def read_text(path: Path, problems: list[Problem]) -> str | None:
    """The file's text, or None (with the problem noted) if it is missing or not UTF-8."""
    try:
        return path.read_bytes().decode("utf-8")
    except FileNotFoundError:
        problems.append(Problem(Place(path.name, 1), "the file is missing", f"add it to {path.parent}"))
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        problems.append(Problem(Place(path.name, line), "the file is not UTF-8 text", "save it as UTF-8"))
    return None


def open_file(path: Path, problems: list[Problem]) -> Entry | None:
    """The file's top mapping, or None (with the problem noted) if it has none or is not YAML."""
    text = read_text(path, problems)
    if text is None:
        return None
    try:
        node = yaml.compose(text, Loader=Loader)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        found = getattr(error, "problem", None) or str(error).splitlines()[0]
        place = Place(path.name, mark.line + 1 if mark else 1)
        problems.append(Problem(place, f"this is not YAML: {found}", "check indents and quotes"))
        return None
    if not isinstance(node, yaml.MappingNode):
        problems.append(Problem(Place(path.name, 1), "the file is not a mapping", "begin with `id: …`"))
        return None
    return Entry(node, path.name, problems)
