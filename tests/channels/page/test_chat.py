"""The conversation as a form: a browser without JavaScript can do everything, and no other site can act for it."""

from __future__ import annotations

import re
from html import unescape

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from channels.conversation import MAX_TEXT, Turn, TurnStatus
from channels.page.chat import FormChat
from channels.page.chat_form import COOKIE
from channels.payload import Payload
from channels.reply import Choice, Question, Reply
from tests.channels.replies import FULL, GUIDE
from tests.channels.scripted_assistant import ScriptedAssistant
from tests.reading import PageRead


class Reader:
    """Somebody with a browser that runs nothing: reads the page, fills in its forms."""

    def __init__(self, *script: Turn, per_minute: int = 100) -> None:
        self.assistant = ScriptedAssistant(*script)
        routes = FormChat(self.assistant, per_minute, per_minute).routes()
        self.client = TestClient(Starlette(routes=routes))
        self.page = self.client.get("/chat?language=uk").text

    def send(self, status: int = 200, **fields: str | list[str]) -> PageRead:
        hidden = {
            one.attributes["name"]: one.attributes["value"] for one in PageRead(self.page).all("input", type="hidden")
        }
        answer = self.client.post("/chat", data={**hidden, **fields}, headers={"Sec-Fetch-Site": "same-origin"})
        assert answer.status_code == status, answer.text
        self.page = answer.text
        return PageRead(answer.text)

    def press(self, title: str) -> PageRead:
        found = re.search(rf'<button name="press" value="([^"]*)"[^>]*>{re.escape(title)}', self.page)
        assert found is not None, f"no button {title}"
        return self.send(press=unescape(found[1]))


def answered(*replies: Reply, status: TurnStatus = TurnStatus.ANSWERED) -> Turn:
    return Turn(status, replies, "uk")


def test_looking_begins_nothing_and_writing_does() -> None:
    reader = Reader()
    assert reader.assistant.begun == []

    page = reader.send(text="Народилася дитина")
    assert "Ви сказали: Народилася дитина" in page.one("main").text
    ((conversation, channel, language),) = reader.assistant.begun
    assert conversation.startswith("web-")
    assert (channel, language) == ("web", "uk")


def test_a_button_is_pressed_with_its_words() -> None:
    reader = Reader(answered(Reply("Оберіть", choices=(Choice("Так, одружені", "answer:married=yes"),))))
    reader.send(text="дитина")
    reader.press("Так, одружені")

    pressed = reader.assistant.incoming[1]
    assert (pressed.payload, pressed.text) == (Payload("answer", "married=yes"), "Так, одружені")


def test_several_answers_go_as_one() -> None:
    choices = tuple(
        Choice(title, f"answer:goods={name}@abcd") for title, name in (("Їжа", "food"), ("Алкоголь", "alcohol"))
    )
    question = Question(
        "goods", "Що продаєте?", (*choices, Choice("Не знаю", "answer:goods=unknown@abcd")), multiple=True
    )
    reader = Reader(answered(Reply("Скажіть", question=question)))
    page = reader.send(text="магазин")
    assert len(page.all("input", type="checkbox", name="pick")) == 2

    assert "хоча б одну" in reader.send(400, press="picked").one("p", role="alert").text
    reader.send(press="picked", pick=[choices[0].payload, choices[1].payload])
    pressed = reader.assistant.incoming[1]
    assert (str(pressed.payload), pressed.text) == ("answer:goods=food,alcohol@abcd", "Їжа, Алкоголь")


def test_a_checklist_has_its_steps_ticks_and_answers() -> None:
    reader = Reader(answered(Reply("Ваш список", guide=GUIDE)))
    page = reader.send(text="дитина")

    values = {one.attributes["value"] for one in page.all("button", name="press")}
    for step in GUIDE.steps:
        assert f"step:{step.id}@{GUIDE.situation}" in values
        tick = "undone" if step.status.value == "done" else "done"
        assert f"{tick}:{step.id}@{GUIDE.situation}" in values
        assert step.title in page.one("main").text


