"""What staff do to a conversation: judge its turns, tag, note, assign, mark. Plain forms; scripts only save waiting."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from typing import Any, TypeVar
from urllib.parse import quote

from sqlalchemy.engine import Engine
from sqlalchemy.orm import Session
from starlette.exceptions import HTTPException
from starlette.responses import Response

from bot.conversations.marks import mark_kept, mark_test
from review.access.models import StaffAccount
from review.access.roles import Role
from review.judging import judgements, marks
from review.judging.judgements import WORDS_LIMIT, Judgement, NoSuchTurn
from review.judging.models import Base
from review.judging.subject import conversation_of, words_of
from review.judging.vocabulary import FollowUp, Reason, Verdict
from review.web.pages import Feature, Page, Visit

Result = TypeVar("Result")
E = TypeVar("E", bound=Enum)
#: Scripts send this header to get only the part of the page that changes.
FRAGMENT_HEADER = "x-fragment"


def feature(engine: Engine) -> Feature:
    """The pages that the forms of a conversation send to."""
    Base.metadata.create_all(engine)
    own = Judging(engine)
    at = "/conversations/{id}"
    handlers: dict[str, Any] = {
        "/turns/{position:int}/verdict": own.judge,
        "/tags": own.tag,
        "/tags/remove": own.untag,
        "/notes": own.note,
        "/assignee": own.assign,
        "/reviewed": own.review,
        "/test": own.test,
        "/kept": own.keep,
    }
    pages = tuple(Page(at + path, Role.REVIEWER, handler, method="POST") for path, handler in handlers.items())
    return Feature("judging", pages)


@dataclass(frozen=True)
class Judging:
    """The handlers over one database. Each writes its entry of the audit log in the same transaction."""

    engine: Engine

    async def judge(self, visit: Visit) -> Response:
        """Give a verdict on a turn."""
        conversation_id, position = conversation_of(visit), int(visit.param("position"))
        verdict = _chosen(Verdict, visit.text("verdict"))
        if verdict is None or len(words_of(visit, "words")) > WORDS_LIMIT:
            raise HTTPException(422)
        reason, follow_up = _chosen(Reason, visit.text("reason")), _chosen(FollowUp, visit.text("follow_up"))
        judgement = Judgement(verdict, reason, words_of(visit, "words"), follow_up)

        def work(session: Session) -> Any:
            judgements.judge(session, visit.staff, visit.now, conversation_id, position, judgement)
            details = {name: _code(value) for name, value in (("reason", reason), ("follow_up", follow_up))}
            subject = _subject(conversation_id)
            visit.record(session, "turn_judged", subject, position=position, verdict=verdict.value, **details)
            session.flush()
            return judgements.judgements(session, conversation_id, [position])[position]

        try:
            given = await visit.run(self._with_session, work)
        except NoSuchTurn:
            raise HTTPException(404) from None
        number = visit.text("number")
        if visit.request.headers.get(FRAGMENT_HEADER):
            return visit.render("judging/turn.html", **_drawing(conversation_id, position, number, given, visit))
        return self._back(visit, visit.say("judging.saved"), number)

    async def tag(self, visit: Visit) -> Response:
        """Put a tag on the conversation."""

        def work(session: Session, conversation_id: str) -> str:
            try:
                if marks.add_tag(session, visit.staff, visit.now, conversation_id, words_of(visit, "tag")):
                    visit.record(session, "conversation_tagged", _subject(conversation_id), tag=words_of(visit, "tag"))
            except ValueError:
                return visit.say("judging.tags.bad", limit=marks.TAG_LIMIT, most=marks.TAGS_LIMIT)
            return visit.say("judging.tags.added")

        return await self._change(visit, work)

    async def untag(self, visit: Visit) -> Response:
        """Take a tag off."""

        def work(session: Session, conversation_id: str) -> str:
            if marks.remove_tag(session, conversation_id, words_of(visit, "tag")):
                visit.record(session, "conversation_untagged", _subject(conversation_id), tag=words_of(visit, "tag"))
            return visit.say("judging.tags.removed")

        return await self._change(visit, work)

    async def note(self, visit: Visit) -> Response:
        """Write a note for the others."""

        def work(session: Session, conversation_id: str) -> str:
            try:
                marks.add_note(session, visit.staff, visit.now, conversation_id, words_of(visit, "words"))
            except ValueError:
                return visit.say("judging.notes.bad", limit=marks.NOTE_LIMIT)
            visit.record(session, "conversation_noted", _subject(conversation_id))
            return visit.say("judging.notes.added")

        return await self._change(visit, work)

    async def assign(self, visit: Visit) -> Response:
        """Have somebody look after the conversation; an empty choice: nobody."""
        chosen = visit.text("assignee")
        if chosen and not (chosen.isascii() and chosen.isdigit() and len(chosen) < 10):
            raise HTTPException(422)

        def work(session: Session, conversation_id: str) -> str:
            account = session.get(StaffAccount, int(chosen)) if chosen else None
            if chosen and (account is None or account.disabled or not Role(account.role).may(Role.REVIEWER)):
                raise HTTPException(422)
            name = account.name if account else None
            marks.assign(session, conversation_id, account.id if account else None, name)
            visit.record(session, "conversation_assigned", _subject(conversation_id), to=name)
            return visit.say("judging.assigned", name=name) if name else visit.say("judging.unassigned")

        return await self._change(visit, work)

    async def review(self, visit: Visit) -> Response:
        """Mark as reviewed, or undo it."""

        def change(session: Session, conversation_id: str, wanted: bool) -> None:
            marks.mark_reviewed(session, visit.staff, visit.now, conversation_id, wanted)

        return await self._mark(visit, change, "conversation_reviewed", "conversation_review_undone")

    async def test(self, visit: Visit) -> Response:
        """Count the conversation among tests, or among those of people."""
        return await self._mark(visit, mark_test, "conversation_marked_test", "conversation_marked_people")

    async def keep(self, visit: Visit) -> Response:
        """Have retention spare the conversation, or no longer."""
        return await self._mark(visit, mark_kept, "conversation_kept", "conversation_kept_no_longer")

    async def _mark(self, visit: Visit, change: Callable[[Session, str, bool], None], yes: str, no: str) -> Response:
        if visit.text("wanted") not in ("0", "1"):
            raise HTTPException(422)
        wanted = visit.text("wanted") == "1"

        def work(session: Session, conversation_id: str) -> str:
            change(session, conversation_id, wanted)
            visit.record(session, yes if wanted else no, _subject(conversation_id))
            return visit.say(f"judging.done.{yes if wanted else no}")

        return await self._change(visit, work)

    async def _change(self, visit: Visit, work: Callable[[Session, str], str]) -> Response:
        """Do the work on a conversation that exists and go back to its page with what the work says."""

        def checked(session: Session) -> str:
            if not marks.exists(session, conversation_of(visit)):
                raise HTTPException(404)
            return work(session, conversation_of(visit))

        return self._back(visit, await visit.run(self._with_session, checked))

    def _back(self, visit: Visit, notice: str, number: str = "") -> Response:
        """To the conversation as it was listed, at the turn judged."""
        query, page = visit.text("query"), visit.text("page")
        place = f"turn={number}" if number.isdigit() else f"page={page}" if page.isdigit() else ""
        ending = "&".join(part for part in (query.replace("#", ""), place) if part)
        anchor = f"#turn-{number}" if number.isdigit() else ""
        path = f"/conversations/{quote(visit.param('id'), safe='')}"
        return visit.redirect(path + (f"?{ending}" if ending else "") + anchor, notice)

    def _with_session(self, work: Callable[[Session], Result]) -> Result:
        with Session(self.engine) as session, session.begin():
            return work(session)


def _drawing(conversation_id: str, position: int, number: str, given: Any, visit: Visit) -> dict[str, Any]:
    """What the template of a turn's verdict needs."""
    return {
        "conversation_id": conversation_id,
        "position": position,
        "number": number,
        "given": given,
        "verdicts": tuple(Verdict),
        "reasons": tuple(Reason),
        "follow_ups": tuple(FollowUp),
        "query": visit.text("query"),
        "may_judge": True,
    }


def _subject(conversation_id: str) -> str:
    return f"conversation:{conversation_id}"


def _chosen(kind: type[E], text: str) -> E | None:
    """The value with this code; None for an empty choice. Anything else is no form of ours: 422."""
    if not text:
        return None
    try:
        return kind(text)
    except ValueError:
        raise HTTPException(422) from None


def _code(value: Enum | None) -> str | None:
    return str(value.value) if value else None
