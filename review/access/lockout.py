"""Slowing down who guesses: after some failures each next try has to wait, longer every time.

Counted for the name that was typed and for the address it came from. A try is counted before the password is looked
at, so that many tries at one moment are no way around. Names that do not exist are counted like those that do.

>>> [delay(failures, ACCOUNT) for failures in (4, 5, 6, 7, 20)]
[0.0, 15.0, 30.0, 60.0, 900.0]
"""

from __future__ import annotations

import hashlib
import ipaddress
from dataclasses import dataclass
from typing import Any

from sqlalchemy import delete, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from review.access.models import StaffSignInFailure

#: Failures this old no longer count, in seconds.
FORGOTTEN_AFTER = 24 * 60 * 60.0


@dataclass(frozen=True)
class Limit:
    """How many failures are free, the first wait and the longest one in seconds."""

    free: int
    first: float
    longest: float


ACCOUNT = Limit(free=5, first=15.0, longest=15 * 60.0)
#: Several people may share an address.
ADDRESS = Limit(free=20, first=15.0, longest=60 * 60.0)


@dataclass(frozen=True)
class Counter:
    """What is counted, and how patiently."""

    key: str
    limit: Limit


def counters(name: str, address: str) -> tuple[Counter, Counter]:
    """The two counters that a try moves."""
    return Counter(_key("name", folded(name)), ACCOUNT), Counter(_key("address", _network(address)), ADDRESS)


def delay(failures: int, limit: Limit) -> float:
    """Seconds to wait after so many failures."""
    if failures < limit.free:
        return 0.0
    return min(limit.longest, limit.first * 2.0 ** min(failures - limit.free, 32))


def wait_for(session: Session, counted: tuple[Counter, ...], now: float) -> float:
    """Seconds until the next try is allowed; 0 lets this one through and counts it as failed until it succeeds."""
    # Always in the same order, so that two tries at once cannot hold each other's row.
    rows = [(_row(session, one.key, now), one.limit) for one in sorted(counted, key=lambda one: one.key)]
    for row, _ in rows:
        if now - row.last_at > FORGOTTEN_AFTER:
            row.failures = 0
    waits = [row.last_at + delay(row.failures, limit) - now for row, limit in rows]
    if max(waits) > 0:
        return max(waits)
    for row, _ in rows:
        row.failures += 1
        row.last_at = now
    return 0.0


def wait_after(session: Session, counted: tuple[Counter, ...]) -> float:
    """Seconds that the next try will have to wait after the failures counted so far."""
    rows = ((session.get(StaffSignInFailure, one.key), one.limit) for one in counted)
    return max((delay(row.failures, limit) for row, limit in rows if row is not None), default=0.0)


def succeeded(session: Session, counted: tuple[Counter, Counter]) -> None:
    """The try that was counted was right: the name starts afresh, the address gets this one back."""
    name, address = counted
    session.execute(delete(StaffSignInFailure).where(StaffSignInFailure.key == name.key))
    row = session.get(StaffSignInFailure, address.key, with_for_update=True)
    if row is not None:
        row.failures = max(0, row.failures - 1)


def forget_old(session: Session, now: float) -> None:
    """Clear away what no longer counts."""
    session.execute(delete(StaffSignInFailure).where(StaffSignInFailure.last_at < now - FORGOTTEN_AFTER))


def folded(name: str) -> str:
    """What names are compared by."""
    return " ".join(name.split()).casefold()


def _row(session: Session, key: str, now: float) -> Any:
    """The counter's row, made if need be and held until the transaction ends."""
    insert = postgresql.insert if session.get_bind().dialect.name == "postgresql" else sqlite.insert
    row = insert(StaffSignInFailure).values(key=key, failures=0, last_at=now)
    session.execute(row.on_conflict_do_nothing())
    held = select(StaffSignInFailure).where(StaffSignInFailure.key == key).with_for_update()
    return session.scalars(held).one()


def _key(kind: str, value: str) -> str:
    return hashlib.sha256(f"{kind}:{value}".encode()).hexdigest()


def _network(address: str) -> str:
    """One household usually has a whole /64 of IPv6 addresses."""
    try:
        parsed = ipaddress.ip_address(address)
    except ValueError:
        return address
    if parsed.version == 6:
        return str(ipaddress.ip_network((parsed, 64), strict=False))
    return str(parsed)
