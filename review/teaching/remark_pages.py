"""Remarks on the catalogue: written at a turn, listed for the editors, settled."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import quote

from sqlalchemy.orm import Session
from starlette.exceptions import HTTPException
from starlette.responses import Response

from review.access.roles import Role
from review.judging import marks
from review.judging.subject import conversation_of, words_of
from review.teaching import remarks
from review.teaching.room import Room
from review.web.pages import Visit


@dataclass(frozen=True)
class RemarkPages:
    """The handlers over one room."""

    room: Room

    async def add(self, visit: Visit) -> Response:
        """Keep a remark, without personal data. Its place must be in the catalogue."""
        conversation_id, position = conversation_of(visit), int(visit.param("position"))
        situation, step = words_of(visit, "situation"), words_of(visit, "step")
        if self.room.catalogue().situation(situation) is None:
            raise HTTPException(422)
        if step and step not in dict(self.room.steps(visit, situation)):
            raise HTTPException(422)
        words, _ = self.room.hide(words_of(visit, "words"))

        def work(session: Session) -> str:
            if not marks.exists(session, conversation_id):
                raise HTTPException(404)
            try:
                place = (conversation_id, position)
                number = remarks.add(session, visit.staff, visit.now, place, situation, step, words)
            except ValueError:
                return visit.say("teaching.remarks.bad", limit=remarks.WORDS_LIMIT)
            visit.record(session, "remark_added", f"remark:{number}", situation=situation, step=step)
            return visit.say("teaching.remarks.added")

        notice = await visit.run(self.room.with_session, work)
        path = f"/conversations/{quote(conversation_id, safe='')}/turns/{position}/teach?situation={quote(situation)}"
        return visit.redirect(path, notice)

    async def listed(self, visit: Visit) -> Response:
        """The open remarks, or with `?settled=1` the others."""
        settled = visit.request.query_params.get("settled") == "1"
        found = await visit.run(self.room.with_session, lambda session: remarks.listed(session, settled))
        titles = {situation: dict(self.room.steps(visit, situation)) for situation in {one.situation for one in found}}
        return visit.render(
            "teaching/remarks.html",
            remarks=found,
            settled=settled,
            words_for=self.room.words_for(visit),
            step_titles=titles,
            may_settle=visit.staff.role.may(Role.EDITOR),
        )

    async def csv(self, visit: Visit) -> Response:
        """The open remarks as a file."""
        found = await visit.run(self.room.with_session, remarks.listed)
        headers = {"Content-Disposition": 'attachment; filename="remarks.csv"'}
        return Response(remarks.as_csv(found), media_type="text/csv; charset=utf-8", headers=headers)

    async def settle(self, visit: Visit) -> Response:
        """Say that a remark was dealt with, or open it again."""
        number, wanted = int(visit.param("number")), visit.text("wanted")
        if wanted not in ("0", "1"):
            raise HTTPException(422)

        def work(session: Session) -> None:
            try:
                remarks.settle(session, visit.staff, visit.now, number, wanted == "1")
            except LookupError:
                raise HTTPException(404) from None
            visit.record(session, "remark_settled" if wanted == "1" else "remark_reopened", f"remark:{number}")

        await visit.run(self.room.with_session, work)
        done = "teaching.remarks.was_settled" if wanted == "1" else "teaching.remarks.was_reopened"
        return visit.redirect("/teaching/remarks" + ("" if wanted == "1" else "?settled=1"), visit.say(done))
