"""From what was accepted to the files of the project: which change, how, and as a patch for `git apply`."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from difflib import unified_diff
from pathlib import Path

from sqlalchemy.orm import Session

from review.teaching import examples, regression
from review.teaching.examples import Example
from review.teaching.insertion import Addition, home_of, insert, new_file
from review.teaching.regression import FILE, SavedTest
from review.teaching.writing import write_all

#: The training files, below the project.
TRAINING_FILES = ("nlu_data/*.yml", "nlu_data/situations/*.yml")


@dataclass(frozen=True)
class Change:
    """A file's text before (None: there is no such file) and after."""

    path: str
    before: str | None
    after: str


@dataclass(frozen=True)
class Export:
    """What goes into the files. Examples and tests that stand there already change nothing, but count as exported."""

    examples: tuple[Example, ...]
    tests: tuple[SavedTest, ...]
    changes: tuple[Change, ...]

    def patch(self) -> str:
        """All changes for `git apply`; empty if there are none."""
        return "".join(_diff(change) for change in self.changes)


def training_files(project: Path) -> dict[str, str]:
    """The training files' texts by their path below the project, line ends as they are."""
    paths = [path for pattern in TRAINING_FILES for path in sorted(project.glob(pattern))]
    return {path.relative_to(project).as_posix(): _text(path) for path in paths}


def with_examples(files: Mapping[str, str], taught: Iterable[Example]) -> dict[str, str]:
    """The training files with these examples in them. Raises `InsertionError`."""
    changed = dict(files)
    for one in taught:
        addition = Addition(one.kind, one.label, one.language, one.text)
        path = home_of(addition, changed)
        changed[path] = insert(changed[path], addition, path) if path in changed else new_file(addition)
    return changed


def planned(session: Session, project: Path) -> Export:
    """What an export would do now. Raises `InsertionError` or OSError; changes nothing."""
    waiting, tests = examples.waiting(session), regression.waiting(session)
    before = training_files(project)
    after = with_examples(before, waiting)
    file = project / FILE
    known_tests = _text(file) if file.exists() else None
    with_tests = regression.written(known_tests, tests)
    changes = [Change(path, before.get(path), text) for path, text in after.items() if before.get(path) != text]
    if with_tests is not None and with_tests != known_tests:
        changes.append(Change(FILE, known_tests, with_tests))
    return Export(waiting, tests, tuple(changes))


def export(session: Session, project: Path, at: float, commit: Callable[[], None]) -> Export:
    """Write the files and mark what is in them; `commit` ends the session's transaction. All of it or nothing.

    Raises `InsertionError`, OSError, or what `commit` raises; then the files are as they were.
    """
    found = planned(session, project)
    mark(session, found, at)
    with write_all(project, {change.path: change.after for change in found.changes}):
        commit()
    return found


def mark(session: Session, found: Export, at: float) -> None:
    """Say that what the export holds has reached the files."""
    examples.mark_exported(session, [one.id for one in found.examples], at)
    regression.mark_exported(session, [one.conversation_id for one in found.tests], at)


def _diff(change: Change) -> str:
    old = (change.before or "").splitlines(keepends=True)
    new = change.after.splitlines(keepends=True)
    name = f"a/{change.path}" if change.before is not None else "/dev/null"
    lines = unified_diff(old, new, name, f"b/{change.path}")
    head = f"diff --git a/{change.path} b/{change.path}\n" + (
        "" if change.before is not None else "new file mode 100644\n"
    )
    return head + "".join(line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n" for line in lines)


def _text(path: Path) -> str:
    """The text with its line ends as they are."""
    return path.read_bytes().decode("utf-8")
