"""Live help in the console: the queue, taking over, writing, handing back, the hours."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from sqlalchemy import select
from sqlalchemy.engine import Engine
from sqlalchemy.orm import Session

from bot.conversations.models import Base
from bot.conversations.outbox import Outbox
from bot.conversations.outbox_table import ConversationOutbox
from bot.conversations.ownership import Owner, Ownership
from bot.conversations.store import ConversationStore
from bot.conversations.switches import Pause, Switches
from catalog.help_desk_store import HelpDeskStore
from catalog.text import Text
from channels import privacy
from review.access.models import AuditEntry
from review.access.roles import Role
from review.live.hours import FAULTS, FIELDS, day_field
from review.live.pages import LiveHelp
from review.web.wording import words
from tests.review.staff import Clock, Desk, StaffBrowser

WHO = "web-" + "a" * 64


def hide(text: str) -> tuple[str, tuple[str, ...]]:
    hidden = privacy.hide(text)
    return hidden.text, tuple(kind.value for kind in hidden.kinds)


@dataclass
class Help:
    """A console with live help over a real database."""

    engine: Engine

    def __post_init__(self) -> None:
        self.clock = Clock()
        self.store, self.outbox = ConversationStore(self.engine), Outbox(self.engine)
        self.ownership, self.hours = Ownership(self.engine), HelpDeskStore(self.engine)
        self.switches = Switches(self.engine)
        live = LiveHelp(
            self.store,
            self.outbox,
            self.ownership,
            self.hours,
            self.switches,
            {"lost-documents": Text("Втрата документів", "Lost documents")}.get,
            hide,
            self.clock,
        )
        self.desk = Desk(self.engine, (live.feature(),), self.clock)

    def asks_for_a_person(self, who: str = WHO, text: str = "покличте людину") -> None:
        at = self.clock.now
        parsed = {"intent": {"name": "human", "confidence": 0.9}}
        events = [
            {"event": "user", "timestamp": at, "text": text, "parse_data": parsed, "metadata": {"shown": text}},
            {"event": "slot", "timestamp": at, "name": "turn_status", "value": "handed_over"},
            {"event": "bot", "timestamp": at, "text": "Я покликав працівника.", "data": {}, "metadata": {}},
        ]
        self.store.append(who, events, {"slots": {"language": "uk", "situation": "lost-documents"}, "events": []})

    def outgoing(self) -> list[tuple[str, str]]:
        with Session(self.engine) as session:
            rows = session.scalars(select(ConversationOutbox).order_by(ConversationOutbox.id))
            return [(row.kind, row.content.get("text", "")) for row in rows]

    def audited(self) -> list[str]:
        with Session(self.engine) as session:
            actions = session.scalars(select(AuditEntry.action).order_by(AuditEntry.id))
            return [one for one in actions if one.startswith("live_")]


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgresql)])
def live(request: pytest.FixtureRequest) -> Iterator[Help]:
    engine: Engine = request.getfixturevalue("sqlite" if request.param == "sqlite" else "postgresql_engine")
    yield Help(engine)
    from review.access.models import Base as AccessBase

    for base in (AccessBase, Base):
        base.metadata.drop_all(engine)


def taken_by(live: Help, name: str = "olena") -> StaffBrowser:
    browser = live.desk.staff(Role.REVIEWER, name)
    browser.post(f"/live/{WHO}/take")
    return browser


def test_who_waits_longest_stands_first_with_how_long(live: Help) -> None:
    live.asks_for_a_person("web-early")
    live.clock.pass_by(600)
    live.asks_for_a_person("web-late")
    live.clock.pass_by(120)

    page = live.desk.staff(Role.REVIEWER).get("/live").text

    assert page.index("web-early") < page.index("web-late")
    assert "чекає 12 хвилин" in page
    assert "чекає 2 хвилини" in page
    assert "Втрата документів" in page


def test_taking_over_makes_it_theirs_and_the_second_is_told(live: Help) -> None:
    live.asks_for_a_person()
    taken_by(live, "olena")

    second = live.desk.staff(Role.REVIEWER, "petro")
    second.post(f"/live/{WHO}/take")

    assert live.ownership.of(WHO, live.clock.now).staff_name == "olena"
    page = second.get(f"/live/{WHO}").text
    assert "Цю розмову веде olena" in page
    assert 'name="text"' not in page
    assert live.audited() == ["live_taken"]


def test_what_staff_write_waits_in_the_outbox_and_is_audited(live: Help) -> None:
    live.asks_for_a_person()
    browser = taken_by(live)

    sent = browser.post(f"/live/{WHO}/write", {"text": "Добрий день! Я допоможу."})

    assert sent.status_code == 303
    assert live.outgoing() == [("staff", "Добрий день! Я допоможу.")]
    assert "Надсилається 1 повідомлення" in browser.get(f"/live/{WHO}").text
    assert live.audited() == ["live_taken", "live_written"]


def test_nobody_writes_into_a_conversation_of_another(live: Help) -> None:
    live.asks_for_a_person()
    taken_by(live, "olena")

    refused = live.desk.staff(Role.REVIEWER, "petro").post(f"/live/{WHO}/write", {"text": "А я теж тут"})

    assert refused.status_code == 409
    assert "А я теж тут" in refused.text
    assert live.outgoing() == []


def test_personal_data_of_the_staff_s_own_are_hidden_and_not_sent(live: Help) -> None:
    live.asks_for_a_person()
    browser = taken_by(live)

    refused = browser.post(f"/live/{WHO}/write", {"text": "Ваш код 3184710691?", "official": "yes"})

    assert refused.status_code == 422
    assert "3184710691" not in refused.text
    assert "Ваш код [tax-number]?" in refused.text
    assert "податковий номер" in refused.text
    assert live.outgoing() == []


def test_the_phone_of_an_office_is_sent_once_it_is_said_to_be_one(live: Help) -> None:
    live.asks_for_a_person()
    browser = taken_by(live)
    text = "Зателефонуйте в ЦНАП: 044 202 60 38"

    assert browser.post(f"/live/{WHO}/write", {"text": text}).status_code == 422
    assert live.outgoing() == []
    assert browser.post(f"/live/{WHO}/write", {"text": text, "official": "yes"}).status_code == 303
    assert live.outgoing() == [("staff", text)]


@pytest.mark.parametrize("text", ["", "   ", "д" * 3501])
def test_an_empty_or_endless_answer_is_not_sent(live: Help, text: str) -> None:
    live.asks_for_a_person()

    assert taken_by(live).post(f"/live/{WHO}/write", {"text": text}).status_code == 422
    assert live.outgoing() == []


def test_handing_back_is_told_to_the_person(live: Help) -> None:
    live.asks_for_a_person()
    browser = taken_by(live)

    browser.post(f"/live/{WHO}/back")

    assert live.ownership.of(WHO, live.clock.now).owner is Owner.BOT
    assert live.outgoing() == [("handed_back", "")]
    assert live.audited() == ["live_taken", "live_handed_back"]


def test_the_page_learns_that_something_new_came(live: Help) -> None:
    live.asks_for_a_person()
    browser = taken_by(live)
    before = browser.get(f"/live/{WHO}/news").json()
    assert browser.get(f"/live/{WHO}/news").json() == before
    queue = browser.get("/live/news").json()

    live.asks_for_a_person(text="<script>alert(1)</script>")
    live.asks_for_a_person("web-other")

    assert browser.get(f"/live/{WHO}/news").json() != before
    assert browser.get("/live/news").json()["version"] != queue["version"]
    assert browser.get("/live/news").json()["waiting"] == 1
    page = browser.get(f"/live/{WHO}").text
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert" in page


def test_staff_see_that_the_channel_is_paused_and_what_still_arrives(live: Help) -> None:
    live.asks_for_a_person()
    browser = taken_by(live)
    assert "зупинено" not in browser.get(f"/live/{WHO}").text
    before = browser.get(f"/live/{WHO}/news").json()

    live.switches.pause(Pause("web", "Оновлюємо суми.", "", live.clock.now, "Олена"))

    assert browser.get(f"/live/{WHO}/news").json() != before
    page = browser.get(f"/live/{WHO}").text
    assert "Цей канал зупинено: «Оновлюємо суми.»" in page
    assert "до вас не дійде" in page
    assert "Чат на сайті: зупинено" in browser.get("/live").text
    assert browser.post(f"/live/{WHO}/write", {"text": "Добрий день"}).status_code == 303
    assert live.outgoing() == [("staff", "Добрий день")]


def test_a_conversation_that_is_not_there_is_not_found(live: Help) -> None:
    browser = live.desk.staff(Role.REVIEWER)

    assert browser.get("/live/web-nobody").status_code == 404
    for deed in ("take", "write", "back"):
        assert browser.post(f"/live/web-nobody/{deed}", {"text": "?"}).status_code == 404


def test_hours_are_set_by_an_administrator_and_shown_again(live: Help) -> None:
    fields = dict.fromkeys(FIELDS, "") | {
        day_field(0): "09:00-18:00",
        "days_off": "2026-12-25",
        "answers_within": "20",
        "remark_uk": "Пишіть",
        "remark_en": "Write",
    }
    admin = live.desk.staff(Role.ADMIN)

    assert admin.post("/live/hours", {**fields, "staffed": "yes"}).status_code == 303

    desk = live.hours.read()
    assert desk is not None
    assert desk.answers_within == 20
    assert 'value="09:00-18:00"' in admin.get("/live/hours").text
    assert live.audited() == ["live_hours_set"]
    assert live.desk.staff(Role.EDITOR).get("/live/hours").status_code == 403

    admin.post("/live/hours", fields)
    assert live.hours.read() is None


def test_a_mistake_in_the_hours_changes_nothing_and_keeps_what_was_written(live: Help) -> None:
    fields = dict.fromkeys(FIELDS, "") | {
        "staffed": "yes",
        day_field(1): "18:00-09:00",
        "days_off": "Різдво",
        "remark_uk": "Лише українською",
    }
    answer = live.desk.staff(Role.ADMIN).post("/live/hours", fields)

    assert answer.status_code == 422
    assert "«18:00-09:00» закінчується раніше" in answer.text
    assert "«Різдво» — не день" in answer.text
    assert "обома мовами" in answer.text
    assert "Лише українською" in answer.text
    assert live.hours.read() is None


@pytest.mark.parametrize("language", ["uk", "en"])
def test_every_mistake_and_kind_has_words(language: str) -> None:
    known = words(language)

    assert [fault for fault in FAULTS if not known.has(f"live.fault.{fault}")] == []
    assert [kind.value for kind in privacy.Personal if not known.has(f"live.kind.{kind.value}")] == []
