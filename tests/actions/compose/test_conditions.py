"""Conditions in words: what a person reads means what the catalogue says."""

from __future__ import annotations

from dataclasses import replace
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from actions.compose.conditions import in_words
from actions.knowledge import Knowledge
from actions.wording import wording
from catalog.conditions import ALWAYS, All, Among, Answers, Any, Condition, Not, Verdict
from catalog.situations import Circumstance, Situation, Value
from catalog.text import Text
from tests.actions.small_catalogue import KEEP_BEES, SELL_HONEY

SELLS = Among("sells", ("yes",))
SCHOOL = Among("near_school", ("yes",))
MANY = Among("many", ("yes",))
HILLY = Among("hilly", ("yes",))


def english(condition: Condition, answers: Answers | None = None) -> str | None:
    return in_words(condition, KEEP_BEES, answers or {}, wording("en"))


def test_a_value_is_told_by_its_clause() -> None:
    assert english(SELLS) == "if you sell honey"
    assert in_words(SELLS, KEEP_BEES, {}, wording("uk")) == "якщо укр you sell honey"


def test_several_values_are_alternatives() -> None:
    assert english(Among("helpers", ("family", "hired"))) == "if the family helps or hired people help"


def test_not_is_told_by_the_other_values() -> None:
    assert english(Not(Among("helpers", ("family",)))) == "if hired people help or nobody helps"
    assert english(Not(Not(SELLS))) == "if you sell honey"


def test_all_is_told_with_and_any_with_or() -> None:
    assert english(All((SELLS, SCHOOL))) == "if you sell honey, and a school is near"
    assert english(Any((SELLS, SCHOOL))) == "if you sell honey or a school is near"


def test_not_turns_and_into_or() -> None:
    assert english(Not(All((SELLS, SCHOOL)))) == "if the honey stays at home or no school is near"
    assert english(Not(Any((SELLS, SCHOOL)))) == "if the honey stays at home, and no school is near"


def test_or_inside_and_needs_nothing_special() -> None:
    assert (
        english(All((Any((SELLS, SCHOOL)), MANY))) == "if you sell honey or a school is near, and you have many hives"
    )


def test_and_inside_or_is_told_so_that_it_cannot_be_read_the_other_way() -> None:
    told = english(Any((SELLS, All((SCHOOL, MANY)))))
    assert told == "if you sell honey; or if a school is near, and you have many hives"


def test_deeper_nesting_tells_every_way_in_full() -> None:
    told = english(All((Any((SELLS, All((SCHOOL, MANY)))), HILLY)))
    assert told == (
        "if you sell honey, and the land is hilly; "
        "or if a school is near, and you have many hives, and the land is hilly"
    )


def test_what_is_settled_is_not_told() -> None:
    assert english(All((SELLS, SCHOOL)), {"sells": ("yes",)}) == "if a school is near"
    assert english(Any((SELLS, SCHOOL)), {"sells": ("no",)}) == "if a school is near"


@pytest.mark.parametrize("answer", ["yes", "no"])
def test_a_condition_that_is_settled_as_a_whole_has_no_words(answer: str) -> None:
    assert english(SELLS, {"sells": (answer,)}) is None
    assert english(ALWAYS) is None


def test_after_i_do_not_know_the_condition_is_still_told() -> None:
    assert english(SELLS, {"sells": ("unknown",)}) == "if you sell honey"


def test_a_circumstance_that_the_catalogue_lost_is_left_out() -> None:
    assert english(All((Among("wings", ("two",)), SCHOOL))) == "if a school is near"
    assert in_words(SELLS, SELL_HONEY, {}, wording("en")) is None


# -- read literally, the words mean the condition ---------------------------------------------------------------------

SINGLE = [circumstance for circumstance in KEEP_BEES.circumstances if not circumstance.multiple]


def _among(circumstance: Circumstance) -> st.SearchStrategy[Condition]:
    values = st.lists(st.sampled_from([one.id for one in circumstance.values]), min_size=1, max_size=1)
    return values.map(lambda chosen: Among(circumstance.id, tuple(chosen)))


conditions: st.SearchStrategy[Condition] = st.recursive(
    st.one_of([_among(one) for one in SINGLE]),
    lambda inner: st.one_of(
        inner.map(Not),
        st.lists(inner, min_size=1, max_size=3).map(lambda parts: All(tuple(parts))),
        st.lists(inner, min_size=1, max_size=3).map(lambda parts: Any(tuple(parts))),
    ),
    max_leaves=6,
)
PHRASES = {
    value.phrase.en: Among(circumstance.id, (value.id,)) for circumstance in SINGLE for value in circumstance.values
}


def read(told: str) -> Condition:
    """The condition a literal reader takes from the words: ways, then "and", then "or"."""
    ways = told.removeprefix("if ").split("; or if ")
    return Any(
        tuple(
            All(tuple(Any(tuple(PHRASES[phrase] for phrase in part.split(" or "))) for part in way.split(", and ")))
            for way in ways
        )
    )


@given(conditions, st.dictionaries(st.sampled_from([one.id for one in SINGLE]), st.sampled_from(["yes", "no"])))
def test_read_literally_the_words_mean_what_the_condition_says(condition: Condition, given_: dict[str, str]) -> None:
    answers = {name: (value,) for name, value in given_.items()}
    told = english(condition, answers)
    if told is None:
        assert condition.verdict(answers) is not Verdict.UNKNOWN
        return
    understood = read(told)
    left = [one for one in SINGLE if one.id not in answers]
    for fall in product(*[[value.id for value in one.values] for one in left]):
        everything = {**answers, **{one.id: (value,) for one, value in zip(left, fall)}}
        assert understood.verdict(everything) is condition.verdict(everything), told


def _conditions_of(situation: Situation) -> list[Condition]:
    details = ("channels", "documents", "cost", "processing_time", "deadline", "output", "pitfalls")
    found: list[Condition] = []
    for step in situation.steps:
        found.append(step.when)
        found.extend(item.when for detail in details for item in getattr(step, detail))
    return [condition for condition in found if condition != ALWAYS]


@pytest.mark.parametrize("language", ["uk", "en"])
def test_every_open_condition_of_the_catalogue_has_words(known: Knowledge, language: str) -> None:
    words = wording(language)
    for situation in known.catalogue.situations:
        for condition in _conditions_of(situation):
            told = in_words(condition, situation, {}, words)
            assert told is not None, (situation.id, condition)
            assert told.startswith(words.say("if", clause="")), told
            assert not f"{told} ".endswith((f" {words.say('or')} ", words.say("if", clause=""))), told


@pytest.mark.parametrize(
    ("phrases", "said"),
    [
        (["the hive stands in a wood", "the hive stands in a field"], "if the hive stands in a wood or in a field"),
        (["the hive is of wood", "the bees are wild"], "if the hive is of wood or the bees are wild"),
        (
            ["the hive holds from 3 to 6 frames", "the hive holds from 6 to 9 frames"],
            "if the hive holds from 3 to 6 frames or from 6 to 9 frames",
        ),
        (["you keep bees", "you keep and sell bees"], "if you keep bees or you keep and sell bees"),
    ],
)
def test_a_beginning_that_two_answers_share_is_said_once(phrases: list[str], said: str) -> None:
    values = tuple(Value(f"v{n}", Text(one, one), Text(one, one)) for n, one in enumerate(phrases))
    circumstance = Circumstance(id="c", question=Text("?", "?"), name=Text("c", "c"), values=values)
    situation = replace(KEEP_BEES, circumstances=(circumstance,))
    condition = Among("c", tuple(value.id for value in values))
    assert in_words(condition, situation, {}, wording("en")) == said
