"""The outbox: what waits is delivered once, whatever dies in between."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import func, select
from sqlalchemy.engine import Engine
from sqlalchemy.orm import Session

from bot.conversations.outbox import CLAIM_LIFETIME, MOST_ATTEMPTS, ClaimLost, Entry, Outbox
from bot.conversations.outbox_table import ConversationOutbox, Kind
from bot.conversations.store import ConversationStore

WHO = "web-1"
NOW = 1_800_000_000.0


@pytest.fixture
def store(database: Engine) -> ConversationStore:
    store = ConversationStore(database)
    events = [{"event": "bot", "timestamp": NOW - 60, "text": "Вітаю!", "data": {}, "metadata": {}}]
    store.append(WHO, events, {"slots": {"language": "uk"}, "events": []})
    return store


@pytest.fixture
def outbox(store: ConversationStore, database: Engine) -> Outbox:
    return Outbox(database)


def written(outbox: Outbox, text: str = "Добрий день", due_at: float = NOW) -> int:
    return outbox.add(WHO, Kind.STAFF, {"text": text}, due_at=due_at, created_by="staff:1", now=NOW)


def log_it(store: ConversationStore, outbox: Outbox, entry: Entry) -> None:
    said = {"event": "bot", "timestamp": NOW, "text": "Добрий день", "data": {}, "metadata": {"unasked": "staff"}}
    working = store.working(WHO) or {}
    store.append(WHO, [said], working, before=lambda session: outbox.mark_logged(session, entry, {"text": "…"}, NOW))


def test_nothing_is_due_before_its_time(outbox: Outbox) -> None:
    written(outbox, due_at=NOW + 5)

    assert outbox.claim(NOW) == []
    assert outbox.next_due(NOW) == NOW + 5
    assert [entry.content["text"] for entry in outbox.claim(NOW + 5)] == ["Добрий день"]


def test_of_many_workers_one_gets_the_row(outbox: Outbox) -> None:
    written(outbox)

    with ThreadPoolExecutor(8) as workers:
        claims = list(workers.map(lambda _: outbox.claim(NOW), range(8)))

    assert sorted(len(one) for one in claims) == [0] * 7 + [1]


def test_a_worker_that_died_loses_its_row_to_another(outbox: Outbox) -> None:
    written(outbox)
    assert outbox.claim(NOW)

    assert outbox.claim(NOW + CLAIM_LIFETIME - 1) == []
    assert len(outbox.claim(NOW + CLAIM_LIFETIME)) == 1


def test_a_worker_that_only_slept_cannot_write_what_another_took_over(store: ConversationStore, outbox: Outbox) -> None:
    written(outbox)
    (slow,) = outbox.claim(NOW)
    (quick,) = outbox.claim(NOW + CLAIM_LIFETIME)
    log_it(store, outbox, quick)

    with pytest.raises(ClaimLost):
        log_it(store, outbox, slow)

    assert [one.reply.text for one in store.messages(WHO)] == ["Вітаю!", "Добрий день"]


def test_what_is_in_the_log_is_handed_on_with_its_words(store: ConversationStore, outbox: Outbox) -> None:
    written(outbox)
    (entry,) = outbox.claim(NOW)
    log_it(store, outbox, entry)

    (again,) = outbox.claim(NOW + CLAIM_LIFETIME)

    assert again.reply == {"text": "…"}
    with pytest.raises(ClaimLost):
        log_it(store, outbox, again)


def test_each_failure_is_followed_by_a_longer_pause_and_the_last_by_none(outbox: Outbox, database: Engine) -> None:
    written(outbox)
    now, pauses = NOW, []
    for _ in range(MOST_ATTEMPTS):
        (entry,) = outbox.claim(now)
        outbox.failed(entry, "Telegram is away", now)
        following = outbox.next_due(now)
        if following is None:
            break
        pauses.append(following - now)
        now = following

    assert pauses[:4] == [15, 30, 60, 120]
    assert max(pauses) == 3600
    assert len(pauses) == MOST_ATTEMPTS - 1
    with Session(database) as session:
        row = session.scalars(select(ConversationOutbox)).one()
        assert (row.attempts, row.last_error, row.delivered_at) == (MOST_ATTEMPTS, "Telegram is away", None)


def test_what_was_delivered_is_not_delivered_again(outbox: Outbox) -> None:
    written(outbox)
    (entry,) = outbox.claim(NOW)
    outbox.delivered(entry, NOW)

    assert outbox.next_due(NOW) is None
    assert outbox.claim(NOW + 10 * CLAIM_LIFETIME) == []


def test_the_messages_of_a_forgotten_person_go_with_them(
    store: ConversationStore, outbox: Outbox, database: Engine
) -> None:
    written(outbox)
    (entry,) = outbox.claim(NOW)

    store.delete(WHO)

    with Session(database) as session:
        assert session.scalar(select(func.count()).select_from(ConversationOutbox)) == 0
    with pytest.raises(ClaimLost):
        log_it_into_nothing(store, outbox, entry)
    assert not store.exists(WHO)


def log_it_into_nothing(store: ConversationStore, outbox: Outbox, entry: Entry) -> None:
    said = {"event": "bot", "timestamp": NOW, "text": "пізно", "data": {}, "metadata": {}}
    empty = {"slots": {"language": "uk"}, "events": []}
    store.append(WHO, [said], empty, before=lambda session: outbox.mark_logged(session, entry, {"text": "…"}, NOW))


def test_nobody_can_be_written_to_who_never_was_here(outbox: Outbox) -> None:
    with pytest.raises(LookupError, match="web-2"):
        outbox.add("web-2", Kind.STAFF, {"text": "?"}, due_at=NOW, created_by="staff:1", now=NOW)


def test_the_delivery_of_this_process_is_told_at_once(outbox: Outbox) -> None:
    told: list[str] = []
    outbox.when_filled(lambda: told.append("filled"))

    written(outbox)

    assert told == ["filled"]
    assert outbox.waiting(WHO) == 1
