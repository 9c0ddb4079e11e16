"""The audit log on both databases: it keeps what was done, and pages hold still while new entries come in."""

from __future__ import annotations

import pytest
from sqlalchemy.engine import Engine
from sqlalchemy.orm import Session

from review.access.audit import AuditLog, Wanted, record
from review.access.models import Base
from review.access.roles import Role
from review.access.staff import Staff

OLENA = Staff(1, "Олена", Role.REVIEWER, "uk")


@pytest.fixture
def log(database: Engine) -> AuditLog:
    """Ten entries: odd ones by Олена about conversations, even ones by nobody about the staff."""
    Base.metadata.create_all(database)
    for turn in range(10):
        write(database, turn)
    return AuditLog(database)


def write(database: Engine, turn: int) -> None:
    with Session(database) as session, session.begin():
        if turn % 2:
            record(session, OLENA, float(turn), "judged", f"conversation:web-{turn}", verdict="wrong")
        else:
            record(session, None, float(turn), "role_set", f"staff:{turn}%")


def test_paging_shows_each_entry_once_while_new_ones_arrive(database: Engine, log: AuditLog) -> None:
    seen: list[float] = []
    page = log.listed(Wanted(), size=4)
    for arriving in (10, 11, 12):
        seen += [entry.at for entry in page.entries]
        write(database, arriving)
        if page.older is not None:
            page = log.listed(Wanted(), page.older, size=4)

    assert seen == [float(turn) for turn in reversed(range(10))]
    assert page.older is None


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        (Wanted(name="Олена"), [9, 7, 5, 3, 1]),
        (Wanted(action="role_set"), [8, 6, 4, 2, 0]),
        (Wanted(subject="conversation:"), [9, 7, 5, 3, 1]),
        (Wanted(subject="staff:4%"), [4]),
        (Wanted(subject="%"), []),
        (Wanted(since=3.0, until=6.0), [5, 4, 3]),
        (Wanted(name="Олена", since=5.0), [9, 7, 5]),
        (Wanted(name="Хтось"), []),
    ],
)
def test_the_log_is_narrowed(log: AuditLog, wanted: Wanted, found: list[int]) -> None:
    assert [int(entry.at) for entry in log.listed(wanted).entries] == found


def test_an_entry_is_lost_with_the_deed_it_tells_of(database: Engine, log: AuditLog) -> None:
    def fail_after_recording() -> None:
        with Session(database) as session, session.begin():
            record(session, OLENA, 99.0, "judged", "conversation:web-1")
            session.flush()
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail_after_recording()

    assert log.listed(Wanted(since=99.0)).entries == ()
