"""Sending replies, and editing the checklist in place instead of sending it again."""

from __future__ import annotations

from collections import OrderedDict
from typing import Any

from telegram import Bot, LinkPreviewOptions
from telegram.constants import ParseMode
from telegram.error import BadRequest

from channels.conversation import Turn
from channels.payload import Payload
from channels.reply import Reply
from channels.telegram.render import Screen, screens
from channels.telegram.taking import Parcel

#: Acts that only change the state of the checklist: it is edited where it stands.
EDITING_ACTS = frozenset({"done", "undone"})
#: Chats whose checklist message is remembered; for others it is sent anew.
REMEMBERED_CHATS = 10_000

NO_PREVIEW = LinkPreviewOptions(is_disabled=True)


class Sender:
    """Writes to chats and remembers where each one's checklist stands."""

    def __init__(self, bot: Bot, takes_along: bool = False) -> None:
        self._bot = bot
        self._takes_along = takes_along
        self._guides: OrderedDict[int, tuple[int, str]] = OrderedDict()

    async def send(self, chat: int, reply: Reply, language: str) -> None:
        """Send the reply, in several messages if it is long."""
        for screen in screens(reply, language, takes_along=self._takes_along):
            message = await self._send_screen(chat, screen)
            if screen.is_guide:
                self._remember(chat, message, screen)

    async def hand_over(self, chat: int, parcel: Parcel) -> None:
        """Send a message as plain text, or a file."""
        if parcel.file is not None:
            await self._bot.send_document(chat, parcel.file.content, filename=parcel.file.name)
        else:
            await self._bot.send_message(
                chat, parcel.text, reply_markup=parcel.keyboard, link_preview_options=NO_PREVIEW
            )

    async def after_press(self, chat: int, pressed: int | None, payload: Payload, turn: Turn) -> None:
        """Show a turn that a button began: ticks edit the checklist in place, everything else is a new message.

        A tick on the list of another situation than the latest shows that list anew.
        """
        for reply in turn.replies:
            guide = self._checklist(chat, reply, pressed)
            if payload.act in EDITING_ACTS and reply.guide is not None and guide is not None:
                shown = screens(reply, turn.language, whole=True, takes_along=self._takes_along)
                if len(shown) == 1 and await self._edit(chat, guide, shown[0]):
                    continue
            await self.send(chat, reply, turn.language)

    def _checklist(self, chat: int, reply: Reply, pressed: int | None) -> int | None:
        """The message to edit: the latest checklist, if it is that of the reply; the one pressed, if none is known."""
        latest = self._guides.get(chat)
        if latest is None:
            return pressed
        message, situation = latest
        return message if reply.guide is not None and reply.guide.situation == situation else None

    async def _send_screen(self, chat: int, screen: Screen) -> int:
        options: dict[str, Any] = {"reply_markup": screen.keyboard(), "link_preview_options": NO_PREVIEW}
        try:
            message = await self._bot.send_message(chat, screen.html, parse_mode=ParseMode.HTML, **options)
        except BadRequest as error:
            if "parse" not in error.message.lower():
                raise
            message = await self._bot.send_message(chat, screen.html, **options)
        return int(message.message_id)

    async def _edit(self, chat: int, message: int, screen: Screen) -> bool:
        """Edit a message; false when it is gone or too old, so that a new one has to be sent."""
        try:
            await self._bot.edit_message_text(
                screen.html,
                chat_id=chat,
                message_id=message,
                parse_mode=ParseMode.HTML,
                reply_markup=screen.keyboard(),
                link_preview_options=NO_PREVIEW,
            )
        except BadRequest as error:
            return "not modified" in error.message.lower()
        self._remember(chat, message, screen)
        return True

    def _remember(self, chat: int, message: int, screen: Screen) -> None:
        self._guides[chat] = (message, screen.guide or "")
        self._guides.move_to_end(chat)
        if len(self._guides) > REMEMBERED_CHATS:
            self._guides.popitem(last=False)
