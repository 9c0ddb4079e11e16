"""What is not ours: each kind has a reply of its own, and every reply a way on."""

from __future__ import annotations

import pytest

from actions.acts.out_of_scope import KINDS
from actions.knowledge import Knowledge
from bot.settings import PROJECT
from channels.reply import NoticeKind
from tests.actions.talking import Talk, bare_payloads


@pytest.mark.parametrize("language", ["uk", "en"])
def test_danger_to_life_gets_the_phone_lines_at_once_as_a_notice(known: Knowledge, language: str) -> None:
    talk = Talk(known, language)
    reply = talk.hear("не хочу жити", "out_of_scope/crisis")
    assert talk.status == "crisis"
    (notice,) = reply.notices
    assert notice.kind is NoticeKind.CRISIS
    lines = [getattr(contact.title, language) for contact in known.catalogue.contacts_for("crisis")]
    assert len(lines) >= 4
    assert sorted(notice.text.splitlines()[1:]) == sorted(lines)
    assert bare_payloads(reply) == ["human"]


def test_a_need_that_may_be_meant_as_well_is_one_press_away(known: Knowledge) -> None:
    """«Ракета влучила в наш будинок»: now, or the day before yesterday?"""
    likely = (("damaged-home", 0.4), ("land-plot", 0.01))
    reply = Talk(known).hear("ракета влучила в наш будинок", "out_of_scope/crisis", situations=likely)

    assert bare_payloads(reply) == ["situation:damaged-home", "human"]
    assert reply.notices[0].kind is NoticeKind.CRISIS


@pytest.mark.parametrize(
    ("said", "first"),
    [
        ("чоловік б'є мене, боюсь іти додому", ["112", "102", "116 123", "1547"]),
        ("my husband beats me", ["112", "102", "116 123", "1547"]),
        ("не хочу жити", ["112", "103", "7333"]),
        ("будинок горить", ["112", "102", "103"]),
    ],
)
def test_the_lines_for_this_danger_come_first_and_none_is_left_out(
    known: Knowledge, said: str, first: list[str]
) -> None:
    lines = Talk(known).hear(said, "out_of_scope/crisis").notices[0].text.splitlines()[1:]
    assert [line.partition(" —")[0] for line in lines[: len(first)]] == first
    assert len(lines) == len(known.catalogue.contacts_for("crisis"))


def test_what_an_endangered_person_says_next_is_not_taken_for_another_need(known: Knowledge) -> None:
    talk = Talk(known)
    talk.hear("чоловік б'є мене", "out_of_scope/crisis")
    reply = talk.hear("мені нікуди йти", "nlu_fallback", decision="clarify", situations=(("job-loss", 0.3),))
    assert talk.status == "crisis"
    assert reply.text.startswith("Ви не самі.")
    assert "1547" in reply.notices[0].text
    talk.hear("щось іще", "nlu_fallback", decision="clarify", situations=(("job-loss", 0.3),))
    assert talk.status == "clarified", "it is not repeated for ever"


def test_a_story_of_another_need_after_the_danger_is_heard_as_one(known: Knowledge) -> None:
    talk = Talk(known)
    talk.hear("чоловік б'є мене", "out_of_scope/crisis")
    story = "я вже в безпеці, виїхали з дітьми з Маріуполя до Дніпра"
    talk.hear(story, "nlu_fallback", decision="clarify", situations=(("internal-displacement", 0.6),))
    assert talk.status == "clarified"


def test_whoever_is_safe_again_and_names_a_need_gets_its_steps(known: Knowledge) -> None:
    talk = Talk(known)
    talk.hear("чоловік б'є мене", "out_of_scope/crisis")
    talk.hear("хочу розлучитися", "situation/divorce")
    assert talk.status == "answered"


def test_danger_to_life_comes_before_the_question_that_is_open(bees: Talk) -> None:
    bees.begin("keep-bees")
    bees.hear("мене б'є чоловік", "out_of_scope/crisis")
    assert bees.status == "crisis"
    assert bees.state.pending_question is not None, "the list waits"


def test_every_kind_has_a_reply_of_its_own(talk: Talk) -> None:
    replies = {kind: talk.hear("…", f"out_of_scope/{kind}").text for kind in KINDS}
    assert len(set(replies.values())) == len(KINDS)
    assert talk.status == "out_of_scope"


def test_a_kind_unknown_to_us_gets_the_general_reply(bees: Talk) -> None:
    reply = bees.hear("…", "out_of_scope/astrology")
    assert reply.text == "This is outside what I know. I can help with public services."
    assert bees.status == "out_of_scope"
    assert bare_payloads(reply)


def test_every_kind_the_model_is_trained_on_has_a_reply() -> None:
    trained = (PROJECT / "nlu_data" / "out_of_scope.yml").read_text(encoding="utf-8")
    kinds = {line.split("out_of_scope/")[1].strip() for line in trained.splitlines() if "intent: out_of_scope/" in line}
    assert kinds
    assert kinds <= {*KINDS, "crisis", "other_service", "other"}


def test_the_reply_leads_back_to_the_list_if_there_is_one(bees: Talk) -> None:
    bees.begin("keep-bees")
    assert bare_payloads(bees.hear("…", "out_of_scope/medical")) == ["list", "restart"]


def test_a_service_asked_for_by_its_name_is_shown_at_once(bees: Talk) -> None:
    reply = bees.hear("видача паспорта пасіки", "out_of_scope/other_service")
    assert bees.status == "answered"
    assert reply.text.startswith("Видача паспорта пасіки")
    assert bare_payloads(reply)[-2:] == ["human", "other"]


def test_a_service_that_may_be_meant_is_one_of_the_results(bees: Talk) -> None:
    reply = bees.hear("паспорт пасіки для сусіда", "out_of_scope/other_service")
    assert bees.status == "searched"
    assert "service:s1" in [result.payload for result in reply.results]


def test_a_service_nobody_has_is_answered_with_where_to_ask(bees: Talk) -> None:
    reply = bees.hear("xqzw", "out_of_scope/other_service")
    assert bees.status == "out_of_scope"
    assert "1545, the bee line" in reply.text
    assert bare_payloads(reply) == ["situation:keep-bees", "situation:sell-honey"]
