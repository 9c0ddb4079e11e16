"""The page of the kill switch."""

from __future__ import annotations

import pytest
from sqlalchemy.engine import Engine

from bot.conversations.switches import Switches
from review.access.audit import AuditLog, Wanted
from review.access.roles import Role
from review.switches.pages import SwitchPages
from tests.review.staff import Desk


@pytest.fixture
def desk(sqlite: Engine) -> Desk:
    return Desk(sqlite, (SwitchPages(Switches(sqlite)).feature(),))


def test_a_channel_is_paused_with_a_reason_and_resumed(desk: Desk) -> None:
    admin, switches = desk.staff(Role.ADMIN), Switches(desk.engine)

    admin.post("/switches/web/pause", {"reason": "Хибні суми <b>", "reason_en": "Wrong sums"})
    paused, page = switches.pause_of("web"), admin.get("/switches").text
    admin.post("/switches/web/resume")

    assert paused is not None
    assert (paused.reason, paused.reason_en, paused.by) == ("Хибні суми <b>", "Wrong sums", "admin")
    assert "Хибні суми &lt;b&gt;" in page
    assert switches.pause_of("web") is None
    actions = [one.action for one in AuditLog(desk.engine).listed(Wanted(subject="channel:web")).entries]
    assert actions == ["channel_resumed", "channel_paused"]


def test_without_a_reason_nothing_is_paused(desk: Desk) -> None:
    answer = desk.staff(Role.ADMIN).post("/switches/all/pause", {"reason": "  ", "reason_en": "Only English"})

    assert answer.status_code == 422
    assert "Only English" in answer.text
    assert Switches(desk.engine).all() == {}


def test_there_is_no_switch_for_what_is_no_channel(desk: Desk) -> None:
    assert desk.staff(Role.ADMIN).post("/switches/fax/pause", {"reason": "так"}).status_code == 404


def test_only_administrators_may(desk: Desk) -> None:
    assert desk.staff(Role.EDITOR).post("/switches/web/pause", {"reason": "так"}).status_code == 403
