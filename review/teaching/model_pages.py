"""Retrain and compare: making a candidate, reading the comparison, putting it live, going back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select, tuple_
from sqlalchemy.orm import Session
from starlette.exceptions import HTTPException
from starlette.responses import JSONResponse, Response

from bot.conversations.models import ConversationTurn
from review.access.roles import Role
from review.teaching import examples
from review.teaching.candidates import Busy, Candidate, CannotGoLive, InUse, Stage, Verdict
from review.teaching.examples import Example
from review.teaching.room import Room
from review.web.pages import Visit

#: Shares of a comparison in the order of the page.
SHARES = ("top1", "top3", "answered", "wrong_and_confident", "false_rejections", "out_of_scope_recall")
#: A share that is better when it is lower.
LOWER_IS_BETTER = frozenset({"wrong_and_confident", "false_rejections"})
#: Turns named in one query; databases limit how many it may have.
TURNS_A_QUERY = 200


@dataclass(frozen=True)
class ModelPages:
    """The handlers over one room."""

    room: Room

    async def listed(self, visit: Visit) -> Response:
        """What is live, what is being made, what was made."""
        workshop = self.room.workshop
        candidates = await visit.run(workshop.listed)
        waiting = await visit.run(self.room.with_session, lambda session: len(examples.waiting(session)))
        return visit.render(
            "teaching/models.html",
            candidates=candidates,
            busy=next((one for one in candidates if not one.stage.ended), None),
            waiting=waiting,
            decisions=await visit.run(workshop.decisions),
            in_use=workshop.in_use(),
            stages=[stage for stage in Stage if not stage.ended],
            version=_version(candidates, workshop.in_use()),
        )

    async def news(self, visit: Visit) -> Response:
        """What the page asks every few seconds: whether anything changed."""
        candidates = await visit.run(self.room.workshop.listed)
        return JSONResponse({"version": _version(candidates, self.room.workshop.in_use())})

    async def start(self, visit: Visit) -> Response:
        """Begin making a candidate."""
        if visit.text("wanted") != "1":
            raise HTTPException(422)
        try:
            await visit.run(self.room.workshop.start, visit.staff)
        except Busy as busy:
            return visit.redirect("/teaching/models", visit.say("teaching.models.busy", name=busy.candidate.asked_by))
        return visit.redirect("/teaching/models", visit.say("teaching.models.started"))

    async def show(self, visit: Visit) -> Response:
        """A candidate with its comparison."""
        found = await self._one(visit)
        comparison = found.comparison
        turns = await visit.run(self.room.with_session, lambda session: _texts(session, comparison.get("turns", ())))
        taught = await visit.run(self.room.with_session, _taught)
        decisions = await visit.run(self.room.workshop.decisions)
        return visit.render(
            "teaching/candidate.html",
            candidate=found,
            comparison=comparison,
            rows=_rows(comparison),
            turns=turns,
            taught=[(taught[one["id"]], one) for one in comparison.get("taught", ()) if one["id"] in taught],
            is_live=bool(decisions) and bool(found.model) and decisions[0].model == found.model,
            in_use=self.room.workshop.in_use(),
            may_put_live=_may_put_live(visit, found),
            words_for=self.room.words_for(visit),
            stages=[stage for stage in Stage if not stage.ended],
        )

    async def put_live(self, visit: Visit) -> Response:
        """Every worker takes the model into use."""
        found = await self._one(visit)
        if visit.text("wanted") != "1":
            raise HTTPException(422)
        if not _may_put_live(visit, found):
            raise HTTPException(403)
        here = f"/teaching/models/{found.id}"
        try:
            await visit.run(self.room.workshop.put_live, visit.staff, found.id)
        except CannotGoLive as reason:
            return visit.redirect(here, visit.say(f"teaching.models.cannot.{reason.key}"))
        return visit.redirect(here, visit.say("teaching.models.put_live"))

    async def roll_back(self, visit: Visit) -> Response:
        """Back to the model before. The form names the decision it undoes: two clicks do not undo each other."""
        decisions = await visit.run(self.room.workshop.decisions)
        if not visit.text("decision"):
            raise HTTPException(422)
        if not decisions or visit.text("decision") != str(decisions[0].id):
            raise HTTPException(409)
        try:
            await visit.run(self.room.workshop.roll_back, visit.staff)
        except CannotGoLive as reason:
            return visit.redirect("/teaching/models", visit.say(f"teaching.models.cannot.{reason.key}"))
        return visit.redirect("/teaching/models", visit.say("teaching.models.rolled_back"))

    async def _one(self, visit: Visit) -> Candidate:
        found = await visit.run(self.room.workshop.one, int(visit.param("number")))
        if found is None:
            raise HTTPException(404)
        return found


def _may_put_live(visit: Visit, candidate: Candidate) -> bool:
    """Editors, who answer for what is learnt; a model measurably worse than the one in use takes an administrator."""
    needed = Role.ADMIN if candidate.verdict is Verdict.WORSE else Role.EDITOR
    return candidate.stage is Stage.READY and visit.staff.role.may(needed)


@dataclass(frozen=True)
class Row:
    """A share before and after, from 0 to 1; None where there was nothing to measure. `good`: whether it improved."""

    name: str
    before: float | None
    after: float | None

    @property
    def good(self) -> bool | None:
        if self.before is None or self.after is None or self.before == self.after:
            return None
        return (self.after < self.before) == (self.name in LOWER_IS_BETTER)


def _rows(comparison: Mapping[str, Any]) -> list[Row]:
    found = comparison.get("evaluation", {}).get("all")
    return [Row(name, found["before"][name], found["after"][name]) for name in SHARES] if found else []


def _texts(session: Session, turns: Sequence[Mapping[str, Any]]) -> list[tuple[str, Mapping[str, Any]]]:
    """The turns with what the person said; those of conversations deleted since are left out."""
    said: dict[tuple[str, int], str] = {}
    places = [(one["conversation"], one["position"]) for one in turns]
    for start in range(0, len(places), TURNS_A_QUERY):
        wanted = select(ConversationTurn.conversation_id, ConversationTurn.position, ConversationTurn.text).where(
            tuple_(ConversationTurn.conversation_id, ConversationTurn.position).in_(
                places[start : start + TURNS_A_QUERY]
            )
        )
        said.update({(who, at): text for who, at, text in session.execute(wanted)})
    found = [
        (said[one["conversation"], one["position"]], one)
        for one in turns
        if (one["conversation"], one["position"]) in said
    ]
    # What was right and changes is what the reader must see first.
    return sorted(found, key=lambda pair: pair[1]["verdict"] != "correct")


def _taught(session: Session) -> dict[int, Example]:
    return {one.id: one for one in examples.taught(session)}


def _version(candidates: Sequence[Candidate], in_use: InUse) -> str:
    """Changes whenever the pages would."""
    return "|".join([in_use.model, in_use.problem, *(f"{one.id}:{one.stage.value}:{one.step}" for one in candidates)])
