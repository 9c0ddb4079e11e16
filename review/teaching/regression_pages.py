"""Saving a conversation as a regression test."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from sqlalchemy.orm import Session
from starlette.exceptions import HTTPException
from starlette.responses import Response

from review.inbox import reading
from review.judging.subject import conversation_of, words_of
from review.teaching import examples, regression
from review.teaching.fitness import one_line
from review.teaching.regression import Expected, SavedTest
from review.teaching.room import Room
from review.web.pages import Visit


@dataclass(frozen=True)
class RegressionPages:
    """The handlers over one room. A test is made of the first page of a conversation."""

    room: Room

    async def show(self, visit: Visit) -> Response:
        """The test as it would be saved, and as it would stand in the file."""
        conversation_id = conversation_of(visit)
        drawn, saved = await visit.run(self.room.with_session, lambda session: self._drawn(session, conversation_id))
        title = saved.title if saved else _title(drawn)
        return visit.render(
            "teaching/regression.html",
            conversation_id=conversation_id,
            title=title,
            turns=drawn,
            written=regression.as_yaml(SavedTest(conversation_id, title, drawn, "", 0)),
            saved=saved,
            path=_path(conversation_id),
        )

    async def save(self, visit: Visit) -> Response:
        """Keep the turns up to the chosen one under a title."""
        conversation_id, through = conversation_of(visit), visit.text("through")
        if not (through.isascii() and through.isdigit() and len(through) < 4):
            raise HTTPException(422)
        title, _ = self.room.hide(words_of(visit, "title"))

        def work(session: Session) -> bool:
            drawn, _ = self._drawn(session, conversation_id)
            try:
                turns = drawn[: int(through)]
                regression.save(session, visit.staff, visit.now, conversation_id, title, turns)
            except ValueError:
                return False
            visit.record(session, "test_saved", f"conversation:{conversation_id}", turns=len(turns))
            return True

        saved = await visit.run(self.room.with_session, work)
        if saved:
            return visit.redirect(_path(conversation_id), visit.say("teaching.regression.saved"))
        notice = visit.say("teaching.regression.bad", limit=regression.TITLE_LIMIT)
        return visit.redirect(_path(conversation_id) + "/regression", notice)

    def _drawn(self, session: Session, conversation_id: str) -> tuple[tuple[Expected, ...], SavedTest | None]:
        """The turns with what must hold, and the test saved before. 404 without such a conversation."""
        found = reading.read(session, conversation_id, 1, self.room.catalogue().situation)
        if found is None:
            raise HTTPException(404)
        corrections = examples.of_conversation(session, conversation_id)
        turns = [self._redacted(turn) for turn in regression.drawn(found.turns, corrections)]
        return tuple(turns), regression.one(session, conversation_id)

    def _redacted(self, turn: Expected) -> Expected:
        """What the person wrote, looked over for personal data once more: it goes into a public repository."""
        said = turn.get("person")
        return turn if said is None else {**turn, "person": self.room.hide(said)[0]}


def _title(turns: tuple[dict[str, Any], ...]) -> str:
    first = next((str(turn["person"]) for turn in turns if "person" in turn), "")
    return one_line(first)[: regression.TITLE_LIMIT]


def _path(conversation_id: str) -> str:
    return f"/conversations/{quote(conversation_id, safe='')}"
