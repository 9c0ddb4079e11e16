"""Recurring duties: one worker of many does them, and a dead one loses them."""

from __future__ import annotations

from sqlalchemy.engine import Engine

from bot.conversations.duties import Duties

NOW = 1_795_000_000.0


def test_one_worker_gets_the_duty_and_only_when_it_is_due(database: Engine) -> None:
    one, other = Duties(database), Duties(database)
    one.introduce("sweep", NOW)
    other.introduce("sweep", NOW + 5)

    assert not one.claim("sweep", NOW - 1, 60)
    assert one.claim("sweep", NOW, 60)
    assert not other.claim("sweep", NOW, 60)

    one.done("sweep", NOW + 100)
    assert not other.claim("sweep", NOW + 99, 60)
    assert other.claim("sweep", NOW + 100, 60)


def test_a_worker_that_died_loses_its_claim(database: Engine) -> None:
    duties = Duties(database)
    duties.introduce("sweep", NOW)
    assert duties.claim("sweep", NOW, 60)

    assert not duties.claim("sweep", NOW + 59, 60)
    assert duties.claim("sweep", NOW + 60, 60)


def test_a_duty_can_be_brought_forward(database: Engine) -> None:
    duties = Duties(database)
    duties.introduce("sweep", NOW + 3600)

    duties.hasten("sweep", NOW)

    assert duties.next_at("sweep") == NOW
    assert duties.next_at("unknown") is None
