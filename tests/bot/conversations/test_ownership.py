"""Who answers: the assistant, the assistant while somebody waits, or a member of staff."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy.engine import Engine
from sqlalchemy.orm import Session

from bot.conversations.ownership import STAFF_SILENCE, Owner, Ownership, Taken, ask_for_staff
from bot.conversations.store import ConversationStore

WHO = "web-1"
NOW = 1_800_000_000.0
OLENA, PETRO = 1, 2


@pytest.fixture
def store(database: Engine) -> ConversationStore:
    store = ConversationStore(database)
    talk(store, WHO)
    return store


@pytest.fixture
def ownership(store: ConversationStore, database: Engine) -> Ownership:
    return Ownership(database)


def talk(store: ConversationStore, who: str, status: str = "answered", at: float = NOW) -> None:
    """A turn that ended so."""
    parsed = {"intent": {"name": "human", "confidence": 0.9}}
    events: list[dict[str, Any]] = [
        {"event": "user", "timestamp": at, "text": "…", "parse_data": parsed, "metadata": {"shown": "…"}},
        {"event": "slot", "timestamp": at, "name": "turn_status", "value": status},
    ]
    store.append(who, events, {"slots": {"language": "uk"}, "events": []})


def test_a_conversation_belongs_to_the_assistant_until_a_person_is_asked_for(
    store: ConversationStore, ownership: Ownership
) -> None:
    assert ownership.of(WHO, NOW).owner is Owner.BOT

    talk(store, WHO, "handed_over", at=NOW + 1)

    waiting = ownership.of(WHO, NOW + 60)
    assert (waiting.owner, waiting.since) == (Owner.WAITING, NOW + 1)


def test_asking_again_does_not_send_one_to_the_end_of_the_queue(store: ConversationStore, ownership: Ownership) -> None:
    talk(store, "web-2", "handed_over", at=NOW + 1)
    talk(store, WHO, "handed_over", at=NOW + 2)
    talk(store, "web-2", "handed_over", at=NOW + 3)

    assert [one.owned.conversation for one in ownership.queue(NOW + 4)] == ["web-2", WHO]


def test_of_two_who_take_over_the_first_wins_and_the_other_is_told(ownership: Ownership) -> None:
    ownership.take_over(WHO, OLENA, "Олена", NOW)

    with pytest.raises(Taken, match="Олена"):
        ownership.take_over(WHO, PETRO, "Петро", NOW)
    assert ownership.of(WHO, NOW).staff_name == "Олена"
    with pytest.raises(Taken):
        ownership.held_by(WHO, PETRO, NOW)
    with pytest.raises(Taken):
        ownership.hand_back(WHO, PETRO, NOW)


def test_handing_back_leaves_the_conversation_to_the_assistant(ownership: Ownership) -> None:
    ownership.take_over(WHO, OLENA, "Олена", NOW)
    ownership.hand_back(WHO, OLENA, NOW + 1)

    assert ownership.of(WHO, NOW + 1).owner is Owner.BOT
    assert ownership.queue(NOW + 1) == []


def test_the_person_is_told_once_that_somebody_reads_along(ownership: Ownership) -> None:
    assert not ownership.tell_once("web-2")
    ownership.take_over(WHO, OLENA, "Олена", NOW)

    assert (ownership.tell_once(WHO), ownership.tell_once(WHO)) == (True, False)

    ownership.hand_back(WHO, OLENA, NOW)
    ownership.take_over(WHO, PETRO, "Петро", NOW)
    assert ownership.tell_once(WHO)


def test_staff_who_went_home_leave_the_person_to_the_queue_again(ownership: Ownership) -> None:
    ownership.take_over(WHO, OLENA, "Олена", NOW)
    ownership.held_by(WHO, OLENA, NOW + 100)

    assert ownership.of(WHO, NOW + STAFF_SILENCE + 100).owner is Owner.STAFF
    late = NOW + STAFF_SILENCE + 101
    assert ownership.of(WHO, late).owner is Owner.WAITING
    assert ownership.take_over(WHO, PETRO, "Петро", late).staff_name == "Петро"


def test_what_is_noted_with_the_deed_is_kept_or_lost_with_it(ownership: Ownership) -> None:
    def failing(_session: Session) -> None:
        raise RuntimeError("the audit log is full")

    with pytest.raises(RuntimeError):
        ownership.take_over(WHO, OLENA, "Олена", NOW, failing)

    assert ownership.of(WHO, NOW).owner is Owner.BOT


def test_asking_for_a_person_belongs_to_the_turn(
    store: ConversationStore, ownership: Ownership, database: Engine
) -> None:
    with Session(database) as session:
        ask_for_staff(session, WHO, NOW)
        session.rollback()

    assert ownership.of(WHO, NOW).owner is Owner.BOT


def test_a_forgotten_conversation_leaves_the_queue(store: ConversationStore, ownership: Ownership) -> None:
    talk(store, WHO, "handed_over")
    store.delete(WHO)

    assert ownership.queue(NOW) == []
    with pytest.raises(LookupError):
        ownership.take_over(WHO, OLENA, "Олена", NOW)
