"""Teaching as staff do it with forms: propose, accept, mend, export, remark, train, put live, go back."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from sqlalchemy.orm import Session

from review.access.audit import AuditLog, Wanted
from review.access.roles import Role
from review.teaching import examples
from review.teaching.examples import Example
from review.teaching.vocabulary import Kind, State
from tests.review.staff import Desk, StaffBrowser
from tests.review.teaching.conftest import MOVING, FakeWorkshop

#: The second message of the conversation begins here in the log.
TURN = "/conversations/web-1/turns/3/teach"
SITUATION = MOVING.situations[0].id
MEANT = {"label": f"situation/{SITUATION}", "language": "uk"}


@pytest.fixture
def reviewer(desk: Desk) -> StaffBrowser:
    return desk.staff(Role.REVIEWER, "Олена")


@pytest.fixture
def editor(desk: Desk) -> StaffBrowser:
    return desk.staff(Role.EDITOR, "Петро")


def kept(desk: Desk, state: State) -> tuple[Example, ...]:
    with Session(desk.engine) as session:
        return examples.listed(session, state)


def audited(desk: Desk, action: str) -> int:
    return len(AuditLog(desk.engine).listed(Wanted(action=action)).entries)


def propose(browser: StaffBrowser, text: str = "вантажу диван у фургон", **fields: str) -> None:
    answer = browser.post(TURN, {**MEANT, "text": text, "deed": "propose", **fields})
    assert answer.status_code == 303, answer.text


# -- correcting a message ------------------------------------------------------------------------------------------


def test_the_conversation_leads_to_the_correction_with_hidden_data_taken_out(reviewer: StaffBrowser) -> None:
    assert f'href="/review{TURN}"' in reviewer.get("/conversations/web-1").text

    page = reviewer.get(TURN).text

    assert ">вантажу диван у фургон, мій номер</textarea>" in page
    assert "вітання" in page  # what it was taken for


def test_a_proposed_example_knows_where_it_comes_from(desk: Desk, reviewer: StaffBrowser) -> None:
    propose(reviewer)

    (found,) = kept(desk, State.PROPOSED)
    assert (found.conversation_id, found.position, found.proposer, found.kind) == ("web-1", 3, "Олена", Kind.EXAMPLE)
    assert (found.text, found.label, found.understood) == ("вантажу диван у фургон", MEANT["label"], "greet")
    assert found.message == "вантажу диван у фургон, мій номер [phone]"
    assert audited(desk, "example_proposed") == 1


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({"text": "дзвоніть 067 123 45 67"}, "особисті дані: phone"),
        ({"text": "мій номер [phone]"}, "власне значення: []"),
        ({"text": " … "}, "немає слів"),
        ({"text": "а" * 501}, "не більше ніж 500"),
        ({"text": "вантажівка з речами"}, "вимірюють моделі"),
        ({"text": "ПРИВІТ!", "label": "greet"}, "уже є: nlu_data/dialogue.yml:6"),
        ({"text": "диван", "label": "situation/nowhere"}, "значення немає: situation/nowhere"),
        ({"text": "диван", "language": "xx"}, "мови немає: xx"),
    ],
)
def test_what_must_not_be_learnt_is_refused_in_words(
    desk: Desk, reviewer: StaffBrowser, fields: dict[str, str], told: str
) -> None:
    answer = reviewer.post(TURN, {**MEANT, "deed": "propose", **fields})

    assert answer.status_code == 422
    assert told in answer.text
    assert kept(desk, State.PROPOSED) == ()
    if "067" in fields["text"]:
        assert "067 123" not in answer.text


def test_the_same_is_not_proposed_twice(desk: Desk, reviewer: StaffBrowser) -> None:
    propose(reviewer)

    answer = reviewer.post(TURN, {**MEANT, "text": "вантажу диван у фургон", "deed": "propose"})

    assert answer.status_code == 422
    assert len(kept(desk, State.PROPOSED)) == 1


def test_examples_like_it_are_shown_the_likest_first(reviewer: StaffBrowser) -> None:
    page = reviewer.post(TURN, {**MEANT, "text": "куди прописатись", "deed": "look"}).text

    assert page.index("куди прописатися") < page.index("nlu_data/situations/move.yml:8")
    assert re.search(r"9\d %", page)


def test_a_phrase_settles_a_circumstance(desk: Desk, editor: StaffBrowser) -> None:
    situation = MOVING.situations[0]
    told = f"{situation.circumstances[0].id}={situation.circumstances[0].values[0].id}"

    answer = editor.post(
        TURN + "/phrase", {"situation": situation.id, "told": told, "phrase": "у фургон", "deed": "accept"}
    )

    assert answer.status_code == 303
    (found,) = kept(desk, State.ACCEPTED)
    assert (found.kind, found.label, found.text) == (Kind.PHRASE, f"{situation.id}/{told}", "у фургон")
    wrong = editor.post(TURN + "/phrase", {"situation": situation.id, "told": "x=y", "phrase": "два", "deed": "accept"})
    assert wrong.status_code == 422


@pytest.mark.parametrize("path", ["/conversations/web-1/turns/99/teach", "/conversations/web-9/turns/0/teach"])
def test_there_is_nothing_to_correct_where_nobody_spoke(reviewer: StaffBrowser, path: str) -> None:
    assert reviewer.get(path).status_code == 404


# -- deciding ------------------------------------------------------------------------------------------------------


def test_editors_accept_and_whoever_else_looked_is_shown(
    desk: Desk, reviewer: StaffBrowser, editor: StaffBrowser
) -> None:
    propose(reviewer)
    (found,) = kept(desk, State.PROPOSED)
    assert reviewer.post("/teaching/decide", {"example": str(found.id), "decision": "accepted"}).status_code == 403

    editor.post("/teaching/decide", {"example": str(found.id), "decision": "accepted"})

    (accepted,) = kept(desk, State.ACCEPTED)
    assert (accepted.decider, accepted.four_eyes) == ("Петро", True)
    assert "дивилися двоє" in editor.get("/teaching?state=accepted").text
    editor.post("/teaching/decide", {"example": str(found.id), "decision": "proposed"})
    assert kept(desk, State.PROPOSED)[0].decider is None


def test_one_person_may_do_both_and_it_shows(desk: Desk, editor: StaffBrowser, reviewer: StaffBrowser) -> None:
    propose(editor, deed="accept")

    assert kept(desk, State.ACCEPTED)[0].four_eyes is False
    assert "одна й та сама людина" in editor.get("/teaching?state=accepted").text
    assert reviewer.post(TURN, {**MEANT, "text": "інше", "deed": "accept"}).status_code == 422


def test_a_mended_example_is_checked_like_a_new_one(desk: Desk, editor: StaffBrowser) -> None:
    propose(editor)
    number = kept(desk, State.PROPOSED)[0].id

    refused = editor.post(f"/teaching/examples/{number}", {**MEANT, "text": "пишіть на a@example.com"})
    editor.post(f"/teaching/examples/{number}", {"label": "greet", "language": "en", "text": "вітаннячко"})

    assert refused.status_code == 422
    assert "a@example.com" not in refused.text
    (found,) = kept(desk, State.PROPOSED)
    assert (found.text, found.label, found.language) == ("вітаннячко", "greet", "en")


@pytest.mark.parametrize(
    "fields", [{"decision": "exported"}, {"decision": "", "example": "1"}, {"decision": "accepted", "example": "x"}]
)
def test_forms_that_are_none_of_ours_are_refused(editor: StaffBrowser, fields: dict[str, str]) -> None:
    assert editor.post("/teaching/decide", fields).status_code == 422


# -- to the files --------------------------------------------------------------------------------------------------


def test_the_patch_is_shown_downloaded_and_marked(desk: Desk, editor: StaffBrowser, project: Path) -> None:
    propose(editor, label="greet", deed="accept")

    page = editor.get("/teaching/export").text
    patch = editor.get("/teaching/export.patch")

    assert "+    - вантажу диван у фургон\n" in patch.text
    assert "вантажу диван" not in (project / "nlu_data" / "dialogue.yml").read_text(encoding="utf-8")
    mark = re.search(r'name="mark" value="(\w+)"', page)
    assert mark is not None
    propose(editor, text="ще одне вітання", label="greet", deed="accept")
    assert editor.post("/teaching/export", {"mark": mark[1]}).status_code == 409
    fresh = re.search(r'name="mark" value="(\w+)"', editor.get("/teaching/export").text)
    assert fresh is not None
    assert editor.post("/teaching/export", {"mark": fresh[1]}).status_code == 303
    assert len(kept(desk, State.EXPORTED)) == 2
    assert editor.get(f"/teaching/examples/{kept(desk, State.EXPORTED)[0].id}").status_code == 409


def test_a_file_that_takes_nothing_is_named(desk: Desk, editor: StaffBrowser, project: Path) -> None:
    propose(editor, label="greet", deed="accept")
    (project / "nlu_data" / "dialogue.yml").write_text('version: "3.1"\nnlu:\n- intent: greet\n', encoding="utf-8")

    answer = editor.get("/teaching/export")

    assert answer.status_code == 422
    assert "nlu_data/dialogue.yml:3" in answer.text


def test_a_conversation_is_kept_as_a_test_with_the_correction(desk: Desk, reviewer: StaffBrowser) -> None:
    propose(reviewer)
    page = reviewer.get("/conversations/web-1/regression").text
    assert f"situation: {SITUATION}" in page

    answer = reviewer.post("/conversations/web-1/regression", {"title": "диван", "through": "2"})

    assert answer.status_code == 303
    assert audited(desk, "test_saved") == 1
    assert "Тест зберіг" in reviewer.get("/conversations/web-1/regression").text
    assert reviewer.post("/conversations/web-1/regression", {"title": "диван", "through": "x"}).status_code == 422


def test_remarks_reach_the_editors_list_without_personal_data(
    desk: Desk, reviewer: StaffBrowser, editor: StaffBrowser
) -> None:
    step = MOVING.situations[0].steps[0].id
    fields = {"situation": SITUATION, "step": step, "words": "=СУМА застаріла, питати a@example.com"}
    assert reviewer.post(TURN + "/remark", fields).status_code == 303
    assert reviewer.post(TURN + "/remark", {**fields, "step": "nowhere"}).status_code == 422

    assert "=СУМА застаріла, питати [email]" in editor.get("/teaching/remarks").text
    assert "'=СУМА застаріла" in editor.get("/teaching/remarks.csv").text
    editor.post("/teaching/remarks/1", {"wanted": "1"})
    assert "СУМА" not in editor.get("/teaching/remarks").text
    assert "врахував(ла) Петро" in editor.get("/teaching/remarks?settled=1").text
    assert editor.post("/teaching/remarks/99", {"wanted": "1"}).status_code == 404


# -- models --------------------------------------------------------------------------------------------------------


def test_one_candidate_at_a_time(editor: StaffBrowser, workshop: FakeWorkshop) -> None:
    editor.post("/teaching/models", {"wanted": "1"})
    answer = editor.post("/teaching/models", {"wanted": "1"})

    assert len(workshop.candidates) == 1
    assert answer.status_code == 303
    assert "її замовляє Петро" in editor.get("/teaching/models").text
    assert editor.post("/teaching/models").status_code == 422


def test_an_editor_puts_live_what_is_not_worse(editor: StaffBrowser, workshop: FakeWorkshop) -> None:
    editor.post("/teaching/models", {"wanted": "1"})
    assert editor.post("/teaching/models/1/live", {"wanted": "1"}).status_code == 403  # it is not ready yet
    workshop.ready("unproven")
    assert "не більше, ніж буває випадково" in editor.get("/teaching/models/1").text

    editor.post("/teaching/models/1/live", {"wanted": "1"})

    assert workshop.made[0].model == "candidates/1.tar.gz"
    assert "Обрана модель завантажується" in editor.get("/teaching/models/1").text
    workshop.running = "candidates/1.tar.gz"
    assert "Ця модель працює" in editor.get("/teaching/models/1").text


def test_a_worse_model_takes_an_administrator(desk: Desk, editor: StaffBrowser, workshop: FakeWorkshop) -> None:
    editor.post("/teaching/models", {"wanted": "1"})
    workshop.ready("worse", worse=9)

    assert editor.post("/teaching/models/1/live", {"wanted": "1"}).status_code == 403
    assert workshop.made == []
    assert desk.staff(Role.ADMIN).post("/teaching/models/1/live", {"wanted": "1"}).status_code == 303


def test_going_back_undoes_one_decision_though_the_button_is_pressed_twice(
    editor: StaffBrowser, workshop: FakeWorkshop
) -> None:
    editor.post("/teaching/models", {"wanted": "1"})
    workshop.ready("better")
    editor.post("/teaching/models/1/live", {"wanted": "1"})

    first = editor.post("/teaching/roll-back", {"decision": "1"})
    second = editor.post("/teaching/roll-back", {"decision": "1"})

    assert (first.status_code, second.status_code) == (303, 409)
    assert [one.why for one in workshop.made] == ["rolled_back", "promoted"]
    assert editor.post("/teaching/roll-back").status_code == 422
