"""How old a statement is. Sources are dated by month; we count from its first day, so never too young."""

from __future__ import annotations

from datetime import date

#: From so many days on, editors are asked to look at the sources again.
AGEING_AFTER_DAYS = 180
#: From so many days on, the answer itself says how old the statement is and who can confirm it.
OLD_AFTER_DAYS = 365


def age_in_days(checked: str, today: date) -> int:
    """Days since the first of the month ("2026-02") in which the newest source was read.

    >>> age_in_days("2026-02", date(2026, 2, 11))
    10
    """
    year, month = checked.split("-")
    return (today - date(int(year), int(month), 1)).days


def is_old(checked: str, today: date) -> bool:
    return age_in_days(checked, today) >= OLD_AFTER_DAYS


def years(checked: str, today: date) -> int:
    """The age in whole years.

    >>> years("2024-12", date(2026, 11, 25)), years("2024-11", date(2026, 11, 25))
    (1, 2)
    """
    return age_in_days(checked, today) // OLD_AFTER_DAYS
