"""What a message means in front of what the person sees, and whose list a button belongs to."""

from __future__ import annotations

from dataclasses import dataclass, replace

import pytest

from actions.knowledge import Knowledge
from actions.state import DialogueState
from catalog.catalogue import Catalogue
from catalog.situations import Circumstance
from channels.payload import tag_of
from tests.actions.small_catalogue import CATALOGUE, KEEP_BEES, NEAR_SCHOOL, SELL_HONEY, knowledge
from tests.actions.talking import Talk, bare_payloads, guide_in, statuses

BEES, HONEY = tag_of("keep-bees"), tag_of("sell-honey")


@pytest.fixture
def both(bees: Talk) -> Talk:
    """Somebody with two open lists, the honey one under discussion."""
    bees.begin("keep-bees", near_school="yes")
    bees.begin("sell-honey", online="no")
    return bees


def unsure(talk: Talk, text: str) -> str:
    return talk.hear(text, "nlu_fallback", decision="search").text


# -- buttons of an older message --------------------------------------------------------------------------------------


@pytest.mark.parametrize("about", ["keep-bees", BEES])
def test_a_button_acts_on_the_list_it_stood_under(both: Talk, about: str) -> None:
    reply = both.press(f"done:fence@{about}")
    assert statuses(reply)["fence"] == "done"
    assert both.state.situation == "keep-bees"
    assert both.state.done("sell-honey") == ()


def test_a_button_of_a_situation_that_is_gone_explains_itself(both: Talk) -> None:
    reply = both.press("done:stall@no-such-thing")
    assert reply.text == "That button belongs to an earlier list. This is how it looks now."
    assert both.state.done() == ()


def test_a_button_without_a_situation_acts_on_the_list_under_discussion(both: Talk) -> None:
    both.press("done:stall")
    assert both.state.done("sell-honey") == ("stall",)


# -- follow-ups -------------------------------------------------------------------------------------------------------


def test_a_step_is_asked_about_by_name_whatever_the_model_made_of_it(bees: Talk) -> None:
    bees.begin("keep-bees")
    reply = bees.hear("how much is the passport?", "situation/sell-honey")
    assert "Do passport" in reply.text
    assert bees.state.focus_step == "passport"
    assert bees.state.situation == "keep-bees"


def test_a_step_of_another_list_turns_to_that_list(both: Talk) -> None:
    reply = both.hear("where do I get the passport?", "ask/where")
    assert "Do passport" in reply.text
    assert both.state.situation == "keep-bees"


def test_what_follows_is_about_the_step_in_focus(bees: Talk) -> None:
    bees.begin("keep-bees")
    bees.press("step:passport")
    assert "Do passport" in bees.hear("is it free?", "nlu_fallback", decision="search").text


def test_the_whole_list_is_asked_about_in_so_many_words(bees: Talk) -> None:
    bees.begin("keep-bees")
    bees.press("step:passport")
    assert "Money:" in bees.hear("how much in total?", "ask/cost").text


@pytest.mark.parametrize(
    ("text", "step"), [("а другий крок?", "passport"), ("step 1", "learn"), ("last step", "contracts")]
)
def test_a_step_is_opened_by_its_number(bees: Talk, text: str, step: str) -> None:
    bees.begin("keep-bees")
    opened = bees.hear(text, "nlu_fallback", decision="search").step
    assert opened is not None
    assert opened.id == step


def test_a_need_that_names_no_step_is_a_need(bees: Talk) -> None:
    bees.begin("keep-bees")
    bees.hear("where can I put up a stand on the square", "situation/sell-honey")
    assert bees.state.situation == "sell-honey"


# -- done in words ----------------------------------------------------------------------------------------------------


def test_several_steps_are_done_at_once_by_name(bees: Talk) -> None:
    bees.begin("keep-bees", near_school="yes")
    reply = bees.hear("fence and passport done", "step_done")
    assert {one for one, status in statuses(reply).items() if status == "done"} == {"fence", "passport"}
    assert "Done 2 of" in reply.text
    assert {"undone:fence", "undone:passport"} <= set(bare_payloads(reply))


def test_what_was_waited_for_unlocks_what_follows(bees: Talk) -> None:
    bees.begin("keep-bees", sells="yes", near_school="yes")
    bees.press("done:learn")
    reply = bees.press("done:passport")
    assert "licence" in reply.text


def test_steps_are_done_by_their_numbers(bees: Talk) -> None:
    bees.begin("keep-bees")
    reply = bees.hear("зроблено 1 і 2", "step_done")
    assert {one for one, status in statuses(reply).items() if status == "done"} == {"learn", "passport"}


def test_not_done_is_not_done(bees: Talk) -> None:
    bees.begin("keep-bees")
    bees.hear("I have not got the passport yet", "nlu_fallback", decision="search")
    assert bees.state.done() == ()


# -- lists ------------------------------------------------------------------------------------------------------------


def test_all_lists_are_shown_with_their_progress_and_one_is_picked_by_its_place(both: Talk) -> None:
    both.press("done:stall")
    reply = both.press("lists")
    assert "• Keeping bees. Done 0 of" in reply.text
    assert "• Selling honey. Done 1 of 1." in reply.text
    unsure(both, "the first one")
    assert both.state.situation == "keep-bees"


