"""The page of the kill switch: which channels rest and why; pausing and resuming them."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass

from sqlalchemy.orm import Session
from starlette.exceptions import HTTPException
from starlette.responses import Response

from bot.conversations.ownership import Note
from bot.conversations.switches import ALL, CHANNELS, REASON_LIMIT, Pause, SwitchError, Switches
from review.access.roles import Role
from review.web.pages import Feature, MenuEntry, Page, Visit

MENU = MenuEntry("/switches", "switches.menu", Role.ADMIN)
TARGETS = (ALL, *CHANNELS)


@dataclass(frozen=True)
class SwitchPages:
    """The handlers over the switches of one database."""

    switches: Switches
    clock: Callable[[], float] = time.time

    def feature(self) -> Feature:
        pages = (
            Page("/switches", Role.ADMIN, self.show, name="switches"),
            Page("/switches/{channel}/pause", Role.ADMIN, self.pause, method="POST"),
            Page("/switches/{channel}/resume", Role.ADMIN, self.resume, method="POST"),
        )
        return Feature("switches", pages, (MENU,))

    async def show(self, visit: Visit) -> Response:
        return await self._page(visit)

    async def pause(self, visit: Visit) -> Response:
        """Pause, or give another reason. Without a reason nothing happens, and what was written is shown again."""
        channel = _target(visit)
        reason, reason_en = visit.text("reason").replace("\x00", ""), visit.text("reason_en").replace("\x00", "")
        pause = Pause(channel, reason, reason_en, self.clock(), visit.staff.name)
        try:
            await visit.run(self.switches.pause, pause, _note(visit, "channel_paused", channel, reason=reason))
        except SwitchError as error:
            problem = visit.say(f"switches.fault.{error.fault}", found=error.found, allowed=error.allowed)
            return await self._page(visit, pause, problem, status=422)
        return visit.redirect("/switches", visit.say("switches.paused", channel=_named(visit, channel)))

    async def resume(self, visit: Visit) -> Response:
        channel = _target(visit)
        await visit.run(self.switches.resume, channel, _note(visit, "channel_resumed", channel))
        return visit.redirect("/switches", visit.say("switches.resumed", channel=_named(visit, channel)))

    async def _page(self, visit: Visit, written: Pause | None = None, problem: str = "", status: int = 200) -> Response:
        paused = await visit.run(self.switches.all)
        return visit.render(
            "switches/show.html",
            status,
            targets=TARGETS,
            paused=paused,
            written=written,
            problem=problem,
            limit=REASON_LIMIT,
        )


def _target(visit: Visit) -> str:
    channel = visit.param("channel")
    if channel not in TARGETS:
        raise HTTPException(404)
    return channel


def _named(visit: Visit, channel: str) -> str:
    return visit.say(f"switches.channel.{channel}")


def _note(visit: Visit, action: str, channel: str, **details: str) -> Note:
    def note(session: Session) -> None:
        visit.record(session, action, f"channel:{channel}", **details)

    return note
