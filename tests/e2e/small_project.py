"""A copy of the project that knows six situations from a few examples each: it trains within seconds."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from pathlib import Path

from bot.settings import PROJECT

SITUATIONS = ("birth-of-child", "marriage", "divorce", "open-cafe", "lost-documents", "name-change")
#: Examples that each block keeps.
EXAMPLES = 20
CODE = ("actions", "bot", "catalog", "channels", "review")
FILES = ("config.yml", "domain.yml", "endpoints.yml", "credentials.yml")


def small_project(folder: Path) -> Path:
    """Make the copy in the folder; the folder."""
    for name in CODE:
        shutil.copytree(PROJECT / name, folder / name, ignore=shutil.ignore_patterns("content"))
    for name in FILES:
        shutil.copy(PROJECT / name, folder / name)
    content = folder / "catalog" / "content"
    shutil.copytree(PROJECT / "catalog" / "content", content, ignore=shutil.ignore_patterns("situations"))
    (content / "situations").mkdir()
    data = folder / "nlu_data"
    (data / "situations").mkdir(parents=True)
    (data / "evaluation").mkdir()
    for name in SITUATIONS:
        shutil.copy(PROJECT / "catalog" / "content" / "situations" / f"{name}.yml", content / "situations")
        _shorten(PROJECT / "nlu_data" / "situations" / f"{name}.yml", data / "situations" / f"{name}.yml")
    for name in ("dialogue.yml", "out_of_scope.yml"):
        _shorten(PROJECT / "nlu_data" / name, data / name)
    for name in ("rules.yml", "circumstances.yml"):
        shutil.copy(PROJECT / "nlu_data" / name, data / name)
    _without_lookups_of_others(data / "circumstances.yml")
    for file in (PROJECT / "nlu_data" / "evaluation").glob("*.jsonl"):
        (data / "evaluation" / file.name).write_text("".join(_about_ours(file)), encoding="utf-8")
    return folder


def _shorten(source: Path, target: Path) -> None:
    """The file with the first examples of each block."""
    kept, count = [], 0
    for line in source.read_text(encoding="utf-8").splitlines(keepends=True):
        is_example = line.startswith("    - ")
        count = count + 1 if is_example else 0
        if count <= EXAMPLES:
            kept.append(line)
    target.write_text("".join(kept), encoding="utf-8")


def _without_lookups_of_others(file: Path) -> None:
    kept, wanted = [], True
    for line in file.read_text(encoding="utf-8").splitlines(keepends=True):
        if line.startswith("- lookup: "):
            wanted = line.removeprefix("- lookup: ").partition("/")[0] in SITUATIONS
        if wanted:
            kept.append(line)
    file.write_text("".join(kept), encoding="utf-8")


def _about_ours(file: Path, most: int = 40) -> Iterator[str]:
    """The first messages about the situations kept, and about none."""
    count = 0
    for line in file.read_text(encoding="utf-8").splitlines(keepends=True):
        label = json.loads(line).get("label")
        if count < most and label in (*SITUATIONS, "out-of-scope"):
            count += 1
            yield line
