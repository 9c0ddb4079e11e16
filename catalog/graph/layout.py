"""Where things go: a layered layout in columns, with room kept for lines that pass a column.

Each step stands one column behind the last of the steps it comes after. A line over several columns gets a thin
place of its own in each of them, so that it never runs through a box. Within a column the order is that which keeps
neighbours at the same height (the barycentre method of Sugiyama, Tagawa and Toda, 1981).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from statistics import fmean

#: Height kept for a passing line, and the least distance between two things in a column.
LANE = 6.0
GAP = 16.0
#: Rounds of reordering; the picture settles after a few.
SWEEPS = 8


@dataclass(frozen=True)
class Line:
    """A line through columns: the things it touches, from source to target, lanes included."""

    source: str
    target: str
    through: tuple[str, ...]


@dataclass(frozen=True)
class Layout:
    """`column` and `top` of everything, lanes included; `height` of the whole."""

    column: Mapping[str, int]
    top: Mapping[str, float]
    size: Mapping[str, float]
    lines: tuple[Line, ...]
    height: float

    def middle(self, name: str) -> float:
        return self.top[name] + self.size[name] / 2


def levels(after: Mapping[str, Sequence[str]]) -> dict[str, int]:
    """The column of each step: 0 for those that wait for nothing, else one more than the last they wait for.

    >>> levels({"file": [], "wait": ["file"], "fetch": ["file", "wait"]})
    {'file': 0, 'wait': 1, 'fetch': 2}
    """
    found: dict[str, int] = {}

    def level(name: str) -> int:
        if name not in found:
            found[name] = max((level(before) + 1 for before in after[name] if before in after), default=0)
        return found[name]

    return {name: level(name) for name in after}


def arrange(
    columns: Sequence[Sequence[str]],
    sizes: Mapping[str, float],
    connections: Sequence[tuple[str, str]],
    fixed: Mapping[str, float] | None = None,
) -> Layout:
    """The layout of these columns. `connections` lead from an earlier column to a later one.

    `fixed` gives tops that must not move: those of a column drawn already. Lines from one source share their lanes,
    except lines from what is fixed: each of those belongs to its target alone.
    """
    draft = _Draft([list(column) for column in columns], dict(sizes), dict(fixed or {}))
    for source, target in connections:
        draft.connect(source, target)
    draft.settle()
    height = max((draft.top[name] + draft.sizes[name] for column in draft.columns for name in column), default=0.0)
    column_of = {name: number for number, column in enumerate(draft.columns) for name in column}
    return Layout(column_of, draft.top, draft.sizes, tuple(draft.lines), height)


@dataclass
class _Draft:
    columns: list[list[str]]
    sizes: dict[str, float]
    fixed: dict[str, float]
    lines: list[Line] = field(default_factory=list)
    top: dict[str, float] = field(default_factory=dict)
    before: dict[str, list[str]] = field(default_factory=dict)
    behind: dict[str, list[str]] = field(default_factory=dict)

    def connect(self, source: str, target: str) -> None:
        first, last = self._column(source), self._column(target)
        lanes = []
        for number in range(first + 1, last):
            lane = f"{source} → {target if source in self.fixed else '…'} @ {number}"
            if lane not in self.sizes:
                self.columns[number].append(lane)
                self.sizes[lane] = LANE
            lanes.append(lane)
        line = Line(source, target, (source, *lanes, target))
        for left, right in pairwise(line.through):
            self.before.setdefault(right, []).append(left)
            self.behind.setdefault(left, []).append(right)
        self.lines.append(line)

    def _column(self, name: str) -> int:
        return next(number for number, column in enumerate(self.columns) if name in column)

    def settle(self) -> None:
        for column in self.columns:
            self._place(column, {})
        for sweep in range(SWEEPS):
            forward = sweep % 2 == 0
            for column in self.columns if forward else reversed(self.columns):
                self._follow(column, self.before if forward else self.behind)
        for column in self.columns:
            self._follow(column, self.before)

    def _follow(self, column: list[str], neighbours: Mapping[str, Sequence[str]]) -> None:
        """Order and place a column by the heights of its neighbours on one side."""
        if any(name in self.fixed for name in column):
            return
        wanted = {
            name: fmean(self._middle(other) for other in neighbours[name])
            if neighbours.get(name)
            else self._middle(name)
            for name in column
        }
        column.sort(key=wanted.__getitem__)
        self._place(column, wanted)

    def _middle(self, name: str) -> float:
        return self.top[name] + self.sizes[name] / 2

    def _place(self, column: Sequence[str], wanted: Mapping[str, float]) -> None:
        """Put the column as near to the wanted middles as order and distances allow, not above 0."""
        offsets, total = [], 0.0
        for name in column:
            offsets.append(total)
            total += self.sizes[name] + GAP
        desired = [
            max(0.0, wanted[name] - self.sizes[name] / 2) - offset if name in wanted else 0.0
            for name, offset in zip(column, offsets)
        ]
        for name, offset, moved in zip(column, offsets, _rising(desired)):
            self.top[name] = self.fixed.get(name, max(0.0, moved) + offset)


def _rising(values: Sequence[float]) -> list[float]:
    """The never-falling sequence nearest to the values (pool adjacent violators).

    >>> _rising([1, 3, 2, 4])
    [1.0, 2.5, 2.5, 4.0]
    """
    pools: list[list[float]] = []
    for value in values:
        pools.append([float(value)])
        while len(pools) > 1 and fmean(pools[-2]) > fmean(pools[-1]):
            last = pools.pop()
            pools[-1].extend(last)
    return [fmean(pool) for pool in pools for _ in pool]
