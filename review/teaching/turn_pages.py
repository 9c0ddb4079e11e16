"""Correcting what was understood of one message: an example of the right intent, or a phrase that tells something."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import quote, urlencode

from sqlalchemy.orm import Session
from starlette.exceptions import HTTPException
from starlette.responses import Response

from review.access.roles import Role
from review.judging.subject import conversation_of, words_of
from review.teaching import examples, fitness
from review.teaching.examples import Draft, Said
from review.teaching.fitness import Sight, suggested
from review.teaching.room import Room
from review.teaching.vocabulary import LANGUAGES, SITUATION_PREFIX, Kind, State, Unfit
from review.web.pages import Visit

#: What a form's button asks for.
LOOK, PROPOSE, ACCEPT = "look", "propose", "accept"
BEGINNING_OF_BUTTONS = "/"


@dataclass(frozen=True)
class TurnPages:
    """The handlers over one room."""

    room: Room

    async def show(self, visit: Visit) -> Response:
        """The message, what was made of it, and the forms."""
        turn = await self._said(visit)
        draft = Draft(Kind.EXAMPLE, _likely(turn), _language(turn), suggested(turn.text))
        return await self._render(visit, turn, draft)

    async def teach(self, visit: Visit) -> Response:
        """Look for what is alike, propose the example, or (editors) propose and accept it at once."""
        turn, deed = await self._said(visit), visit.text("deed")
        if deed not in (LOOK, PROPOSE, ACCEPT) or (deed == ACCEPT and not visit.staff.role.may(Role.EDITOR)):
            raise HTTPException(422)
        draft = Draft(Kind.EXAMPLE, words_of(visit, "label"), words_of(visit, "language"), words_of(visit, "text"))
        try:
            codes = (await visit.run(self.room.labels, visit)).codes()
            draft = replace(
                draft, text=fitness.fit(draft.text, draft.kind, draft.label, draft.language, codes, self.room.hide)
            )
            await visit.run(fitness.new, draft.text, draft.label, self.room.look)
            if deed == LOOK:
                return await self._render(visit, turn, draft)
            await visit.run(self._keep, visit, turn, draft, accept=deed == ACCEPT)
        except Unfit as unfit:
            return await self._render(visit, turn, replace(draft, text=unfit.text or draft.text), unfit)
        return visit.redirect(_here(visit), visit.say(f"teaching.done.{deed}"))

    async def phrase(self, visit: Visit) -> Response:
        """Propose a phrase that settles a circumstance."""
        turn, situation = await self._said(visit), words_of(visit, "situation")
        known = {f"{situation}/{code}" for code, _ in self.room.circumstances(visit, situation)}
        label = f"{situation}/{words_of(visit, 'told')}"
        draft = Draft(Kind.PHRASE, label, "", words_of(visit, "phrase"))
        accept = visit.text("deed") == ACCEPT and visit.staff.role.may(Role.EDITOR)
        try:
            text = fitness.fit(draft.text, Kind.PHRASE, label, "", known, self.room.hide)
            await visit.run(self._keep, visit, turn, replace(draft, text=text), accept=accept)
        except Unfit as unfit:
            own = Draft(Kind.EXAMPLE, _likely(turn), _language(turn), suggested(turn.text))
            return await self._render(visit, turn, own, unfit, situation, draft)
        notice = visit.say(f"teaching.done.{ACCEPT if accept else PROPOSE}")
        return visit.redirect(_here(visit, situation=situation), notice)

    def _keep(self, visit: Visit, turn: Said, draft: Draft, accept: bool) -> None:
        def work(session: Session) -> None:
            number = examples.propose(session, visit.staff, visit.now, turn, draft)
            subject = f"example:{number}"
            known = {"conversation": turn.conversation_id, "position": turn.position, "label": draft.label}
            visit.record(session, "example_proposed", subject, **known)
            if accept:
                examples.decide(session, visit.staff, visit.now, number, State.ACCEPTED)
                visit.record(session, "example_accepted", subject, label=draft.label)

        self.room.with_session(work)

    async def _said(self, visit: Visit) -> Said:
        """The message of the address. 404 for a turn that is not there, or in which only a button was pressed."""
        conversation_id, position = conversation_of(visit), int(visit.param("position"))
        found = await visit.run(
            self.room.with_session, lambda session: examples.said(session, conversation_id, position)
        )
        if found is None or found.text.startswith(BEGINNING_OF_BUTTONS):
            raise HTTPException(404)
        return found

    async def _render(
        self,
        visit: Visit,
        turn: Said,
        draft: Draft,
        unfit: Unfit | None = None,
        situation: str = "",
        phrase: Draft | None = None,
    ) -> Response:
        situation = situation or self._situation(visit, draft)

        def work(session: Session) -> dict[str, Any]:
            return {"drawn": examples.of_turn(session, turn.conversation_id, turn.position)}

        return visit.render(
            "teaching/turn.html",
            422 if unfit else 200,
            turn=turn,
            draft=draft,
            phrase=phrase,
            unfit=unfit,
            sight=await visit.run(self._sight, draft),
            labels=await visit.run(self.room.labels, visit),
            languages_of_examples=LANGUAGES,
            situation=situation,
            circumstances=self.room.circumstances(visit, situation),
            steps=self.room.steps(visit, situation),
            words_for=self.room.words_for(visit),
            may_accept=visit.staff.role.may(Role.EDITOR),
            path=f"/conversations/{quote(turn.conversation_id, safe='')}",
            **await visit.run(self.room.with_session, work),
        )

    def _sight(self, draft: Draft) -> Sight:
        return self.room.look(draft.text) if draft.text else Sight()

    def _situation(self, visit: Visit, draft: Draft) -> str:
        """The situation whose circumstances and steps are offered."""
        asked = visit.request.query_params.get("situation", "")
        chosen = asked or draft.label.removeprefix(SITUATION_PREFIX)
        return chosen if self.room.catalogue().situation(chosen) is not None else ""


def _likely(turn: Said) -> str:
    """What the message was taken for, as the first choice: often only a phrase is missing."""
    return turn.intent


def _language(turn: Said) -> str:
    return turn.language if turn.language in LANGUAGES else LANGUAGES[0]


def _here(visit: Visit, **query: str) -> str:
    path = f"/conversations/{quote(visit.param('id'), safe='')}/turns/{visit.param('position')}/teach"
    return path + (f"?{urlencode(query)}" if query else "")
