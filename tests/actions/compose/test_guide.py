"""A plan as the checklist a person sees."""

from __future__ import annotations

from dataclasses import replace

from actions.compose.guide import guide_of, guide_reply, overview
from actions.knowledge import Knowledge
from actions.state import DialogueState
from actions.wording import wording
from catalog.conditions import DONT_KNOW, Among
from catalog.plan import UNBIDDEN_QUESTIONS, Plan, Standing, plan
from catalog.situations import Cost, Deadline, Situation
from channels.payload import tag_of
from channels.reply import GuideStep, StepStatus
from tests.actions.small_catalogue import KEEP_BEES, SELL_HONEY, SELLS, TODAY, said, step

WORDS = wording("en")
STATE = DialogueState(language="en", situation="keep-bees")


#: Which of the two steps is the person's depends on the only question.
OPEN_ROAD = replace(
    KEEP_BEES,
    circumstances=(SELLS,),
    steps=(
        step("licence", when=Among("sells", ("yes",)), cost=(Cost(120.5),)),
        step("stay", when=Among("sells", ("no",)), cost=(Cost(0),)),
    ),
)


def planned(situation: Situation = KEEP_BEES, done: tuple[str, ...] = (), **answers: str) -> Plan:
    return plan(situation, {name: (value,) for name, value in answers.items()}, TODAY, done)


def lines(made: Plan) -> dict[str, GuideStep]:
    return {step.id: step for step in guide_of(made, STATE, WORDS).steps}


def test_steps_are_numbered_in_the_order_to_take_them() -> None:
    numbered = [(step.number, step.id) for step in guide_of(planned(), STATE, WORDS).steps]
    assert numbered == list(enumerate([step.id for step in KEEP_BEES.steps], start=1))


def test_a_step_that_may_apply_says_when() -> None:
    line = lines(planned())["fence"]
    assert (line.status, line.condition) == (StepStatus.MAY_APPLY, "if a school is near")


def test_a_step_that_applies_has_no_condition() -> None:
    line = lines(planned(near_school="yes"))["fence"]
    assert (line.status, line.condition) == (StepStatus.APPLIES, None)


def test_a_step_says_what_comes_before_it_until_that_is_done() -> None:
    assert lines(planned())["passport"].remark == "after step 1"
    assert lines(planned(done=("learn",)))["passport"].remark is None


def test_a_step_that_another_one_does_says_which() -> None:
    assert lines(planned(sells="yes"))["label"].remark == "step 3 does this too, nothing to do separately"


def test_a_step_one_may_leave_out_says_so() -> None:
    assert lines(planned(hilly="yes"))["terraces"].remark == "if you wish"


def test_a_step_that_is_done_has_no_remarks() -> None:
    line = lines(planned(done=("passport",)))["passport"]
    assert (line.status, line.remark) == (StepStatus.DONE, None)


def test_the_overview_begins_with_the_first_step_and_tells_the_extent() -> None:
    told = overview(planned(near_school="yes"), WORDS)
    assert told.startswith("Begin with step 1. Do learn. Why learn matters.")
    assert "In all: 3 steps for you, 5 more that may apply. Money: the price of 2 steps is not known" in told
    assert "On top may come up to UAH 120.50, not counting unknown prices." in told
    assert told.endswith("Nearest deadline: within 10 days after the first hive (step 2).")


def test_the_overview_goes_on_with_the_next_step_when_the_first_is_done() -> None:
    assert overview(planned(done=("learn",)), WORDS).startswith("Begin with step 2. Do passport.")


def test_while_no_step_is_certain_none_is_put_first_and_nothing_is_called_free() -> None:
    told = overview(planned(OPEN_ROAD), WORDS)
    assert told == "Where to begin depends on your answers. In all: up to 2 steps."
    totals = {one.kind: one.text for one in guide_of(planned(OPEN_ROAD), STATE, WORDS).totals}
    assert totals == {"money": "up to UAH 120.50"}


def test_with_no_question_left_the_person_looks_for_the_conditions() -> None:
    told = overview(planned(OPEN_ROAD, sells=DONT_KNOW), WORDS)
    assert told.startswith("Take the steps where the “if” is about you.")


def test_a_first_step_that_may_apply_is_told_with_its_condition() -> None:
    certain_at_last = replace(OPEN_ROAD, steps=(*OPEN_ROAD.steps, step("jar", after=("licence", "stay"))))
    told = overview(planned(certain_at_last), WORDS)
    assert told.startswith("Begin with step 1, if you sell honey. Do licence.")


def test_a_step_that_the_next_question_decides_is_told_before_the_first_certain_one() -> None:
    """Whoever is told to begin with step 2 would otherwise take step 1 for done."""
    road = replace(OPEN_ROAD, steps=(step("licence", when=Among("sells", ("yes",))), step("jar"), step("label")))
    told = overview(planned(road), WORDS)
    assert told.startswith("Begin with step 1, if you sell honey. Do licence.")
    assert "\n\nStep 2 is certainly for you. Do jar." in told
    assert overview(planned(road, sells="no"), WORDS).startswith("Begin with step 1. Do jar.")


def test_a_deadline_that_may_hold_is_told_even_while_nothing_is_certain() -> None:
    hurried = replace(OPEN_ROAD.steps[0], deadline=(Deadline(said("within a week"), days=7),))
    told = overview(planned(replace(OPEN_ROAD, steps=(hurried, OPEN_ROAD.steps[1]))), WORDS)
    assert told.endswith("If step 1 is about you, do not miss this: within a week.")


def test_an_empty_list_and_a_finished_one_say_so() -> None:
    assert "nothing to do" in overview(planned(SELL_HONEY, online="yes"), WORDS)
    assert overview(planned(SELL_HONEY, done=("stall",), online="no"), WORDS) == "All steps are done."


def test_more_questions_are_a_button_once_none_is_asked_unbidden() -> None:
    asking = guide_reply("", planned(), STATE, WORDS)
    assert "question" not in [choice.payload.partition("@")[0] for choice in asking.choices]
    enough = DialogueState(situation="keep-bees", asked={"keep-bees": UNBIDDEN_QUESTIONS})
    silent = guide_reply("", planned(), enough, WORDS)
    assert silent.guide is not None
    assert silent.guide.question is None
    assert f"question@{tag_of('keep-bees')}" in [choice.payload for choice in silent.choices]


def test_a_settled_list_offers_no_more_questions() -> None:
    settled = planned(sells="no", near_school="no", many="no", hilly="no", helpers="nobody")
    assert "question" not in [
        choice.payload.partition("@")[0] for choice in guide_reply("", settled, STATE, WORDS).choices
    ]


def test_what_the_guide_does_not_cover_is_told() -> None:
    assert guide_of(planned(), STATE, WORDS).not_covered == ("Wasps",)


def test_every_guide_of_the_catalogue_shows_exactly_the_steps_of_its_plan(known: Knowledge) -> None:
    for situation in known.catalogue.situations:
        made = plan(situation, {}, known.today)
        guide = guide_of(made, DialogueState(situation=situation.id), wording("uk"))
        assert [(line.id, line.status.value) for line in guide.steps] == [
            (one.id, one.standing.value) for one in made.steps
        ]
        open_lines = {line.id for line in guide.steps if line.condition}
        assert open_lines == {one.id for one in made.steps if one.standing is Standing.MAY_APPLY}, situation.id
