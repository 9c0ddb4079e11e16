"""The pages of the inbox as staff see them."""

from __future__ import annotations

import csv
import io
import json

import pytest
from sqlalchemy.engine import Engine
from sqlalchemy.orm import Session

from catalog.catalogue import Catalogue
from review.access.audit import AuditLog, Wanted
from review.access.roles import Role
from review.access.staff import Staff
from review.inbox import pages as inbox
from review.judging import marks
from review.judging import pages as judging
from tests.catalog.small import answered, catalogue, circumstance, situation, step
from tests.review.staff import Desk
from tests.review.talks import Talk, store_of

ROAD = situation([step("map"), step("ticket", when=answered("car", "no"))], [circumstance("car")])
OLENA = Staff(1, "Олена", Role.REVIEWER, "uk")
SCRIPT = "<script>alert(1)</script>"


@pytest.fixture
def desk(sqlite: Engine) -> Desk:
    """A console with the inbox and judging over a small catalogue."""
    known: Catalogue = catalogue(ROAD)
    store_of(sqlite)
    return Desk(sqlite, (inbox.feature(sqlite, lambda: known), judging.feature(sqlite)))


def test_the_list_shows_situations_by_title_and_leads_to_the_conversation(desk: Desk) -> None:
    Talk(desk.engine).turn("поїду", situation="road")

    page = desk.staff(Role.READER).get("/").text

    assert "road (укр)" in page
    assert 'href="/review/conversations/web-1"' in page


def test_a_value_that_cannot_be_used_is_told_and_nothing_breaks(desk: Desk) -> None:
    Talk(desk.engine).turn("поїду")

    answer = desk.staff().get(f"/?confidence_from={SCRIPT}&unresolved=1&since=yesterday&after=nowhere")

    assert answer.status_code == 422
    assert SCRIPT not in answer.text
    assert answer.text.count('class="problem"') == 3
    assert 'name="unresolved" value="1" checked' in answer.text


def test_what_people_and_the_assistant_wrote_is_shown_as_text_never_as_markup(desk: Desk) -> None:
    hostile = {
        "text": SCRIPT,
        "choices": [{"title": SCRIPT, "payload": "x"}],
        "notices": [{"kind": "privacy", "text": SCRIPT}],
        "guide": {"situation": "road", "title": SCRIPT, "steps": [{"id": "map", "number": 1, "title": SCRIPT}]},
        "step": {"title": SCRIPT, "sections": [{"title": SCRIPT, "items": [{"text": SCRIPT}]}]},
        "results": [{"title": SCRIPT}],
    }
    entities = [{"entity": "circumstance", "value": f"{SCRIPT}={SCRIPT}", "group": SCRIPT}]
    Talk(desk.engine).turn(SCRIPT, hostile, entities=entities, focus_step=SCRIPT)
    staff = desk.staff()
    staff.post("/conversations/web-1/notes", {"words": SCRIPT})
    staff.post("/conversations/web-1/tags", {"tag": SCRIPT})
    staff.post("/conversations/web-1/turns/0/verdict", {"verdict": "wrong", "words": SCRIPT})

    for path in ("/conversations/web-1", "/", f"/?tag={SCRIPT}"):
        page = staff.get(path)
        assert page.status_code == 200
        assert "<script>" not in page.text
    assert staff.get("/conversations/web-1").text.count("&lt;script&gt;") > 10


def test_unknown_conversations_are_not_found(desk: Desk) -> None:
    for path in ("/conversations/web-unknown", "/conversations/%00", "/conversations/..%2F..%2Fetc"):
        assert desk.staff().get(path).status_code == 404


def test_a_link_to_a_turn_opens_the_page_it_stands_on(desk: Desk) -> None:
    talk = Talk(desk.engine)
    for number in range(1, 43):
        talk.turn(f"повідомлення {number}")

    staff = desk.staff()

    assert 'id="turn-42"' in staff.get("/conversations/web-1?turn=42").text
    assert 'id="turn-42"' not in staff.get("/conversations/web-1").text
    assert staff.get("/conversations/web-1?turn=x&page=-5").status_code == 200


def test_neighbours_keep_to_the_filters_one_came_with(desk: Desk) -> None:
    for conversation_id, at in (("web-1", 1.0), ("telegram-2", 2.0), ("web-3", 3.0)):
        Talk(desk.engine, conversation_id, at=1_795_000_000.0 + at).turn("привіт")

    page = desk.staff().get("/conversations/web-3?channel=web").text

    assert 'rel="next" href="/review/conversations/web-1?channel=web"' in page
    assert 'rel="prev"' not in page


