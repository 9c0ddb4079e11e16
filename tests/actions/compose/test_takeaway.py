"""A plan in full: every step, what it depends on, the questions still open, and days counted for one step only."""

from __future__ import annotations

from datetime import date

from actions.compose.takeaway import all_situations, takeaway_of
from actions.knowledge import Knowledge
from actions.wording import wording
from catalog.conditions import Answers
from channels.page.takeaway import Takeaway
from channels.reply import StepStatus
from tests.actions.small_catalogue import CATALOGUE, KEEP_BEES, knowledge

EN = wording("en")


def bees(answers: Answers, done: tuple[str, ...] = (), **more: date) -> Takeaway:
    known = knowledge()
    return takeaway_of(known.plan(KEEP_BEES, answers, done), known.catalogue, EN, since=more)


def test_what_may_apply_says_how_to_find_out() -> None:
    found = {one.card.id: one for one in bees({}).steps}

    assert found["fence"].find_out == ("What about near_school?",)
    assert any("if a school is near" in notice for notice in found["fence"].notices)
    assert found["learn"].find_out == ()


def test_questions_are_those_answered_and_those_that_still_matter() -> None:
    asked = {one.circumstance: one for one in bees({"sells": ("no",)}).questions}

    assert [option.value for option in asked["sells"].options if option.chosen] == ["no"]
    assert not asked["hilly"].is_answered
    assert asked["hilly"].options[-1].value == "unknown"
    assert asked["helpers"].multiple


def test_a_day_counts_for_the_step_it_was_named_for_and_no_other() -> None:
    found = {one.card.id: one.counting for one in bees({}, passport=date(2026, 11, 20)).steps}

    passport = found["passport"]
    assert passport is not None
    assert [last.day for last in passport.last_days] == [date(2026, 11, 30)]
    assert all(counting is None or counting.since is None for step, counting in found.items() if step != "passport")


def test_a_step_that_is_done_is_not_counted_and_warns_of_nothing() -> None:
    passport = next(
        one for one in bees({}, ("passport",), passport=date(2026, 11, 20)).steps if one.card.id == "passport"
    )

    assert passport.card.status is StepStatus.DONE
    assert passport.counting is None
    assert passport.notices == ()


def test_every_situation_of_the_catalogue_can_be_taken_along_in_both_languages(known: Knowledge) -> None:
    for situation in known.catalogue.situations:
        for language in ("uk", "en"):
            plan = known.plan(situation, {}, ())
            made = takeaway_of(plan, known.catalogue, wording(language))

            assert [one.card.id for one in made.steps] == [one.id for one in plan.steps]
            assert made.if_refused


def test_each_situation_stands_under_one_topic(known: Knowledge) -> None:
    listed = [entry.situation for topic in all_situations(known.catalogue, EN) for entry in topic.entries]

    assert sorted(listed) == sorted(one.id for one in known.catalogue.situations)
    assert all(topic.entries for topic in all_situations(CATALOGUE, EN))
