"""The list of examples: who proposed what, accepting and rejecting many at once, mending one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from sqlalchemy.orm import Session
from starlette.exceptions import HTTPException
from starlette.responses import Response

from review.access.roles import Role
from review.judging.subject import words_of
from review.teaching import examples, fitness
from review.teaching.examples import SIZE, Draft, Example
from review.teaching.room import Room
from review.teaching.vocabulary import LANGUAGES, Kind, State, Unfit
from review.web.pages import Visit

#: States that staff give; the files give the other.
GIVEN = (State.ACCEPTED, State.REJECTED, State.PROPOSED)


@dataclass(frozen=True)
class ExamplePages:
    """The handlers over one room."""

    room: Room

    async def listed(self, visit: Visit) -> Response:
        """Examples in one state, those to decide on first."""
        state, before = _state(visit.request.query_params.get("state")), visit.request.query_params.get("before", "")
        if state is None or (before and not _is_number(before)):
            raise HTTPException(422)

        def work(session: Session) -> dict[str, Any]:
            found = examples.listed(session, state, int(before) if before else None, SIZE + 1)
            return {"counts": examples.counts(session), "examples": found}

        found = await visit.run(self.room.with_session, work)
        shown: tuple[Example, ...] = found["examples"][:SIZE]
        return visit.render(
            "teaching/examples.html",
            state=state,
            states=tuple(State),
            counts=found["counts"],
            examples=shown,
            older=shown[-1].id if len(found["examples"]) > SIZE else None,
            words_for=self.room.words_for(visit),
            may_decide=visit.staff.role.may(Role.EDITOR),
            path=conversation_path,
        )

    async def decide(self, visit: Visit) -> Response:
        """Accept, reject or put back all that were ticked. Those that somebody changed meanwhile are left out."""
        state = _state(visit.text("decision") or "-")
        numbers = [str(value) for value in visit.form.getlist("example")]
        if state not in GIVEN or not all(map(_is_number, numbers)):
            raise HTTPException(422)

        def work(session: Session) -> int:
            done = 0
            for number in map(int, numbers):
                try:
                    found = examples.decide(session, visit.staff, visit.now, number, state)
                except LookupError:
                    continue
                visit.record(session, f"example_{state.value}", f"example:{number}", label=found.label)
                done += 1
            return done

        done = await visit.run(self.room.with_session, work)
        back = _state(visit.text("back")) or State.PROPOSED
        return visit.redirect(f"/teaching?state={back.value}", visit.say(f"teaching.decided.{state.value}", n=done))

    async def show(self, visit: Visit) -> Response:
        """One example, to be mended."""
        found = await self._one(visit)
        return await self._render(visit, found, Draft(found.kind, found.label, found.language, found.text))

    async def change(self, visit: Visit) -> Response:
        """Keep the mended text, checked like a new one."""
        found = await self._one(visit)
        label = words_of(visit, "label") if found.kind is Kind.EXAMPLE else found.label
        language = words_of(visit, "language") if found.kind is Kind.EXAMPLE else found.language
        draft = Draft(found.kind, label, language, words_of(visit, "text"))
        try:
            await visit.run(self._keep, visit, found, draft)
        except Unfit as unfit:
            shown = Draft(draft.kind, draft.label, draft.language, unfit.text or draft.text)
            return await self._render(visit, found, shown, unfit)
        except LookupError:
            raise HTTPException(409) from None
        return visit.redirect(f"/teaching?state={found.state.value}", visit.say("teaching.done.changed"))

    def _keep(self, visit: Visit, found: Example, draft: Draft) -> None:
        known = self.room.labels(visit).codes() | {found.label}
        text = fitness.fit(draft.text, draft.kind, draft.label, draft.language, known, self.room.hide)
        if draft.kind is Kind.EXAMPLE:
            fitness.new(text, draft.label, self.room.look)

        def work(session: Session) -> None:
            examples.change(session, found.id, Draft(draft.kind, draft.label, draft.language, text))
            visit.record(session, "example_changed", f"example:{found.id}", label=draft.label)

        self.room.with_session(work)

    async def _one(self, visit: Visit) -> Example:
        number = int(visit.param("number"))
        found = await visit.run(self.room.with_session, lambda session: examples.one(session, number))
        if found is None:
            raise HTTPException(404)
        if found.state is State.EXPORTED:
            raise HTTPException(409)
        return found

    async def _render(self, visit: Visit, found: Example, draft: Draft, unfit: Unfit | None = None) -> Response:
        return visit.render(
            "teaching/example.html",
            422 if unfit else 200,
            example=found,
            draft=draft,
            unfit=unfit,
            sight=await visit.run(self.room.look, draft.text or found.text),
            labels=await visit.run(self.room.labels, visit),
            languages_of_examples=LANGUAGES,
            words_for=self.room.words_for(visit),
            path=conversation_path,
        )


def conversation_path(conversation_id: str, position: int) -> str:
    """The page on which an example was drawn from a message."""
    return f"/conversations/{quote(conversation_id, safe='')}/turns/{position}/teach"


def _state(text: str | None) -> State | None:
    """The state with this code, the first one without any; None for a code that is none."""
    if not text:
        return State.PROPOSED
    return State(text) if text in [one.value for one in State] else None


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) < 10
