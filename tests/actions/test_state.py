"""What the dialogue remembers, and how it survives Rasa's slots."""

from __future__ import annotations

import json
from typing import Any

import yaml
from hypothesis import given
from hypothesis import strategies as st

from actions.state import DialogueState
from bot.settings import PROJECT

names = st.text(alphabet="abcdefghij-_", min_size=1, max_size=8)
values = st.lists(names, min_size=1, max_size=3, unique=True).map(tuple)
states = st.builds(
    DialogueState,
    language=st.sampled_from(["uk", "en"]),
    language_chosen=st.booleans(),
    situation=st.none() | names,
    answers=st.dictionaries(names, st.dictionaries(names, values, max_size=3), max_size=3),
    done_steps=st.dictionaries(names, values, max_size=3),
    focus_step=st.none() | names,
    pending_question=st.none() | names,
    asked=st.dictionaries(names, st.integers(0, 5), max_size=3),
    offered=st.lists(names, max_size=3).map(tuple),
)


@given(states)
def test_a_state_comes_back_from_the_slots_as_it_was(state: DialogueState) -> None:
    kept = json.loads(json.dumps(state.as_slots()))
    assert DialogueState.from_slots(kept) == state


@given(states, names, values)
def test_what_is_written_for_one_situation_leaves_the_others_alone(
    state: DialogueState, name: str, told: tuple[str, ...]
) -> None:
    others = {one: answers for one, answers in state.answers.items() if one != state.situation}
    ticks = {one: done for one, done in state.done_steps.items() if one != state.situation}
    after = state.with_answers({name: told}).with_done(name).without_answer(name).with_undone(name)
    assert {one: answers for one, answers in after.answers.items() if one != state.situation} == others
    assert {one: done for one, done in after.done_steps.items() if one != state.situation} == ticks


def test_slots_never_set_are_the_state_of_a_stranger() -> None:
    unset: dict[str, Any] = dict.fromkeys(DialogueState().as_slots())
    assert DialogueState.from_slots(unset) == DialogueState() == DialogueState.from_slots({})


def test_every_slot_of_the_state_is_declared_in_the_domain() -> None:
    slots = yaml.safe_load((PROJECT / "domain.yml").read_text(encoding="utf-8"))["slots"]
    assert set(DialogueState().as_slots()) <= set(slots)


def test_a_new_answer_replaces_the_earlier_one() -> None:
    state = DialogueState(situation="move").with_answers({"pets": ("yes",)}).with_answers({"pets": ("no",)})
    assert state.given() == {"pets": ("no",)}


def test_where_several_answers_fit_the_new_one_stands_beside_the_earlier() -> None:
    several = frozenset({"pets"})
    state = DialogueState(situation="move").with_answers({"pets": ("cat",)}, several)
    assert state.with_answers({"pets": ("dog",)}, several).given() == {"pets": ("cat", "dog")}


def test_i_do_not_know_never_stands_beside_an_answer() -> None:
    several = frozenset({"pets"})
    state = DialogueState(situation="move").with_answers({"pets": ("cat",)}, several)
    unsure = state.with_answers({"pets": ("unknown",)}, several)
    assert unsure.given() == {"pets": ("unknown",)}
    assert unsure.with_answers({"pets": ("dog",)}, several).given() == {"pets": ("dog",)}


def test_an_answer_settles_the_question_that_was_put_and_no_other() -> None:
    asked = DialogueState(situation="move").asking("pets", unbidden=True)
    assert asked.with_answers({"floor": ("first",)}).pending_question == "pets"
    assert asked.with_answers({"pets": ("cat",)}).pending_question is None


def test_only_unbidden_questions_are_counted() -> None:
    state = DialogueState(situation="move").asking("pets", unbidden=True).asking("floor", unbidden=False)
    assert (state.asked, state.pending_question) == ({"move": 1}, "floor")


def test_answers_without_a_situation_are_not_kept() -> None:
    assert DialogueState().with_answers({"pets": ("cat",)}).with_done("pack").with_undone("pack") == DialogueState()


def test_a_tick_set_twice_is_one_tick_and_comes_off_at_once() -> None:
    state = DialogueState(situation="move").with_done("pack").with_done("pack", "carry")
    assert state.done() == ("pack", "carry")
    assert state.with_undone("pack").done() == ("carry",)


def test_turning_to_another_situation_drops_focus_and_question_but_no_answer() -> None:
    state = DialogueState(situation="move", focus_step="pack").with_answers({"pets": ("cat",)}).asking("floor", True)
    elsewhere = state.about("marry")
    assert (elsewhere.focus_step, elsewhere.pending_question, elsewhere.given()) == (None, None, {})
    assert elsewhere.about("move").given() == {"pets": ("cat",)}


def test_naming_the_same_situation_again_keeps_focus_and_question() -> None:
    state = DialogueState(situation="move", focus_step="pack").asking("floor", True)
    assert state.about("move") == state


def test_starting_anew_remembers_nothing_but_the_language() -> None:
    state = DialogueState("en", True, "move", focus_step="pack").with_answers({"pets": ("cat",)}).with_done("pack")
    kept = state.started_anew()
    assert kept == DialogueState("en", True, former=kept.former)
    assert kept.former == state.answers
    assert state.forgotten() == DialogueState("en", True)
