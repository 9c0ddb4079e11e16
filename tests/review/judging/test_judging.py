"""Judging turns and marking conversations, as staff do it with forms; everything is in the audit log."""

from __future__ import annotations

import threading
from typing import Any

import pytest
from sqlalchemy import func, select
from sqlalchemy.engine import Engine
from sqlalchemy.orm import Session

from bot.conversations.models import Conversation, ConversationSummary
from review.access.audit import AuditLog, Wanted
from review.access.roles import Role
from review.access.staff import Staff
from review.inbox import pages as inbox
from review.judging import judgements, marks
from review.judging import pages as judging
from review.judging.judgements import Judgement, NoSuchTurn
from review.judging.models import Base, ConversationNote, ConversationTag, ReviewState, TurnVerdict
from review.judging.vocabulary import FollowUp, Reason, Verdict
from tests.catalog.small import catalogue
from tests.review.staff import Desk
from tests.review.talks import Talk

OLENA, PETRO = Staff(1, "Олена", Role.REVIEWER, "uk"), Staff(2, "Петро", Role.REVIEWER, "uk")
HERE = "/conversations/web-1"


@pytest.fixture
def desk(sqlite: Engine) -> Desk:
    """A console over one conversation of one turn."""
    known = catalogue()
    Talk(sqlite).turn("привіт")
    return Desk(sqlite, (inbox.feature(sqlite, lambda: known), judging.feature(sqlite)))


def actions(desk: Desk) -> list[str]:
    """What the audit log says was done to the conversation, oldest first."""
    return [one.action for one in AuditLog(desk.engine).listed(Wanted(subject="conversation:web-1")).entries][::-1]


# -- verdicts ------------------------------------------------------------------------------------------------------


def test_the_last_verdict_counts_and_all_stay_in_the_history(database: Engine) -> None:
    Talk(database).turn("привіт")
    with Session(database) as session, session.begin():
        judgements.judge(session, OLENA, 1.0, "web-1", 0, Judgement(Verdict.CORRECT))
        judgements.judge(session, PETRO, 2.0, "web-1", 0, Judgement(Verdict.WRONG, Reason.OUTDATED, "старе"))
        found = judgements.judgements(session, "web-1", [0])[0]
        counting = session.scalars(select(TurnVerdict.verdict).where(TurnVerdict.counts.is_(True))).all()

    assert [(one.judgement.verdict, one.staff_name) for one in found] == [
        (Verdict.WRONG, "Петро"),
        (Verdict.CORRECT, "Олена"),
    ]
    assert counting == ["wrong"]


def test_two_at_once_leave_one_verdict_that_counts(database: Engine) -> None:
    Talk(database).turn("привіт")
    ready = threading.Barrier(2)

    def judge(who: Staff, verdict: Verdict) -> None:
        ready.wait()
        with Session(database) as session, session.begin():
            judgements.judge(session, who, 1.0, "web-1", 0, Judgement(verdict))

    both = [threading.Thread(target=judge, args=one) for one in ((OLENA, Verdict.CORRECT), (PETRO, Verdict.WRONG))]
    for one in both:
        one.start()
    for one in both:
        one.join()

    with Session(database) as session:
        rows = session.execute(select(TurnVerdict.id, TurnVerdict.counts).order_by(TurnVerdict.id)).all()
    assert [counts for _, counts in rows] == [False, True]


def test_only_turns_that_exist_are_judged(database: Engine) -> None:
    Talk(database).turn("привіт")
    with Session(database) as session:
        for conversation_id, position in (("web-1", 99), ("web-2", 0)):
            with pytest.raises(NoSuchTurn):
                judgements.judge(session, OLENA, 1.0, conversation_id, position, Judgement(Verdict.CORRECT))


