"""A step in full: everything a person needs to do it, and to check that we are right."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from actions.compose.step import StepComposer
from actions.knowledge import Knowledge
from actions.wording import wording
from catalog.age import is_old
from catalog.catalogue import Contact
from catalog.plan import plan
from catalog.situations import Confidence
from catalog.text import Text
from channels.payload import tag_of
from channels.reply import NoticeKind, Reply, StepStatus
from tests.actions.small_catalogue import CATALOGUE, KEEP_BEES, SOURCE, TODAY

WORDS = wording("en")

#: When the passport's sources had just been read.
SOON_AFTER = date(2024, 3, 1)

TAG = tag_of("keep-bees")


def told(step: str, done: tuple[str, ...] = (), on: date = TODAY, **answers: str) -> Reply:
    made = plan(KEEP_BEES, {name: (value,) for name, value in answers.items()}, on, done)
    planned = made.step(step)
    assert planned is not None
    return StepComposer(made, CATALOGUE, WORDS).reply(planned)


def sections(reply: Reply) -> dict[str, list[str]]:
    assert reply.step is not None
    return {section.aspect: [item.text for item in section.items] for section in reply.step.sections}


def notices(reply: Reply) -> list[str]:
    assert {notice.kind for notice in reply.notices} <= {NoticeKind.CONFIRM}
    return [notice.text for notice in reply.notices]


def test_a_step_tells_all_that_its_record_holds() -> None:
    assert sections(told("passport", sells="yes", many="yes")) == {
        "where": ["Bee office", "online: bee portal", "in person: bee office, room 1"],
        "documents": ["application", "laboratory note"],
        "cost": ["free"],
        "time": ["5 working days"],
        "deadline": ["within 10 days after the first hive"],
        "result": ["bee passport"],
        "who": ["Whoever owns a hive"],
        "pitfalls": ["A passport without a stamp is void"],
        "law": ["Bee law, article 1"],
        "services": ["№ 00123 — Видача паспорта пасіки"],
    }


def test_sites_are_links_and_sources_are_named_by_their_site() -> None:
    reply = told("passport")
    assert reply.step is not None
    where = next(section for section in reply.step.sections if section.aspect == "where")
    assert [item.url for item in where.items] == [None, "https://bees.example.gov.ua", None]
    assert [(source.text, source.url) for source in reply.step.sources] == [("example.gov.ua", SOURCE)]
    assert reply.step.checked == "Checked: February 2024"


def test_what_depends_on_an_open_answer_says_so_and_what_is_ruled_out_is_gone() -> None:
    assert sections(told("passport"))["documents"] == ["application", "laboratory note (if you sell honey)"]
    assert sections(told("passport", sells="no"))["documents"] == ["application"]
    assert sections(told("passport", many="no"))["where"] == ["Bee office", "online: bee portal"]


def test_a_record_without_papers_has_no_empty_section() -> None:
    assert set(sections(told("terraces"))) == {"where"}


def test_a_price_nobody_states_is_said_to_be_unknown() -> None:
    assert sections(told("fence"))["cost"] == ["no price stated, ask on the spot — depends on the length"]
    assert sections(told("licence"))["cost"] == ["UAH 120.50"]


def test_what_is_commonly_known_has_no_link() -> None:
    reply = told("learn")
    assert reply.step is not None
    assert [(source.text, source.url) for source in reply.step.sources] == [
        ("commonly known, no separate source", None)
    ]


def test_a_statement_of_low_confidence_says_with_whom_to_confirm_it() -> None:
    assert notices(told("learn")) == ["This needs to be confirmed. Ask: the beekeepers' union."]


def test_a_statement_of_medium_confidence_and_an_old_one_name_the_office() -> None:
    assert notices(told("passport")) == [
        "The newest source of this is of February 2024, about 2 years old. The rules may have changed. "
        "Ask: Bee office.",
    ]
    assert notices(told("passport", on=SOON_AFTER)) == [
        "This may be incomplete, check before you apply. Ask: Bee office."
    ]


def test_a_record_that_says_in_a_sentence_whom_to_ask_keeps_its_sentence() -> None:
    ask = replace(KEEP_BEES.steps[0], confirm_with=Text("Точну ціну назве спілка.", "The union names the price."))
    made = plan(replace(KEEP_BEES, steps=(ask,)), {}, TODAY)
    reply = StepComposer(made, CATALOGUE, WORDS).reply(made.steps[0])
    assert notices(reply) == ["This needs to be confirmed. The union names the price."]


def test_nobody_is_told_to_ask_themselves() -> None:
    alone = replace(KEEP_BEES.steps[0], confirm_with=None, confidence=Confidence.MEDIUM, by_oneself=True)
    made = plan(replace(KEEP_BEES, steps=(alone,)), {}, TODAY)

    without_lawyers = StepComposer(made, CATALOGUE, WORDS).reply(made.steps[0])
    lawyers = Contact("legal-aid", ("legal",), Text("", ""), "0 800 213 103", None, (SOURCE,), "2026-11")
    with_lawyers = StepComposer(made, replace(CATALOGUE, contacts=(lawyers,)), WORDS).reply(made.steps[0])

    assert notices(without_lawyers) == ["This may be incomplete, check before you apply."]
    assert notices(with_lawyers) == [
        "This may be incomplete, check before you apply. Free legal aid answers at 0 800 213 103."
    ]


def test_no_remark_of_the_catalogue_says_the_same_twice_or_ends_twice(known: Knowledge) -> None:
    for situation in known.catalogue.situations:
        made = plan(situation, {}, known.today)
        composer = StepComposer(made, known.catalogue, wording("uk"))
        for planned in made.steps:
            texts = notices(composer.reply(planned))
            assert not any(".." in text for text in texts), (situation.id, planned.id)
            assert not any("Запитайте: Ви " in text for text in texts), (situation.id, planned.id)
            assert sum("Запитайте:" in text for text in texts) <= 1, (situation.id, planned.id)


def test_a_fresh_statement_of_high_confidence_needs_no_remark() -> None:
    assert notices(told("licence", sells="yes")) == []


def test_a_step_that_may_apply_says_on_what_it_depends() -> None:
    reply = told("fence")
    assert notices(reply) == ["You need this step if a school is near."]
    assert reply.step is not None
    assert reply.step.status is StepStatus.MAY_APPLY
    assert notices(told("fence", near_school="yes")) == []


def test_from_a_step_one_can_tick_it_go_on_and_go_back() -> None:
    choices = [(choice.title, choice.payload) for choice in told("learn").choices]
    assert choices == [
        ("Done", f"done:learn@{TAG}"),
        ("Next: step 2", f"step:passport@{TAG}"),
        ("My list", f"list@{TAG}"),
    ]


def test_a_ticked_step_offers_to_take_the_tick_off() -> None:
    reply = told("learn", done=("learn",))
    assert reply.choices[0].payload == f"undone:learn@{TAG}"
    assert reply.step is not None
    assert reply.step.status is StepStatus.DONE


def test_the_last_step_has_no_next_one() -> None:
    assert [choice.payload for choice in told("contracts").choices] == [f"done:contracts@{TAG}", f"list@{TAG}"]


@pytest.mark.parametrize("language", ["uk", "en"])
def test_every_step_of_the_catalogue_names_office_source_date_and_whom_to_ask(known: Knowledge, language: str) -> None:
    for situation in known.catalogue.situations:
        made = plan(situation, {}, known.today)
        composer = StepComposer(made, known.catalogue, wording(language))
        for planned in made.steps:
            reply, place = composer.reply(planned), (situation.id, planned.id)
            assert reply.step is not None
            assert reply.step.sections[0].aspect == "where", place
            assert reply.step.sources, place
            assert reply.step.checked, place
            assert all(source.url is None or source.url.startswith("http") for source in reply.step.sources), place
            asked = [one.text for one in reply.notices if one.kind is NoticeKind.CONFIRM]
            step = planned.step
            if step.confidence is not Confidence.HIGH:
                who = getattr(step.confirm_with or step.authority, language)
                lawyers = known.catalogue.phone_of("legal-aid")
                whom = lawyers if step.by_oneself and step.confirm_with is None else who
                assert any(str(whom) in text for text in asked), place
            if is_old(step.checked, known.today):
                assert any(composer._words.month(step.checked) in text for text in asked), place