def test_a_view_is_seen_by_others_only_when_shared_and_deleted_only_by_its_owner(desk: Desk) -> None:
    olena, petro = desk.staff(Role.READER, "Олена"), desk.staff(Role.REVIEWER, "Петро")
    olena.post("/views", {"name": "Сумнівні", "query": "confidence_to=40&unresolved=1"})
    olena.post("/views", {"name": "Спільні", "query": "channel=web", "shared": "1"})

    seen = petro.get("/").text
    assert "Сумнівні" not in seen
    assert "Спільні" in seen
    assert 'href="/review/?confidence_to=40&amp;unresolved=1"' in olena.get("/").text
    assert petro.post("/views/2/delete").status_code == 404
    assert olena.post("/views/2/delete").status_code == 303
    assert "Спільні" not in petro.get("/").text


def test_a_view_keeps_no_filter_that_cannot_be_used(desk: Desk) -> None:
    staff = desk.staff()

    answer = staff.post("/views", {"name": "Дивний", "query": f"channel=web&sort={SCRIPT}"})

    assert answer.headers["location"] == "/review/?channel=web"
    assert staff.post("/views", {"name": " ", "query": ""}).status_code == 303
    assert staff.get("/").text.count("<script>") == 0


@pytest.fixture
def exported(desk: Desk) -> Desk:
    Talk(desk.engine, "web-1").turn("поїду", situation="road").turn("=HYPERLINK(1)", status="clarified")
    Talk(desk.engine, "telegram-2").turn("привіт")
    with Session(desk.engine) as session, session.begin():
        for tag in ("друга", "перша"):
            marks.add_tag(session, OLENA, 1.0, "web-1", tag)
    desk.staff().post("/conversations/web-1/turns/0/verdict", {"verdict": "partly", "follow_up": "add_example"})
    return desk


def test_the_list_is_exported_one_row_a_conversation(exported: Desk) -> None:
    answer = exported.staff().get("/export/conversations.csv?channel=web")

    assert "attachment" in answer.headers["content-disposition"]
    (row,) = csv.DictReader(io.StringIO(answer.text.removeprefix("\ufeff")))
    assert (row["id"], row["turns"], row["tags"], row["situations"]) == ("web-1", "2", "друга; перша", "road")
    assert row["statuses"] == "answered; clarified"
    everything = json.loads(exported.staff().get("/export/conversations.json").text)
    assert {one["id"] for one in everything} == {"web-1", "telegram-2"}


def test_turns_are_exported_with_their_verdict_and_no_formula_runs(exported: Desk) -> None:
    rows = json.loads(exported.staff().get("/export/turns.json?channel=web").text)
    assert [(one["text"], one["verdict"], one["follow_up"]) for one in rows] == [
        ("поїду", "partly", "add_example"),
        ("=HYPERLINK(1)", None, None),
    ]

    cells = csv.DictReader(io.StringIO(exported.staff().get("/export/turns.csv?channel=web").text))
    assert [one["text"] for one in cells] == ["поїду", "'=HYPERLINK(1)"]


def test_an_export_is_audited_and_only_for_those_who_judge(exported: Desk) -> None:
    assert exported.staff(Role.READER).get("/export/turns.csv").status_code == 403
    assert exported.staff().get("/export/staff.csv").status_code == 404
    assert exported.staff().get("/export/turns.xlsx").status_code == 404
    assert exported.staff().get("/export/turns.csv?sort=x").status_code == 422
    assert exported.staff().get("/export/conversations.json?text=%D0%BD%D1%96%D1%87%D0%BE%D0%B3%D0%BE").text == "[]\n"

    entries = AuditLog(exported.engine).listed(Wanted(action="conversations_exported")).entries
    assert [(one.subject, one.details["filters"][:5]) for one in entries] == [("export:conversations.json", "text=")]


def test_everything_is_said_in_both_languages(desk: Desk) -> None:
    Talk(desk.engine).greeting().turn("поїду", situation="road")
    staff = desk.staff()
    staff.post("/conversations/web-1/turns/5/verdict", {"verdict": "wrong", "reason": "tone"})

    for path in ("/", "/?unlike=1&unresolved=1", "/conversations/web-1"):
        assert "Розмов" in staff.get(path).text
    staff.post("/me/language", {"language": "en", "next": "/review/"})
    for path in ("/", "/?unlike=1&unresolved=1", "/conversations/web-1"):
        assert "Conversation" in staff.get(path).text