def test_a_verdict_is_given_with_a_plain_form_and_leads_back_to_its_turn(desk: Desk) -> None:
    staff = desk.staff()
    fields = {"verdict": "partly", "reason": "wrong_steps", "follow_up": "correct_content", "words": "крок зайвий"}

    answer = staff.post(f"{HERE}/turns/0/verdict", {**fields, "number": "1", "query": "channel=web"})

    assert answer.headers["location"] == f"/review{HERE}?channel=web&turn=1#turn-1"
    assert "крок зайвий" in staff.get(HERE).text
    with Session(desk.engine) as session:
        (given,) = judgements.judgements(session, "web-1", [0])[0]
    assert given.judgement == Judgement(Verdict.PARTLY, Reason.WRONG_STEPS, "крок зайвий", FollowUp.CORRECT_CONTENT)
    assert actions(desk) == ["turn_judged"]
    details = AuditLog(desk.engine).listed(Wanted(action="turn_judged")).entries[0].details
    assert details == {"position": 0, "verdict": "partly", "reason": "wrong_steps", "follow_up": "correct_content"}


def test_a_script_gets_only_the_part_of_the_page_that_changed(desk: Desk) -> None:
    answer = desk.staff().post(f"{HERE}/turns/0/verdict", {"verdict": "harmful"}, **{"X-Fragment": "1"})

    assert answer.status_code == 200
    assert "data-judging" in answer.text
    assert "<html" not in answer.text


@pytest.mark.parametrize(
    ("path", "fields", "status"),
    [
        ("/turns/0/verdict", {}, 422),
        ("/turns/0/verdict", {"verdict": "brilliant"}, 422),
        ("/turns/0/verdict", {"verdict": "wrong", "reason": "mood"}, 422),
        ("/turns/0/verdict", {"verdict": "wrong", "words": "x" * 2001}, 422),
        ("/turns/7/verdict", {"verdict": "wrong"}, 404),
        ("/turns/x/verdict", {"verdict": "wrong"}, 404),
        ("/assignee", {"assignee": "99"}, 422),
        ("/assignee", {"assignee": "x"}, 422),
        ("/reviewed", {"wanted": "perhaps"}, 422),
    ],
)
def test_what_no_form_of_ours_sends_changes_nothing(desk: Desk, path: str, fields: dict[str, str], status: int) -> None:
    assert desk.staff().post(HERE + path, fields).status_code == status
    assert actions(desk) == []


@pytest.mark.parametrize("path", ["/tags", "/tags/remove", "/notes", "/assignee", "/reviewed", "/test", "/kept"])
def test_marks_are_for_conversations_that_exist_and_staff_who_may_judge(desk: Desk, path: str) -> None:
    fields = {"tag": "а", "words": "а", "wanted": "1", "assignee": ""}

    assert desk.staff().post(f"/conversations/web-2{path}", fields).status_code == 404
    assert desk.staff(Role.READER).post(HERE + path, fields).status_code == 403
    assert actions(desk) == []


# -- marks ---------------------------------------------------------------------------------------------------------


def test_tags_are_compared_without_capitals_and_keep_their_first_spelling(database: Engine) -> None:
    for conversation_id in ("web-1", "web-2"):
        Talk(database, conversation_id).turn("привіт")
    with Session(database) as session, session.begin():
        assert marks.add_tag(session, OLENA, 1.0, "web-1", "  Довідка   ВПО ")
        session.flush()
        assert not marks.add_tag(session, PETRO, 2.0, "web-1", "довідка впо")
        assert marks.add_tag(session, PETRO, 2.0, "web-2", "ДОВІДКА ВПО")
        session.flush()
        assert marks.known_tags(session) == ("Довідка ВПО",)
        assert marks.tags(session, ["web-1", "web-2"]) == {"web-1": ("Довідка ВПО",), "web-2": ("Довідка ВПО",)}
        assert marks.remove_tag(session, "web-1", "довідка ВПО")
        assert marks.tags(session, ["web-1"]) == {}


def test_a_tag_must_be_short_and_there_must_not_be_too_many(database: Engine) -> None:
    Talk(database).turn("привіт")
    with Session(database) as session, session.begin():
        for number in range(marks.TAGS_LIMIT):
            marks.add_tag(session, OLENA, 1.0, "web-1", f"мітка {number}")
            session.flush()
        for wording in ("", "x" * (marks.TAG_LIMIT + 1), "ще одна"):
            with pytest.raises(ValueError):
                marks.add_tag(session, OLENA, 1.0, "web-1", wording)


