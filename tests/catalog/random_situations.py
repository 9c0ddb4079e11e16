"""Random small situations, and people in them whose answers fit together."""

from __future__ import annotations

from collections.abc import Sequence

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

from catalog.conditions import ALWAYS, DONT_KNOW, All, Among, Any, Condition, Not, Verdict
from catalog.situations import Circumstance, Situation, Step
from tests.catalog.people import Given, known_answer
from tests.catalog.small import circumstance, document, price, situation, step

VALUES = ("red", "green", "blue")


@st.composite
def situations(draw: DrawFn) -> Situation:
    """One to four questions, some of them gated by earlier ones; one to five steps in any order that can be kept."""
    asked: list[Circumstance] = []
    for number in range(draw(st.integers(1, 4))):
        gate = draw(st.just(ALWAYS) | conditions(asked)) if asked else ALWAYS
        values = VALUES[: draw(st.integers(2, 3))]
        asked.append(circumstance(f"q{number}", values, ask_when=gate, multiple=draw(st.booleans())))
    names = [f"s{number}" for number in range(draw(st.integers(1, 5)))]
    rank = {name: place for place, name in enumerate(draw(st.permutations(names)))}
    return situation([draw(_steps(name, rank, asked)) for name in names], asked)


def conditions(asked: Sequence[Circumstance]) -> SearchStrategy[Condition]:
    """Any condition on these questions, up to three deep."""
    leaf = st.sampled_from(asked).flatmap(
        lambda one: st.lists(st.sampled_from([value.id for value in one.values]), min_size=1, unique=True).map(
            lambda chosen: Among(one.id, tuple(chosen))
        )
    )
    return st.recursive(leaf, _joined, max_leaves=4)


def _joined(inner: SearchStrategy[Condition]) -> SearchStrategy[Condition]:
    parts = st.lists(inner, min_size=1, max_size=3).map(tuple)
    return parts.map(All) | parts.map(Any) | inner.map(Not)


@st.composite
def _steps(draw: DrawFn, name: str, rank: dict[str, int], asked: Sequence[Circumstance]) -> Step:
    when = st.just(ALWAYS) | conditions(asked)
    others = [other for other in rank if rank[other] < rank[name]]
    some = st.lists(st.sampled_from(others), unique=True, max_size=2) if others else st.just([])
    amounts = st.none() | st.integers(0, 20_000).map(lambda kopiykas: kopiykas / 100)
    return step(
        name,
        when=draw(when),
        after=draw(some),
        covers=draw(some),
        cost=[price(draw(amounts), draw(when)) for _ in range(draw(st.integers(0, 3)))],
        documents=[document(f"paper of {name}", draw(when))] if draw(st.booleans()) else [],
    )


@st.composite
def persons(draw: DrawFn, found: Situation) -> Given:
    """Somebody who could answer everything: a value to every question that makes sense for them, none to the others."""
    answers: dict[str, tuple[str, ...]] = {}
    waiting = list(found.circumstances)
    while waiting:
        ready = [one for one in waiting if not _hangs_on(one, waiting)]
        for one in ready:
            if one.ask_when.verdict(_as_known(found, answers, waiting)) is not Verdict.FALSE:
                answers[one.id] = draw(known_answer(one))
            waiting.remove(one)
    return answers


def told_by(person: Given) -> SearchStrategy[Given]:
    """What the person may have said so far: some answers left out, some "I do not know"."""
    parts = {name: st.sampled_from([None, (DONT_KNOW,), values, values]) for name, values in person.items()}
    return st.fixed_dictionaries(parts).map(lambda said: {name: one for name, one in said.items() if one is not None})


def _hangs_on(one: Circumstance, waiting: Sequence[Circumstance]) -> bool:
    return bool({other.id for other in waiting} & set(one.ask_when.circumstances()))


def _as_known(found: Situation, answers: Given, waiting: Sequence[Circumstance]) -> Given:
    """The answers, with what was passed over marked by a word that is no value: it has no answer and never will."""
    open_names = {one.id for one in waiting}
    return {one.id: answers.get(one.id, ("-",)) for one in found.circumstances if one.id not in open_names}
