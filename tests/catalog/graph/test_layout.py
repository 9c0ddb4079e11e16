"""Where things go: columns by order, nothing over anything else, lines around the boxes."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from catalog.graph.layout import GAP, LANE, Layout, arrange, levels


def test_a_step_stands_behind_the_last_one_it_waits_for() -> None:
    assert levels({"c": ["a", "b"], "a": [], "b": ["a"], "d": []}) == {"c": 2, "a": 0, "b": 1, "d": 0}


def test_what_is_connected_stands_at_the_same_height() -> None:
    layout = arrange([["a"], ["b"]], {"a": 40, "b": 20}, [("a", "b")])
    assert layout.middle("a") == layout.middle("b")


def test_a_line_over_a_column_has_a_lane_of_its_own_there() -> None:
    layout = arrange([["a"], ["between"], ["b"]], {"a": 20, "between": 20, "b": 20}, [("a", "b")])
    (line,) = layout.lines
    source, lane, target = line.through
    assert (source, target) == ("a", "b")
    assert layout.size[lane] == LANE
    assert layout.column[lane] == layout.column["between"] == 1
    assert apart(layout, [lane, "between"])


def test_lines_from_one_step_share_a_lane() -> None:
    sizes = dict.fromkeys("abcd", 20.0)
    layout = arrange([["a"], ["b"], ["c", "d"]], sizes, [("a", "c"), ("a", "d")])
    assert len({line.through[1] for line in layout.lines}) == 1


def test_crossing_lines_are_untangled() -> None:
    sizes = dict.fromkeys(("a", "b", "to-a", "to-b"), 20.0)
    layout = arrange([["a", "b"], ["to-b", "to-a"]], sizes, [("a", "to-a"), ("b", "to-b")])
    assert layout.top["to-a"] < layout.top["to-b"]


def test_what_is_fixed_does_not_move() -> None:
    layout = arrange([["a", "b"], ["c"]], {"a": 10, "b": 10, "c": 10}, [("b", "c")], fixed={"a": 0, "b": 300})
    assert (layout.top["a"], layout.top["b"]) == (0, 300)
    assert layout.middle("c") == layout.middle("b")
    assert layout.height == 310


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.floats(10, 120), min_size=3, max_size=12),
    st.lists(st.tuples(st.integers(0, 11), st.integers(0, 11)), max_size=20),
)
def test_nothing_ever_lies_over_anything_else(heights: list[float], pairs: list[tuple[int, int]]) -> None:
    names = [str(number) for number in range(len(heights))]
    columns = [names[0::3], names[1::3], names[2::3]]
    column_of = {name: number for number, column in enumerate(columns) for name in column}
    connections = [
        (names[one], names[other])
        for one, other in dict.fromkeys(pairs)
        if one < len(names) and other < len(names) and column_of[names[one]] < column_of[names[other]]
    ]
    layout = arrange(columns, dict(zip(names, heights)), connections)
    for number in range(3):
        assert apart(layout, [name for name, column in layout.column.items() if column == number])


def apart(layout: Layout, names: list[str]) -> bool:
    ordered = sorted(names, key=layout.top.__getitem__)
    return all(
        layout.top[upper] + layout.size[upper] + GAP <= layout.top[lower] + 0.001 for upper, lower in pairwise(ordered)
    )