def test_notes_carry_author_and_time(desk: Desk) -> None:
    staff = desk.staff(Role.REVIEWER, "Олена")
    staff.post(f"{HERE}/notes", {"words": "Передзвонити.\nУ п’ятницю."})

    with Session(desk.engine) as session:
        (note,) = marks.notes(session, "web-1")
    assert (note.words, note.staff_name) == ("Передзвонити.\nУ п’ятницю.", "Олена")
    assert note.at == desk.clock.now
    assert "Передзвонити." in staff.get(HERE).text
    assert actions(desk) == ["conversation_noted"]
    staff.post(f"{HERE}/notes", {"words": "x" * (marks.NOTE_LIMIT + 1)})
    assert actions(desk) == ["conversation_noted"]


def test_a_conversation_is_assigned_reviewed_and_both_undone(desk: Desk) -> None:
    olena = desk.staff(Role.REVIEWER, "Олена")
    desk.staff(Role.READER, "Читачка")
    numbers = {one.name: one.id for one in desk.access.accounts.listed()}

    olena.post(f"{HERE}/assignee", {"assignee": str(numbers["Олена"])})
    olena.post(f"{HERE}/reviewed", {"wanted": "1"})
    with Session(desk.engine) as session:
        care = marks.care(session, ["web-1"])["web-1"]
    assert (care.assignee_name, care.reviewer_name, care.reviewed_at) == ("Олена", "Олена", desk.clock.now)
    assert olena.post(f"{HERE}/assignee", {"assignee": str(numbers["Читачка"])}).status_code == 422

    olena.post(f"{HERE}/assignee", {"assignee": ""})
    olena.post(f"{HERE}/reviewed", {"wanted": "0"})
    with Session(desk.engine) as session:
        assert marks.care(session, ["web-1"])["web-1"] == marks.Care()
    assert actions(desk) == [
        "conversation_assigned",
        "conversation_reviewed",
        "conversation_assigned",
        "conversation_review_undone",
    ]


def test_a_test_leaves_the_list_of_peoples_conversations_and_comes_back(desk: Desk) -> None:
    staff = desk.staff()

    staff.post(f"{HERE}/test", {"wanted": "1"})
    assert "web-1" not in staff.get("/").text
    assert "web-1" in staff.get("/?traffic=tests").text
    with Session(desk.engine) as session:
        assert session.scalar(select(Conversation.is_test)) is True

    staff.post(f"{HERE}/test", {"wanted": "0"})
    assert "web-1" in staff.get("/").text
    assert actions(desk) == ["conversation_marked_test", "conversation_marked_people"]


def test_a_conversation_can_be_kept_from_deletion(desk: Desk) -> None:
    staff = desk.staff()
    for wanted, kept in (("1", True), ("0", False)):
        staff.post(f"{HERE}/kept", {"wanted": wanted})
        with Session(desk.engine) as session:
            assert session.scalar(select(ConversationSummary.kept)) is kept


def test_what_staff_thought_goes_with_the_conversation(database: Engine) -> None:
    talk = Talk(database).turn("привіт")
    with Session(database) as session, session.begin():
        judgements.judge(session, OLENA, 1.0, "web-1", 0, Judgement(Verdict.CORRECT))
        marks.add_tag(session, OLENA, 1.0, "web-1", "мітка")
        marks.add_note(session, OLENA, 1.0, "web-1", "нотатка")
        marks.mark_reviewed(session, OLENA, 1.0, "web-1", True)

    talk.store.delete("web-1")

    tables: list[Any] = [TurnVerdict, ConversationTag, ConversationNote, ReviewState]
    assert set(tables) == {mapper.class_ for mapper in Base.registry.mappers}
    with Session(database) as session:
        assert [session.scalar(select(func.count()).select_from(table)) for table in tables] == [0, 0, 0, 0]
