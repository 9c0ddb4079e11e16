"""The pages of live help."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Protocol
from urllib.parse import quote
from zlib import crc32

from babel.dates import get_day_names
from sqlalchemy.orm import Session
from starlette.exceptions import HTTPException
from starlette.responses import JSONResponse, Response

from bot.conversations.outbox import Outbox
from bot.conversations.outbox_table import Kind
from bot.conversations.ownership import Note, Owned, Owner, Ownership, Taken
from bot.conversations.switches import Switches
from catalog.help_desk_store import HelpDeskStore
from catalog.text import Text
from review.access.roles import Role
from review.live.hours import FIELDS, HoursForm
from review.live.writing import LONGEST, Hide, looked_over
from review.web.pages import Feature, MenuEntry, Page, Visit

#: Messages shown on the page of a conversation; the whole of it is in the inbox.
SHOWN_MESSAGES = 60

MENU = MenuEntry("/live", "live.menu", Role.REVIEWER)


class Conversations(Protocol):
    """What the pages ask of the log. A message has `author`, `at` and `reply`, as channels know it."""

    def exists(self, conversation_id: str) -> bool: ...

    def messages(self, conversation_id: str, after: int = 0) -> Sequence[Any]: ...

    def last_message_id(self, conversation_id: str) -> int: ...


@dataclass(frozen=True)
class LiveHelp:
    """Everything the pages work with. `title_of` names a situation; `hide` takes personal data out of a text."""

    store: Conversations
    outbox: Outbox
    ownership: Ownership
    hours: HelpDeskStore
    switches: Switches
    title_of: Callable[[str], Text | None]
    hide: Hide
    clock: Callable[[], float] = time.time

    def feature(self) -> Feature:
        pages = (
            Page("/live", Role.REVIEWER, self.queue),
            Page("/live/news", Role.REVIEWER, self.news),
            Page("/live/hours", Role.ADMIN, self.show_hours),
            Page("/live/hours", Role.ADMIN, self.set_hours, method="POST"),
            Page("/live/{id}", Role.REVIEWER, self.show),
            Page("/live/{id}/news", Role.REVIEWER, self.news_of_one),
            Page("/live/{id}/take", Role.REVIEWER, self.take_over, method="POST"),
            Page("/live/{id}/write", Role.REVIEWER, self.write, method="POST"),
            Page("/live/{id}/back", Role.REVIEWER, self.hand_back, method="POST"),
        )
        return Feature("live", pages, menu=(MENU,))

    # -- the queue -----------------------------------------------------------------------------------------------

    async def queue(self, visit: Visit) -> Response:
        """Who waits, the longest first; then what is with staff."""
        now = self.clock()
        lines = await visit.run(self.ownership.queue, now)
        language = visit.words.language
        titles = {one.situation: text for one in lines if one.situation and (text := self.title_of(one.situation))}
        return visit.render(
            "live/queue.html",
            waiting=[one for one in lines if one.owned.owner is Owner.WAITING],
            taken=[one for one in lines if one.owned.owner is Owner.STAFF],
            titles={key: text.en if language == "en" else text.uk for key, text in titles.items()},
            staffed=await visit.run(self.hours.read) is not None,
            paused=await visit.run(self.switches.all),
            may_set_hours=visit.staff.role.may(Role.ADMIN),
            minutes=lambda since: max(0, int((now - since) // 60)),
            version=_version_of_queue(lines),
        )

    async def news(self, visit: Visit) -> Response:
        """What the page asks every few seconds: how many wait, and whether anything changed."""
        lines = await visit.run(self.ownership.queue, self.clock())
        waiting = sum(1 for one in lines if one.owned.owner is Owner.WAITING)
        return JSONResponse({"waiting": waiting, "version": _version_of_queue(lines)})

    # -- a conversation ------------------------------------------------------------------------------------------

    async def show(self, visit: Visit) -> Response:
        return await self._conversation(visit)

    async def news_of_one(self, visit: Visit) -> Response:
        conversation = await self._existing(visit)
        return JSONResponse({"version": await visit.run(self._version_of_one, conversation)})

    async def take_over(self, visit: Visit) -> Response:
        """The first wins; whoever comes second is told who has it."""
        conversation = await self._existing(visit)
        who, now = visit.staff, self.clock()
        note = _note(visit, "live_taken", conversation)
        try:
            await visit.run(self.ownership.take_over, conversation, who.id, who.name, now, note)
        except Taken as taken:
            return visit.redirect(_page(conversation), notice=_who_has_it(visit, taken.owned))
        return visit.redirect(_page(conversation), notice=visit.say("live.taken"))

    async def write(self, visit: Visit) -> Response:
        """Send a message, once it is looked over. Nothing is sent by who does not have the conversation."""
        conversation = await self._existing(visit)
        text = visit.text("text")
        if not text or len(text) > LONGEST:
            problem = visit.say("live.too_long", limit=LONGEST) if text else visit.say("live.empty")
            return await self._conversation(visit, status=422, text=text, problem=problem)
        checked = looked_over(text, self.hide, are_official=bool(visit.text("official")))
        if not checked.may_send:
            kinds = ", ".join(visit.say(f"live.kind.{kind}") for kind in checked.kinds)
            key = "live.maybe_personal" if checked.may_confirm else "live.hidden"
            problem = visit.say(key, kinds=kinds)
            return await self._conversation(
                visit, status=422, text=checked.text, problem=problem, may_confirm=checked.may_confirm
            )
        try:
            await visit.run(self._send, visit, conversation, checked.text)
        except Taken as taken:
            problem = _who_has_it(visit, taken.owned)
            return await self._conversation(visit, status=409, text=text, problem=problem)
        return visit.redirect(_page(conversation))

    async def hand_back(self, visit: Visit) -> Response:
        """Give the conversation back to the assistant, which tells the person."""
        conversation = await self._existing(visit)
        note = _note(visit, "live_handed_back", conversation)
        try:
            await visit.run(self.ownership.hand_back, conversation, visit.staff.id, self.clock(), note)
        except Taken as taken:
            return visit.redirect(_page(conversation), notice=_who_has_it(visit, taken.owned))
        await visit.run(self._tell, visit, conversation, Kind.HANDED_BACK, {}, None)
        return visit.redirect("/live", notice=visit.say("live.handed_back"))

    def _send(self, visit: Visit, conversation: str, text: str) -> None:
        self.ownership.held_by(conversation, visit.staff.id, self.clock())
        self._tell(visit, conversation, Kind.STAFF, {"text": text}, _note(visit, "live_written", conversation))

    def _tell(self, visit: Visit, conversation: str, kind: Kind, content: dict[str, Any], note: Note | None) -> None:
        now = self.clock()
        by = f"staff:{visit.staff.id}"
        more = {"note": note} if note is not None else {}
        self.outbox.add(conversation, kind, content, due_at=now, created_by=by, now=now, **more)

    async def _conversation(
        self, visit: Visit, status: int = 200, text: str = "", problem: str = "", may_confirm: bool = False
    ) -> Response:
        conversation = await self._existing(visit)
        now = self.clock()
        owned = await visit.run(self.ownership.of, conversation, now)
        messages = await visit.run(self.store.messages, conversation)
        return visit.render(
            "live/conversation.html",
            status,
            id=conversation,
            path=_page(conversation),
            owned=owned,
            mine=owned.owner is Owner.STAFF and owned.staff_id == visit.staff.id,
            messages=messages[-SHOWN_MESSAGES:],
            left_out=max(0, len(messages) - SHOWN_MESSAGES),
            underway=await visit.run(self.outbox.waiting, conversation),
            version=await visit.run(self._version_of_one, conversation),
            longest=LONGEST,
            text=text,
            problem=problem,
            may_confirm=may_confirm,
            pause=await visit.run(self.switches.pause_of, _channel(conversation)),
        )

    async def _existing(self, visit: Visit) -> str:
        conversation = visit.param("id")
        if not await visit.run(self.store.exists, conversation):
            raise HTTPException(404)
        return conversation

    def _version_of_one(self, conversation: str) -> str:
        owned = self.ownership.of(conversation, self.clock())
        waiting, pause = self.outbox.waiting(conversation), self.switches.pause_of(_channel(conversation))
        now = f"{owned.owner.value}-{owned.staff_id or 0}-{waiting}-{pause.since if pause else 0:.0f}"
        return f"{self.store.last_message_id(conversation)}-{now}"

    # -- hours ---------------------------------------------------------------------------------------------------

    async def show_hours(self, visit: Visit) -> Response:
        form = HoursForm.of(await visit.run(self.hours.read))
        return _hours_page(visit, form)

    async def set_hours(self, visit: Visit) -> Response:
        """Set the hours; with a mistake nothing is changed and everything written is shown again."""
        form = HoursForm(bool(visit.text("staffed")), {name: visit.text(name) for name in FIELDS})
        desk, mistakes = form.read()
        if mistakes:
            said = {
                name: visit.say(f"live.fault.{mistake.fault}", found=mistake.found)
                for name, mistake in mistakes.items()
            }
            return _hours_page(visit, form, said, status=422)
        await visit.run(self.hours.write, desk)
        await visit.audit("live_hours_set", "live:hours", hours=desk.as_json() if desk else None)
        return visit.redirect("/live/hours", notice=visit.say("live.hours_set"))


def _hours_page(visit: Visit, form: HoursForm, mistakes: dict[str, str] | None = None, status: int = 200) -> Response:
    days = get_day_names("wide", context="stand-alone", locale=visit.words.language)
    return visit.render("live/hours.html", status, form=form, mistakes=mistakes or {}, days=days)


def _channel(conversation: str) -> str:
    return conversation.split("-", 1)[0]


def _page(conversation: str) -> str:
    return f"/live/{quote(conversation, safe='')}"


def _who_has_it(visit: Visit, owned: Owned) -> str:
    if owned.owner is Owner.STAFF:
        return visit.say("live.has_it", name=owned.staff_name or "")
    return visit.say("live.not_yours")


def _note(visit: Visit, action: str, conversation: str) -> Note:
    """The entry of the audit log, for the transaction of the deed."""

    def note(session: Session) -> None:
        visit.record(session, action, f"conversation:{conversation}")

    return note


def _version_of_queue(lines: list[Any]) -> str:
    """Changes whenever the page would look different but for the minutes."""
    known = [(one.owned.conversation, one.owned.owner.value, one.owned.staff_id, one.event_count) for one in lines]
    return f"{len(known)}-{crc32(repr(known).encode()):x}"
