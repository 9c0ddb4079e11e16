"""Small sets in one column: `|one|another|`, so that a list can be filtered by a member without another table."""

from __future__ import annotations

BAR = "|"


def members(column: str) -> tuple[str, ...]:
    """The members in the order they came.

    >>> members("|marriage|lost-passport|")
    ('marriage', 'lost-passport')
    """
    return tuple(one for one in column.split(BAR) if one)


def with_member(column: str, member: str | None) -> str:
    """The column with this member in it, once.

    >>> with_member("|marriage|", "lost-passport")
    '|marriage|lost-passport|'
    """
    if not member or holding(member) in column:
        return column
    return f"{column or BAR}{member}{BAR}"


def holding(member: str) -> str:
    """What a column that has this member contains.

    >>> holding("marriage") in "|lost-passport|marriage|"
    True
    """
    return f"{BAR}{member}{BAR}"
