"""About the conversation itself: language, starting again, a person, being forgotten."""

from __future__ import annotations

from dataclasses import replace

import pytest

from actions.knowledge import Knowledge
from tests.actions.talking import Talk, bare_payloads, guide_in, statuses


def test_the_language_button_goes_on_in_that_language(bees: Talk) -> None:
    reply = bees.press("language:uk")
    assert reply.text.startswith("Добре, далі українською.")
    assert (bees.state.language, bees.state.language_chosen) == ("uk", True)
    assert bare_payloads(reply)


def test_switching_the_language_shows_the_list_in_it(bees: Talk) -> None:
    bees.begin("keep-bees", near_school="yes")
    bees.press("language:uk")
    changed, shown = bees.replies
    assert changed.text.startswith("Добре, далі українською.")
    assert guide_in(shown).title == "укр Keeping bees"
    assert statuses(shown)["fence"] == "applies"
    assert bees.status == "answered"


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("можеш англійською?", "en"),
        ("in English please", "en"),
        ("переведи на английский", "en"),
        ("перейди на українську", "uk"),
        ("давай по-русски", "uk"),
    ],
)
def test_a_language_named_in_words_is_followed(talk: Talk, text: str, language: str) -> None:
    talk.hear(text, "change_language")
    assert (talk.state.language, talk.state.language_chosen) == (language, True)


def test_starting_again_forgets_the_list_but_not_the_language(bees: Talk) -> None:
    bees.press("language:en")
    bees.begin("keep-bees", near_school="yes")
    bees.press("done:learn")
    reply = bees.press("restart")
    assert bees.status == "restarted"
    assert bare_payloads(reply) == ["situation:keep-bees", "situation:sell-honey"]
    assert (bees.state.situation, bees.state.language, bees.state.language_chosen) == (None, "en", True)
    reply = bees.begin("keep-bees")
    assert "From what you told me before: a school is near." in reply.text
    assert [answer.text for answer in guide_in(reply).answers] == ["a school is near"]
    assert statuses(reply)["learn"] == "applies"


def test_a_person_is_named_with_what_was_understood(bees: Talk) -> None:
    bees.begin("keep-bees", near_school="yes", many="unknown", helpers="hired")
    reply = bees.press("human")
    assert bees.status == "handed_over"
    assert "• 1545, the bee line" in reply.text
    assert "“Keeping bees, a school is near, hired people help”" in reply.text
    assert "103" not in reply.text, "the crisis lines are for a crisis"
    assert bare_payloads(reply) == ["list", "restart"]


def test_with_nothing_understood_yet_a_person_is_named_without_a_note(bees: Talk) -> None:
    reply = bees.hear("дайте людину", "human")
    assert reply.text == "You can talk to a person here:\n• 1545, the bee line"
    assert bare_payloads(reply)


def test_every_situation_can_be_handed_over_with_its_title(known: Knowledge) -> None:
    for situation in known.catalogue.situations:
        talk = Talk(known)
        talk.begin(situation.id)
        assert f"«{situation.title.uk}»" in talk.press("human").text


def test_being_forgotten_is_asked_about_first(bees: Talk) -> None:
    bees.begin("keep-bees", near_school="yes")
    before = bees.state
    reply = bees.hear("видаліть мої дані", "forget_me")
    assert bees.status != "forgotten"
    assert bare_payloads(reply) == ["forget:confirm", "forget:keep"]
    assert replace(bees.state, expecting=None) == before


def test_once_confirmed_everything_is_forgotten(bees: Talk) -> None:
    bees.begin("keep-bees", near_school="yes")
    bees.press("forget")
    assert bees.status == "answered"
    reply = bees.press("forget:confirm")
    assert (bees.status, reply.text) == ("forgotten", "Everything is deleted.")
    assert bees.state.answers == {}


def test_keeping_the_data_leads_back_to_the_list(bees: Talk) -> None:
    bees.begin("keep-bees")
    keep = bees.press("forget").choices[1].payload
    assert guide_in(bees.press(keep)).situation == "keep-bees"


def test_keeping_the_data_without_a_list_just_goes_back(bees: Talk) -> None:
    bees.press("forget")
    assert bees.hear("ні", "deny").text == "Fine, nothing was deleted."
    assert bees.status == "small_talk"


def test_a_yes_in_words_confirms_the_deletion_only_right_after_the_question(bees: Talk) -> None:
    bees.press("forget")
    bees.hear("дякую", "thanks")
    bees.hear("так", "affirm")
    assert bees.status != "forgotten"
    bees.press("forget")
    bees.hear("так", "affirm")
    assert bees.status == "forgotten"


def test_where_no_language_is_named_both_are_offered(bees: Talk) -> None:
    reply = bees.hear("change language", "change_language")
    assert [choice.title for choice in reply.choices] == ["Українська", "English"]
    assert bees.status == "clarified"
