"""Random people: what someone in a situation may have answered so far, "I do not know" included."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from catalog.authoring.content import CONTENT
from catalog.conditions import DONT_KNOW
from catalog.situations import Circumstance, Situation

#: Every situation that ships, by id; known without reading the files, so that each is a test of its own.
EVERY_SITUATION = sorted(path.stem for path in (CONTENT / "situations").glob("*.yml"))

Given = Mapping[str, tuple[str, ...]]


def some_answers(situation: Situation) -> SearchStrategy[Given]:
    """Any circumstance may be open, unknown or answered."""
    return st.fixed_dictionaries({}, optional={one.id: any_answer(one) for one in situation.circumstances})


def more_answers(situation: Situation, given: Given) -> SearchStrategy[Given]:
    """The same answers and some to what was open or unknown; what was answered stays."""
    settled = {one: values for one, values in given.items() if values != (DONT_KNOW,)}
    return some_answers(situation).map(lambda more: {**given, **more, **settled})


def full_answers(situation: Situation) -> SearchStrategy[Given]:
    """Everything answered, nothing unknown."""
    return st.fixed_dictionaries({one.id: known_answer(one) for one in situation.circumstances})


def any_answer(circumstance: Circumstance) -> SearchStrategy[tuple[str, ...]]:
    return st.just((DONT_KNOW,)) | known_answer(circumstance)


def known_answer(circumstance: Circumstance) -> SearchStrategy[tuple[str, ...]]:
    values: Sequence[str] = [value.id for value in circumstance.values]
    if not circumstance.multiple:
        return st.sampled_from(values).map(lambda value: (value,))
    return st.lists(st.sampled_from(values), min_size=1, max_size=3, unique=True).map(tuple)
