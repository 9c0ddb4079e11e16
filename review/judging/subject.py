"""Which conversation a page is about, and what was written on it."""

from __future__ import annotations

from starlette.exceptions import HTTPException

from review.web.pages import Visit

#: PostgreSQL takes text with any character but this one.
NUL = "\x00"


def conversation_of(visit: Visit) -> str:
    """The id in the address. 404 for what can be none."""
    conversation_id = visit.param("id")
    if NUL in conversation_id:
        raise HTTPException(404)
    return conversation_id


def words_of(visit: Visit, field: str) -> str:
    """What was written in a field of the form, without what no database keeps."""
    return visit.text(field).replace(NUL, "")