def test_coming_back_keeps_answers_and_ticks(both: Talk) -> None:
    both.press(f"done:fence@{BEES}")
    both.press("situation:sell-honey")
    reply = both.hear("back to the bees", "come_back")
    assert guide_in(reply).situation == "keep-bees"
    assert statuses(reply)["fence"] == "done"


def test_no_something_else_offers_what_came_next_and_takes_the_list_back(bees: Talk) -> None:
    bees.hear("honey", "situation/keep-bees", situations=(("keep-bees", 0.6), ("sell-honey", 0.3)))
    reply = bees.press(f"other@{BEES}")
    assert bare_payloads(reply) == ["situation:sell-honey", "other"]
    assert (bees.state.situation, bees.state.opened) == (None, ())
    unsure(bees, "перше")
    assert bees.state.situation == "sell-honey"


def test_a_list_with_ticks_is_not_thrown_away_by_no_something_else(both: Talk) -> None:
    both.press("done:stall")
    both.press(f"other@{HONEY}")
    assert both.state.done("sell-honey") == ("stall",)


# -- answers that hold elsewhere --------------------------------------------------------------------------------------


def with_same_question(circumstance: Circumstance) -> Knowledge:
    honey = replace(SELL_HONEY, circumstances=(*SELL_HONEY.circumstances, circumstance))
    catalogue: Catalogue = replace(CATALOGUE, situations=(KEEP_BEES, honey))
    return knowledge(catalogue)


def test_an_answer_to_the_same_question_is_carried_over_and_said() -> None:
    talk = Talk(with_same_question(NEAR_SCHOOL), "en")
    talk.begin("keep-bees", near_school="yes")
    reply = talk.begin("sell-honey")
    assert "From what you told me before: a school is near." in reply.text
    assert f"change:near_school@{HONEY}" in [one.change.payload for one in guide_in(reply).answers]


def test_a_question_of_the_same_id_about_something_else_is_not_carried_over() -> None:
    other = replace(NEAR_SCHOOL, name=SELL_HONEY.title)
    talk = Talk(with_same_question(other), "en")
    talk.begin("keep-bees", near_school="yes")
    talk.begin("sell-honey")
    assert talk.state.given() == {}


# -- other needs ------------------------------------------------------------------------------------------------------


def test_another_need_is_offered_and_told_about_on_a_yes(bees: Talk) -> None:
    bees.state = replace(bees.state, needs=("sell-honey",))
    reply = bees.begin("keep-bees", sells="no", near_school="no", many="no", hilly="no", helpers="nobody")
    assert "You also mentioned: Selling honey. Shall I tell you?" in reply.text
    assert "situation:sell-honey" in bare_payloads(reply)
    bees.hear("так", "affirm")
    assert bees.state.situation == "sell-honey"
    assert bees.state.needs == ()


# -- offices and feedback ---------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class OneOffice:
    """An office of the tests."""

    name: str = "ЦНАП Полтава"
    address: str = "вул. Соборності, 36"
    hours: str | None = "8:00–17:00"
    phones: tuple[str, ...] = ("123",)
    distance_km: float | None = 1.25


class Poltava:
    """A finder that knows one town."""

    def nearest(self, lat: float, lon: float, kind: str | None = None, limit: int = 3) -> tuple[OneOffice, ...]:
        return (OneOffice(),) if (round(lat), round(lon)) == (50, 35) else ()

    def in_place(self, name: str, limit: int = 3) -> tuple[OneOffice, ...]:
        return (OneOffice(distance_km=None),) if name.lower().startswith("полтав") else ()


def test_an_office_is_found_by_place_and_by_location() -> None:
    talk = Talk(replace(knowledge(), offices=Poltava()), "en")
    assert (
        "ЦНАП Полтава\nвул. Соборності, 36\nHours: 8:00–17:00\nPhone: 123"
        in talk.hear("де найближчий ЦНАП у Полтаві", "ask/where").text
    )
    assert "Where are you?" in talk.hear("де найближчий цнап", "find_office").text
    assert "ЦНАП Полтава" in talk.hear("Полтава", "nlu_fallback", decision="search").text
    assert "1.2 km" in talk.press("location:49.59,34.55").text
    assert "I know no office there" in talk.press("location:10,10").text


def test_without_offices_the_reply_says_whom_to_ask(bees: Talk) -> None:
    assert bees.hear("nearest office", "find_office").text.endswith("• 1545, the bee line")


def test_whether_it_helped_is_asked_once_a_list(bees: Talk) -> None:
    bees.begin("keep-bees")
    assert "helped:yes" in bare_payloads(bees.hear("how much?", "ask/cost"))
    assert "helped:yes" not in bare_payloads(bees.hear("where?", "ask/where"))


def test_words_after_it_did_not_help_are_taken_down(bees: Talk) -> None:
    bees.begin("keep-bees")
    bees.press(f"helped:no@{BEES}")
    assert bees.outcome is not None
    assert bees.outcome.feedback is not None
    assert bees.outcome.feedback.helped is False
    bees.hear("all this is hard to read", "nlu_fallback", decision="search")
    assert bees.outcome.feedback is not None
    assert bees.outcome.feedback.words == "all this is hard to read"


def test_what_was_offered_is_forgotten_after_the_next_turn(bees: Talk) -> None:
    bees.begin("keep-bees")
    bees.press("lists")
    bees.hear("thanks", "thanks")
    assert bees.state.offered == ()
    assert isinstance(bees.state, DialogueState)