def test_everything_a_reply_can_hold_is_shown_and_nothing_of_it_is_markup() -> None:
    reader = Reader(answered(FULL), answered(Reply("<script>alert(1)</script>")))
    text = reader.send(text="усе").one("main").text
    assert FULL.text in text
    assert all(notice.text in text for notice in FULL.notices)
    assert all(result.title in text for result in FULL.results)

    assert "<script" not in reader.client.get("/chat").text
    reader.send(text="<b>")
    assert "<script>" not in reader.page


def test_only_the_latest_answer_has_buttons() -> None:
    reader = Reader(answered(Reply("Перше", choices=(Choice("Стара кнопка", "list"),))))
    reader.send(text="раз")
    reader.send(text="два")

    assert "Стара кнопка" not in reader.page


def test_sending_the_same_form_twice_says_it_once() -> None:
    reader = Reader()
    stale = reader.page
    reader.send(text="Народилася дитина")
    reader.page = stale
    reader.send(text="Народилася дитина")

    assert len(reader.assistant.incoming) == 1


def test_what_staff_wrote_is_there_at_the_next_look() -> None:
    reader = Reader()
    reader.send(text="людину")
    reader.assistant.staff_writes(reader.assistant.begun[0][0], "Добрий день")

    page = PageRead(reader.client.get("/chat").text)
    assert "Добрий день" in page.one("main").text
    assert "Працівник" in page.one("main").text


def test_deleting_forgets_the_conversation_and_its_cookie() -> None:
    reader = Reader(answered(Reply("Привіт")), answered(Reply("Видалено"), status=TurnStatus.FORGOTTEN))
    reader.send(text="привіт")
    before = reader.client.cookies[COOKIE]
    page = reader.send(press="forget:confirm")

    assert "видалено" in page.one("p", role="alert").text
    assert reader.client.cookies[COOKIE] != before


# -- what is refused ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("fields", "status", "told"),
    [
        ({"text": "  "}, 400, "Напишіть"),
        ({"text": "а" * (MAX_TEXT + 1)}, 413, "задовге"),
        ({"text": "а" * 40_000}, 413, "задовге"),
        ({"press": "fly:away"}, 400, "кнопки"),
        ({"text": "привіт", "seal": "0" * 64}, 403, "застаріла"),
    ],
)
def test_what_is_not_taken_is_told_and_nothing_is_said(fields: dict[str, str], status: int, told: str) -> None:
    reader = Reader()

    assert told in reader.send(status, **fields).one("p", role="alert").text
    assert reader.assistant.incoming == []


def test_writing_too_fast_keeps_the_text_and_says_how_long_to_wait() -> None:
    reader = Reader(per_minute=1)
    reader.send(text="раз")
    page = reader.send(429, text="мій довгий текст")

    assert page.one("textarea").text == "мій довгий текст"
    assert "Зачекайте" in page.one("p", role="alert").text


def test_a_form_of_another_site_does_nothing_and_replaces_nothing() -> None:
    reader = Reader()
    stranger = TestClient(reader.client.app)
    answer = stranger.post("/chat", data={"text": "чуже"}, headers={"Sec-Fetch-Site": "cross-site"})

    assert answer.status_code == 403
    assert "set-cookie" not in answer.headers
    assert reader.assistant.incoming == []


@pytest.mark.parametrize("headers", [{"Sec-Fetch-Site": "cross-site"}, {"Referer": "https://elsewhere.example/"}])
def test_coming_from_another_site_does_not_lose_the_conversation(headers: dict[str, str]) -> None:
    """The browser then keeps the cookie to itself: a new one would replace it."""
    answer = TestClient(Reader().client.app).get("/chat", headers=headers)

    assert "set-cookie" not in answer.headers
    assert "Почати або продовжити розмову" in answer.text


def test_the_cookie_is_for_this_site_only_and_for_no_script() -> None:
    client = TestClient(Reader().client.app, base_url="https://testserver")
    cookie = client.get("/chat").headers["set-cookie"]

    assert cookie.startswith("__Host-")
    for guard in ("HttpOnly", "SameSite=strict", "Secure", "Path=/"):
        assert guard in cookie


def test_the_page_is_kept_by_nobody_and_has_no_script() -> None:
    answer = Reader().client.get("/chat")

    assert answer.headers["cache-control"] == "no-store"
    assert "<script" not in answer.text
    assert " style=" not in answer.text
