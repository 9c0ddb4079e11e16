"""A short message as the answer to the question that was put."""

from __future__ import annotations

from dataclasses import replace

import pytest

from actions.act import Exchange
from actions.interpret import as_answer
from actions.knowledge import Knowledge
from actions.said import Said
from actions.state import DialogueState
from catalog.conditions import Answers
from catalog.plan import plan

BIRTH = "birth-of-child"
ASKED = DialogueState(situation=BIRTH, pending_question="parents_married")


def heard(known: Knowledge, said: Said, state: DialogueState = ASKED) -> Answers:
    return as_answer(Exchange(said, state, known))


@pytest.mark.parametrize(("intent", "value"), [("affirm", "yes"), ("deny", "no"), ("dont_know", "unknown")])
def test_a_bare_yes_no_or_i_do_not_know_answers_what_was_asked(known: Knowledge, intent: str, value: str) -> None:
    assert heard(known, Said("ага", intent)) == {"parents_married": (value,)}


def test_a_bare_yes_to_a_question_without_a_yes_says_nothing(known: Knowledge) -> None:
    asked = replace(ASKED, pending_question="place_of_birth")
    assert heard(known, Said("так", "affirm"), asked) == {}
    assert heard(known, Said("не знаю", "dont_know"), asked) == {"place_of_birth": ("unknown",)}


def test_the_words_of_a_button_answer_in_any_language_and_with_a_slip(known: Knowledge) -> None:
    asked = replace(ASKED, pending_question="place_of_birth")
    situation = known.catalogue.situation(BIRTH)
    assert situation is not None
    place = situation.circumstance("place_of_birth")
    assert place is not None
    for value in place.values:
        for title in (value.title.uk, value.title.en):
            if len(title.split()) <= 5:
                assert heard(known, Said(title.upper()), asked) == {"place_of_birth": (value.id,)}, title
    assert heard(known, Said("за кордноом"), asked) == {"place_of_birth": ("abroad",)}


def test_the_words_of_every_button_that_fits_in_a_short_message_are_understood(known: Knowledge) -> None:
    wrong = []
    for situation in known.catalogue.situations:
        for circumstance in situation.circumstances:
            state = DialogueState(situation=situation.id, pending_question=circumstance.id)
            for value in circumstance.values:
                said = Said(value.title.uk, "nlu_fallback")
                if said.is_short and heard(known, said, state) != {circumstance.id: (value.id,)}:
                    wrong.append((situation.id, circumstance.id, value.title.uk))
    assert wrong == []


def test_a_long_story_is_no_answer_to_the_question(known: Knowledge) -> None:
    long = Said("так вийшло що ми з чоловіком поїхали до мами в село", "nlu_fallback", "clarify")
    assert heard(known, long) == {}


def test_what_is_told_about_the_situation_counts_even_when_something_else_was_asked(known: Knowledge) -> None:
    said = Said("народила вдома", "nlu_fallback", "clarify", told={BIRTH: {"place_of_birth": ("abroad",)}})
    assert heard(known, said) == {"place_of_birth": ("abroad",)}


def test_what_is_told_wins_over_a_bare_yes(known: Knowledge) -> None:
    said = Said("так, не одружені", "affirm", told={BIRTH: {"parents_married": ("no",)}})
    assert heard(known, said) == {"parents_married": ("no",)}


def test_a_new_story_about_another_situation_answers_nothing(known: Knowledge) -> None:
    story = Said(
        "а ще в нас прилетіло в дах і вибило вікна",
        "situation/damaged-home",
        "answer",
        situations=(("damaged-home", 0.9),),
        told={BIRTH: {"place_of_birth": ("abroad",)}},
    )
    assert heard(known, story) == {}


def test_a_story_about_the_situation_under_discussion_is_listened_to(known: Knowledge) -> None:
    story = Said(
        "так от дитина народилася коли ми були у польщі",
        f"situation/{BIRTH}",
        "answer",
        situations=((BIRTH, 0.9),),
        told={BIRTH: {"place_of_birth": ("abroad",)}},
    )
    assert heard(known, story) == {"place_of_birth": ("abroad",)}


def test_values_and_circumstances_that_the_catalogue_does_not_have_are_dropped(known: Knowledge) -> None:
    said = Said("щось", told={BIRTH: {"parents_married": ("perhaps", "no"), "moon_phase": ("full",)}})
    assert heard(known, said) == {"parents_married": ("no",)}
    assert heard(known, Said("так", "affirm"), replace(ASKED, pending_question="moon_phase")) == {}


def test_without_a_situation_nothing_is_an_answer(known: Knowledge) -> None:
    said = Said("так", "affirm", told={BIRTH: {"parents_married": ("no",)}})
    assert heard(known, said, DialogueState(pending_question="parents_married")) == {}
    assert heard(known, said, DialogueState(situation="gone", pending_question="parents_married")) == {}


def test_an_answer_in_words_leads_to_the_same_plan_as_its_button(known: Knowledge) -> None:
    situation = known.catalogue.situation(BIRTH)
    assert situation is not None
    by_word = plan(situation, heard(known, Said("ні", "deny")), known.today)
    assert by_word == plan(situation, {"parents_married": ("no",)}, known.today)


@pytest.mark.parametrize("text", ["в Польщі", "ми зараз у Німеччині", "in Poland", "в Италии"])
def test_a_country_is_abroad_where_that_was_asked(known: Knowledge, text: str) -> None:
    asked = DialogueState(situation="lost-documents", pending_question="where_now")
    assert heard(known, Said(text, "situation/birth-of-child"), asked) == {"where_now": ("abroad",)}


@pytest.mark.parametrize("text", ["не в Польщі", "у Польщі кажуть, що консульство таких довідок не дає"])
def test_a_country_that_is_denied_or_spoken_about_is_no_answer(known: Knowledge, text: str) -> None:
    asked = DialogueState(situation="lost-documents", pending_question="where_now")
    assert "where_now" not in heard(known, Said(text, "nlu_fallback"), asked)


@pytest.mark.parametrize("text", ["паспорт", "Passport"])
def test_a_word_that_begins_a_button_means_that_button(known: Knowledge, text: str) -> None:
    asked = DialogueState(situation="lost-documents", pending_question="what_lost")
    assert heard(known, Said(text, "nlu_fallback"), asked) == {"what_lost": ("id_card",)}
