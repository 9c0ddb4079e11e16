"""Follow-up questions: papers, price, time, place, term, who, law, source, explain."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from actions.acts.ask import SECTIONS
from actions.knowledge import Knowledge
from bot.settings import PROJECT
from tests.actions.talking import Talk, bare_payloads, guide_in, one_of


@pytest.fixture
def reading(bees: Talk) -> Talk:
    """Somebody who has the bee passport open."""
    bees.begin("keep-bees", sells="yes")
    bees.press("step:passport")
    return bees


def asked(talk: Talk, aspect: str) -> tuple[str, list[str]]:
    """The text of the answer, and the lines of the sections shown with it."""
    reply = talk.hear("…", f"ask/{aspect}")
    assert reply.step is not None
    return reply.text, [item.text for section in reply.step.sections for item in section.items]


@pytest.mark.parametrize(
    ("aspect", "lines"),
    [
        ("documents", ["application", "laboratory note"]),
        ("cost", ["free"]),
        ("time", ["5 working days"]),
        ("deadline", ["within 10 days after the first hive"]),
        ("result", ["bee passport"]),
        ("who", ["Whoever owns a hive"]),
        ("law", ["Bee law, article 1", "№ 00123 — Видача паспорта пасіки"]),
    ],
)
def test_a_question_about_the_open_step_is_answered_with_that_part_alone(
    reading: Talk, aspect: str, lines: list[str]
) -> None:
    text, shown = asked(reading, aspect)
    assert text == "Step 2. Do passport"
    assert shown == lines


def test_where_names_the_office_and_every_way_to_it(reading: Talk) -> None:
    _, shown = asked(reading, "where")
    assert shown == ["Bee office", "online: bee portal", "in person: bee office, room 1 (if you have many hives)"]


def test_online_is_answered_with_yes_or_no_first(reading: Talk) -> None:
    assert "Yes, you can do this online." in asked(reading, "online")[0]
    reading.press("step:licence")
    text, shown = asked(reading, "online")
    assert "no way to do this online" in text
    assert shown == ["Bee office"]


def test_why_is_answered_with_what_the_step_is_for(reading: Talk) -> None:
    assert "Why passport matters." in asked(reading, "why")[0]


def test_how_we_know_is_answered_with_source_and_date(reading: Talk) -> None:
    reply = reading.hear("звідки це", "ask/source")
    assert "Last checked: February 2024." in reply.text
    assert reply.step is not None
    assert reply.step.sections == ()
    assert [source.text for source in reply.step.sources] == ["example.gov.ua"]


def test_a_refusal_is_answered_with_what_to_do_and_the_law(reading: Talk) -> None:
    text, shown = asked(reading, "refused")
    assert "written refusal" in text
    assert "Bee law, article 1" in shown


def test_details_show_the_whole_step(reading: Talk) -> None:
    assert reading.hear("докладніше", "ask/details") == reading.press("step:passport")


@pytest.mark.parametrize("aspect", ["cost", "time", "deadline", "documents", "result", "who", "law"])
def test_what_no_source_says_is_admitted_and_the_office_named(bees: Talk, aspect: str) -> None:
    bees.begin("keep-bees", many="yes")
    bees.press("step:neighbours")
    text, shown = asked(bees, aspect)
    assert "My sources do not say. Ask: Bee office." in text
    assert shown == []


def test_without_an_open_step_papers_and_sums_are_those_of_the_whole_list(bees: Talk) -> None:
    bees.begin("keep-bees", sells="yes")
    assert bees.hear("які документи", "ask/documents").text.splitlines() == [
        "For all your steps you will need:",
        "• application",
        "• laboratory note",
    ]
    assert bees.hear("скільки коштує", "ask/cost").text.startswith("Money: UAH 120.50")
    scope = "This is for the whole list “Keeping bees”."
    deadline = f"Nearest deadline: within 10 days after the first hive (step 2)\n{scope}"
    assert bees.hear("до коли", "ask/deadline").text == deadline
    assert bees.hear("скільки чекати", "ask/time").text.startswith("How long to wait: about 7 days")
    assert bare_payloads(bees.replies[0]) == ["step:learn", "list"]
    assert bees.state.focus_step is None


def test_without_an_open_step_other_questions_are_about_the_next_one(bees: Talk) -> None:
    bees.begin("keep-bees")
    assert asked(bees, "where")[0].startswith("Step 1. Do learn")
    assert bees.state.focus_step == "learn"


def test_the_button_for_all_documents_means_all_even_with_a_step_open(reading: Talk) -> None:
    reply = reading.press("ask:documents")
    assert reply.text.startswith("For all your steps you will need:")
    assert reply.step is None


def test_a_list_without_papers_answers_about_the_next_step(bees: Talk) -> None:
    bees.begin("sell-honey", online="no")
    text, _ = asked(bees, "documents")
    assert text.startswith("Step 1. Do stall")
    assert "My sources do not say" in text


def test_a_list_without_steps_asks_what_happened(bees: Talk) -> None:
    bees.begin("sell-honey", online="yes")
    assert bees.hear("куди йти", "ask/where").text.startswith("Tell me in other words")


@pytest.mark.parametrize("aspect", ["cost", "weather"])
def test_a_question_about_nothing_asks_what_happened(bees: Talk, aspect: str) -> None:
    assert bees.hear("скільки", f"ask/{aspect}").text.startswith("Tell me in other words")


def test_an_aspect_we_do_not_have_asks_what_happened(reading: Talk) -> None:
    assert reading.hear("…", "ask/weather").text.startswith("Tell me in other words")


def test_every_aspect_people_are_trained_to_ask_about_has_an_answer() -> None:
    dialogue = (PROJECT / "nlu_data" / "dialogue.yml").read_text(encoding="utf-8")
    trained = {line.split("ask/")[1].strip() for line in dialogue.splitlines() if line.startswith("- intent: ask/")}
    assert trained
    assert trained <= {*SECTIONS, "explain"}


@given(st.data())
def test_every_question_about_every_real_step_has_an_answer(known: Knowledge, data: st.DataObject) -> None:
    situation = data.draw(one_of(known.catalogue.situations))
    step = data.draw(one_of(situation.steps))
    talk = Talk(known)
    talk.begin(situation.id)
    talk.press(f"step:{step.id}")
    reply = talk.hear("…", f"ask/{data.draw(st.sampled_from(sorted(SECTIONS)))}")
    assert reply.step is not None
    assert reply.step.id == step.id
    assert reply.step.sources
    assert reply.step.sections or len(reply.text.splitlines()) > 1


# -- words of the offices ---------------------------------------------------------------------------------------------


def test_a_word_is_explained_in_plain_words(bees: Talk) -> None:
    reply = bees.hear("що таке пасіка?", "ask/explain")
    assert reply.text == "Apiary: A place where hives stand"
    assert bare_payloads(reply)


def test_a_word_is_known_in_its_other_forms_and_with_a_slip(bees: Talk) -> None:
    assert bees.hear("а що воно таке пасіки", "ask/explain").text.startswith("Apiary:")
    assert bees.hear("що таке пассіка", "ask/explain").text.startswith("Apiary:")


def test_a_word_outside_the_glossary_is_admitted(bees: Talk) -> None:
    reply = bees.hear("що таке крокодил", "ask/explain")
    assert reply.text.startswith("My glossary does not have that word.")
    assert bare_payloads(reply)


def test_explaining_leaves_the_list_within_reach(reading: Talk) -> None:
    assert bare_payloads(reading.hear("що таке пасіка", "ask/explain")) == ["list", "restart"]


def test_every_term_of_the_glossary_is_found_by_every_form_of_it(known: Knowledge) -> None:
    talk = Talk(known)
    missed = []
    for term in known.catalogue.glossary:
        for form in (term.term.uk, *term.forms):
            reply = talk.hear(f"що таке {form}?", "ask/explain")
            if reply.text != f"{term.term.uk}: {term.explanation.uk}":
                missed.append((term.id, form, reply.text[:60]))
    assert missed == []


def test_how_much_is_paid_names_every_step_of_the_list_that_pays(known: Knowledge) -> None:
    talk = Talk(known)
    talk.begin("birth-of-child", parents_married="yes", place_of_birth="hospital_ukraine")
    reply = talk.hear("а скільки дадуть грошей", "ask/cost")
    assert reply.text.startswith("Ось скільки дають:\n• Крок")
    assert "50 000 грн один раз на кожну дитину" in reply.text
    assert "7 000 грн на місяць" in reply.text
    assert "витяг" not in reply.text


def test_how_much_is_paid_for_a_named_step_is_that_step_alone(known: Knowledge) -> None:
    talk = Talk(known)
    talk.begin("internal-displacement")
    reply = talk.hear("скільки платять щомісячної допомоги на проживання", "ask/cost")
    assert reply.step is not None
    assert reply.step.id == "living-allowance"
    assert [section.aspect for section in reply.step.sections] == ["result"]
    assert "2000 грн на місяць на дорослого" in reply.step.sections[0].items[0].text


def test_a_sum_our_sources_do_not_know_is_said_to_be_unknown_with_whom_to_ask(known: Knowledge) -> None:
    talk = Talk(known)
    talk.begin("retirement")
    reply = talk.hear("скільки дадуть", "ask/result")
    assert "у моїх джерелах не сказано. Запитайте: Пенсійний фонд" in reply.text


def test_a_question_of_waiting_that_only_the_deadline_answers_gets_the_deadline(bees: Talk) -> None:
    bees.begin("keep-bees")
    step = next(one for one in bees.known.catalogue.situations[0].steps if one.id == "passport")
    silent = replace(step, processing_time=())
    situation = bees.known.catalogue.situations[0]
    steps = tuple(silent if one is step else one for one in situation.steps)
    catalogue = replace(bees.known.catalogue, situations=(replace(situation, steps=steps),))
    talk = Talk(replace(bees.known, catalogue=catalogue), language="en")
    talk.begin("keep-bees")
    talk.press("step:passport")
    text, shown = asked(talk, "time")
    assert text == "Step 2. Do passport"
    assert shown == ["within 10 days after the first hive"]


def test_papers_of_steps_that_only_may_apply_are_told_as_such(known: Knowledge) -> None:
    talk = Talk(known)
    talk.begin("housing-subsidy")
    reply = talk.hear("документи які", "ask/documents")
    assert reply.text.startswith("Які папери потрібні, залежить від ваших відповідей. Можуть знадобитися:\n• ")


def test_a_question_about_another_open_list_is_answered_from_that_list(bees: Talk) -> None:
    bees.begin("sell-honey", online="no")
    bees.begin("keep-bees")
    bees.hear("про продаж меду: куди йти", "situation/sell-honey")
    assert bees.state.situation == "sell-honey"
    assert bees.replies[-1].step is not None


def test_a_refusal_is_answered_even_before_we_know_in_what(known: Knowledge) -> None:
    talk = Talk(known)
    reply = talk.hear("не приймають мене, куди скаржитись", "ask/refused")
    assert talk.status == "answered"
    assert "письмову відмову" in reply.text
    assert str(known.catalogue.phone_of("government-line")) in reply.text
    assert "human" in bare_payloads(reply)


def test_a_share_of_a_pension_is_a_sum_too(known: Knowledge) -> None:
    talk = Talk(known)
    talk.begin("death-of-relative", deceased_was="civil_pensioner")
    assert "дві місячні пенсії померлого" in talk.hear("скільки дадуть", "ask/result").text


def test_while_nothing_is_certain_a_question_about_no_step_gets_the_question_that_decides(known: Knowledge) -> None:
    talk = Talk(known)
    talk.begin("identity-passport")
    reply = talk.hear("скільки чекати", "ask/time")
    assert reply.text.startswith("Це залежить від вашої ситуації.")
    assert reply.step is None
    assert guide_in(reply).question is not None
