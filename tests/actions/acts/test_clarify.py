"""Not sure, or not understood: never a dead end."""

from __future__ import annotations

import pytest

from actions.acts.clarify import OFFERED
from actions.knowledge import Knowledge
from tests.actions.talking import Talk, bare_payloads, guide_in

UNSURE = (("sell-honey", 0.4), ("keep-bees", 0.3), ("keep-wasps", 0.2))


def test_unsure_we_ask_which_situation_is_meant(bees: Talk) -> None:
    reply = bees.hear("щось про мед", "nlu_fallback", decision="clarify", situations=UNSURE)
    assert bees.status == "clarified"
    assert [choice.title for choice in reply.choices] == ["Selling honey", "Keeping bees", "None of these"]
    assert bare_payloads(reply) == ["situation:sell-honey", "situation:keep-bees", "other"]
    assert bees.state.situation is None


def test_what_a_story_began_with_stays_on_offer_while_it_goes_on(bees: Talk) -> None:
    bees.hear("вулики стоять у дідуся", "nlu_fallback", decision="clarify", situations=(("keep-bees", 0.4),))
    reply = bees.hear("а тепер ринок", "nlu_fallback", decision="clarify", situations=(("sell-honey", 0.7),))
    assert bees.status == "clarified"
    assert bare_payloads(reply) == ["situation:keep-bees", "situation:sell-honey", "other"]


def test_two_unsure_messages_that_point_at_one_situation_are_about_it(bees: Talk) -> None:
    bees.hear("щось про мед", "nlu_fallback", decision="clarify", situations=UNSURE)
    reply = bees.hear("вулики стоять", "nlu_fallback", decision="clarify", situations=(("keep-bees", 0.4),))
    assert guide_in(reply).situation == "keep-bees"


def test_two_that_fit_as_well_as_before_are_still_to_be_chosen_from(bees: Talk) -> None:
    bees.hear("щось про мед", "nlu_fallback", decision="clarify", situations=UNSURE)
    bees.hear("ну мед і вулики", "nlu_fallback", decision="clarify", situations=UNSURE)
    assert bees.status == "clarified"


def test_a_few_words_after_an_offer_are_not_called_unreadable(bees: Talk) -> None:
    bees.hear("щось про мед", "nlu_fallback", decision="clarify", situations=UNSURE)
    reply = bees.hear("їй 12", "out_of_scope/gibberish", decision="out_of_scope")
    assert reply.text == "First tell me which of these you mean."
    assert bees.hear("їй 12", "out_of_scope/gibberish", decision="out_of_scope").text == reply.text


def test_what_was_told_before_the_choice_need_not_be_told_again(bees: Talk) -> None:
    told = {"keep-bees": {"near_school": ("yes",)}}
    bees.hear("вулики біля школи", "nlu_fallback", decision="clarify", situations=UNSURE, told=told)
    reply = bees.press("situation:keep-bees")
    assert bees.state.given("keep-bees") == {"near_school": ("yes",)}
    assert "a school is near" in reply.text


def test_hardly_likely_situations_are_not_offered(bees: Talk) -> None:
    unlikely = (("sell-honey", 0.4), ("keep-bees", 0.01))
    reply = bees.hear("щось про мед", "nlu_fallback", decision="clarify", situations=unlikely)
    assert bare_payloads(reply) == ["situation:sell-honey", "other"]


def test_no_more_than_three_situations_are_offered(talk: Talk) -> None:
    many = tuple((situation.id, 0.2) for situation in talk.known.catalogue.situations)
    reply = talk.hear("довідка", "nlu_fallback", decision="clarify", situations=many)
    assert len(reply.choices) == OFFERED + 1


def test_with_no_situation_worth_offering_the_catalogue_is_searched(bees: Talk) -> None:
    reply = bees.hear("fence", "nlu_fallback", decision="clarify", situations=(("keep-wasps", 0.9),))
    assert bees.status == "searched"
    assert [result.title for result in reply.results] == ["Do fence"]


def test_what_was_searched_for_can_be_opened(bees: Talk) -> None:
    reply = bees.hear("купив вулик", "nlu_fallback", decision="search")
    assert reply.results[0].title == "Keeping bees"
    assert reply.results[0].matched_on == "купив вулик"
    assert guide_in(bees.press(bare_payloads(reply)[-len(reply.results)])).situation == "keep-bees"


def test_steps_of_a_situation_that_was_found_itself_are_not_repeated(bees: Talk) -> None:
    reply = bees.hear("keeping bees fence", "nlu_fallback", decision="search")
    kinds = {result.kind for result in reply.results}
    assert "situation" in kinds
    assert "step" not in kinds


def test_beside_results_stand_none_of_these_and_a_person(bees: Talk) -> None:
    reply = bees.hear("димар", "nlu_fallback", decision="search")
    assert [choice.payload for choice in reply.choices] == ["other", "human"]


def test_nothing_found_is_admitted_and_leads_on(bees: Talk) -> None:
    reply = bees.hear("xqzw", "nlu_fallback", decision="search")
    assert bees.status == "searched"
    assert reply.results == ()
    assert bare_payloads(reply) == ["situation:keep-bees", "situation:sell-honey", "human"]


def test_none_of_these_asks_what_happened_in_other_words(bees: Talk) -> None:
    reply = bees.press("other")
    assert bees.status == "clarified"
    assert reply.text.startswith("Tell me in other words what happened")
    assert "human" in bare_payloads(reply)


def test_an_unclear_message_may_be_the_answer_to_what_was_asked(bees: Talk) -> None:
    bees.begin("keep-bees")
    bees.state = bees.state.asking("near_school", unbidden=False)
    reply = bees.hear("no school is near", "nlu_fallback", decision="search", situations=UNSURE)
    assert bees.status == "answered"
    assert reply.text.startswith("Understood: no school is near.")


def test_an_unclear_message_leaves_the_list_as_it_was(bees: Talk) -> None:
    bees.begin("keep-bees", near_school="yes")
    before = bees.state
    bees.hear("xqzw", "nlu_fallback", decision="search")
    assert bees.state == before


@pytest.mark.parametrize("language", ["uk", "en"])
def test_every_real_situation_is_found_by_its_own_title(known: Knowledge, language: str) -> None:
    for situation in known.catalogue.situations:
        title = getattr(situation.title, language)
        reply = Talk(known, language).hear(title, "nlu_fallback", decision="search")
        assert reply.results[0].payload == f"situation:{situation.id}", title


def test_nothing_found_in_front_of_a_list_leads_back_to_the_list(bees: Talk) -> None:
    bees.begin("keep-bees")
    reply = bees.hear("xqzw", "nlu_fallback", decision="search")
    assert bees.status == "clarified"
    assert guide_in(reply).situation == "keep-bees"
