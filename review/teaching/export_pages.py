"""What was accepted as a patch: looked at, downloaded, and marked once it is in the files."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256

from sqlalchemy.orm import Session
from starlette.exceptions import HTTPException
from starlette.responses import Response

from review.teaching import export
from review.teaching.export import Export
from review.teaching.insertion import InsertionError
from review.teaching.room import Room
from review.web.pages import Visit


@dataclass(frozen=True)
class ExportPages:
    """The handlers over one room. They change no file: `signpost review export` does, or whoever applies the patch."""

    room: Room

    async def show(self, visit: Visit) -> Response:
        """The patch, and what to do with it. A file that cannot be added to is named."""
        try:
            found, problem = await self._planned(visit), ""
        except (InsertionError, OSError) as error:
            found, problem = Export((), (), ()), str(error)
        return visit.render(
            "teaching/export.html",
            422 if problem else 200,
            export=found,
            patch=found.patch(),
            mark=_mark(found),
            problem=problem,
        )

    async def patch(self, visit: Visit) -> Response:
        """The patch as a file."""
        try:
            found = await self._planned(visit)
        except (InsertionError, OSError):
            raise HTTPException(409) from None
        await visit.audit("examples_downloaded", "export:patch", examples=[one.id for one in found.examples])
        headers = {"Content-Disposition": 'attachment; filename="signpost-examples.patch"'}
        return Response(found.patch(), media_type="text/x-diff; charset=utf-8", headers=headers)

    async def mark(self, visit: Visit) -> Response:
        """Say that the patch was applied. What was accepted since it was shown is not in it: 409."""

        def work(session: Session) -> int:
            found = export.planned(session, self.room.project)
            if not found.examples and not found.tests:
                raise HTTPException(422)
            if visit.text("mark") != _mark(found):
                raise HTTPException(409)
            export.mark(session, found, visit.now)
            visit.record(session, "examples_exported", "export:patch", examples=[one.id for one in found.examples])
            return len(found.examples)

        if not visit.text("mark"):
            raise HTTPException(422)
        count = await visit.run(self.room.with_session, work)
        return visit.redirect("/teaching?state=exported", visit.say("teaching.export.marked", n=count))

    async def _planned(self, visit: Visit) -> Export:
        return await visit.run(self.room.with_session, lambda session: export.planned(session, self.room.project))


def _mark(found: Export) -> str:
    """Tells one set of examples and tests from another."""
    known = [
        *((one.id, one.text, one.label) for one in found.examples),
        *((one.conversation_id, one.at) for one in found.tests),
    ]
    return sha256(repr(known).encode()).hexdigest()[:16]
