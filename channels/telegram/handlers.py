"""What each kind of update leads to: a turn of the assistant, or a word of the channel itself."""

from __future__ import annotations

import logging
import time
from contextlib import suppress

from telegram import Update
from telegram.error import BadRequest, Forbidden, TelegramError
from telegram.ext import CallbackQueryHandler, CommandHandler, ContextTypes, MessageHandler, filters

from channels.conversation import MAX_TEXT, Assistant, Incoming, Turn
from channels.payload import Payload, PayloadError, location_payload
from channels.rate_limit import RateLimiter
from channels.reply import Choice, Reply
from channels.take_along import TakeAlong
from channels.telegram.application import TelegramApplication
from channels.telegram.sending import Sender
from channels.telegram.taking import is_taking, parcels
from channels.telegram.texts import texts
from channels.telegram.toggles import is_next, is_toggle, toggled
from channels.telegram.updates import CHANNEL, SeenUpdates, conversation_of, keyboard_of, language_of, pressed_in

log = logging.getLogger(__name__)

#: Commands that are the same as a button.
COMMANDS = {
    "help": "help",
    "restart": "restart",
    "list": "list",
    "my": "lists",
    "human": "human",
    "delete": "forget",
    "stop": "stop_reminders",
    "assistant": "assistant",
}


class Handlers:
    """Hands what people write and press to the assistant, and shows its turns."""

    def __init__(
        self, assistant: Assistant, sender: Sender, messages_per_minute: int, take_along: TakeAlong | None = None
    ) -> None:
        self._assistant = assistant
        self._sender = sender
        self._take_along = take_along
        self._limit = RateLimiter(messages_per_minute)
        self._seen = SeenUpdates()

    def register(self, application: TelegramApplication) -> None:
        """Have the application call us. Only private chats are answered; a group is nobody's conversation."""
        private = filters.ChatType.PRIVATE
        add = application.add_handler
        add(CommandHandler("start", self._on_start, private))
        add(CommandHandler("language", self._on_language, private))
        for command in COMMANDS:
            add(CommandHandler(command, self._on_command, private))
        add(CallbackQueryHandler(self._on_press))
        add(MessageHandler(private & filters.TEXT, self._on_text))
        add(MessageHandler(private & filters.LOCATION, self._on_location))
        add(MessageHandler(private & ~filters.StatusUpdate.ALL, self._on_other))
        application.add_error_handler(self._on_error)

    async def _on_start(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        """/start, perhaps with a situation behind it (a link on a poster); an unknown one is a plain start."""
        if self._seen.is_repeat(update):
            return
        wanted = (context.args or [""])[0]
        try:
            payload = Payload("situation", wanted) if wanted else None
        except PayloadError:
            payload = None
        if payload is None:
            await self._show(update, await self._assistant.begin(conversation_of(update), CHANNEL, language_of(update)))
        else:
            await self._answer(update, payload=payload)

    async def _on_language(self, update: Update, _context: ContextTypes.DEFAULT_TYPE) -> None:
        if self._seen.is_repeat(update) or update.effective_chat is None:
            return
        choices = (Choice("Українська", "language:uk"), Choice("English", "language:en"))
        reply = Reply(texts(language_of(update))["choose_language"], choices=choices)
        await self._sender.send(update.effective_chat.id, reply, language_of(update))

    async def _on_command(self, update: Update, _context: ContextTypes.DEFAULT_TYPE) -> None:
        if self._seen.is_repeat(update) or update.message is None:
            return
        name = (update.message.text or "").lstrip("/").split("@")[0].split()[0]
        await self._answer(update, payload=Payload(COMMANDS[name]), shown=update.message.text)

    async def _on_text(self, update: Update, _context: ContextTypes.DEFAULT_TYPE) -> None:
        if self._seen.is_repeat(update) or update.message is None or not update.message.text:
            return
        if len(update.message.text) > MAX_TEXT:
            await self._tell(update, texts(language_of(update))["too_long"].format(limit=MAX_TEXT))
            return
        await self._answer(update, text=update.message.text)

    async def _on_location(self, update: Update, _context: ContextTypes.DEFAULT_TYPE) -> None:
        """A shared location, as exactly as is needed to find an office."""
        if self._seen.is_repeat(update) or update.message is None or update.message.location is None:
            return
        place = update.message.location
        await self._answer(update, payload=location_payload(place.latitude, place.longitude), shown="📍")

    async def _on_other(self, update: Update, _context: ContextTypes.DEFAULT_TYPE) -> None:
        """A picture, a voice message, a sticker: said honestly that only text is read."""
        if not self._seen.is_repeat(update):
            await self._tell(update, texts(language_of(update))["only_text"])

    async def _on_press(self, update: Update, _context: ContextTypes.DEFAULT_TYPE) -> None:
        query = update.callback_query
        if query is None or self._seen.is_repeat(update):
            return
        code = query.data or ""
        if is_toggle(code) and (keyboard := keyboard_of(update)):
            await query.answer()
            with suppress(BadRequest):
                await query.edit_message_reply_markup(toggled(keyboard, code))
            return
        if is_taking(code) and self._take_along is not None:
            await query.answer()
            await self._take(update, self._take_along, code)
            return
        pressed_answer = pressed_in(update, code)
        if pressed_answer is None:
            await query.answer(texts(language_of(update))["choose_one"] if is_next(code) else None)
            return
        await query.answer()
        payload, shown = pressed_answer
        turn = await self._turn(update, payload=payload, shown=shown)
        if turn is None or update.effective_chat is None:
            return
        pressed = query.message.message_id if query.message else None
        await self._sender.after_press(update.effective_chat.id, pressed, payload, turn)

    async def _on_error(self, update: object, context: ContextTypes.DEFAULT_TYPE) -> None:
        """One place for what goes wrong. A person who blocked the bot is no error."""
        if isinstance(context.error, Forbidden):
            return
        log.error("an update failed", exc_info=context.error)
        if isinstance(update, Update) and update.effective_chat is not None:
            try:
                await self._tell(update, texts(language_of(update))["failed"])
            except TelegramError:
                log.warning("the apology did not reach the person either")

    async def _answer(
        self, update: Update, text: str | None = None, payload: Payload | None = None, shown: str | None = None
    ) -> None:
        turn = await self._turn(update, text=text, payload=payload, shown=shown)
        if turn is not None:
            await self._show(update, turn)

    async def _turn(
        self, update: Update, text: str | None = None, payload: Payload | None = None, shown: str | None = None
    ) -> Turn | None:
        """The assistant's turn; None, with a word to the person, when they write too fast."""
        conversation = conversation_of(update)
        if self._limit.wait_for(conversation, time.monotonic()):
            await self._tell(update, texts(language_of(update))["too_fast"])
            return None
        return await self._assistant.respond(
            Incoming(conversation, CHANNEL, text or shown, payload, language_of(update))
        )

    async def _show(self, update: Update, turn: Turn) -> None:
        if update.effective_chat is not None:
            for reply in turn.replies:
                await self._sender.send(update.effective_chat.id, reply, turn.language)

    async def _take(self, update: Update, lists: TakeAlong, code: str) -> None:
        """Give the person their list to take along. The assistant is not asked: nothing in it changes."""
        if update.effective_chat is None:
            return
        conversation, language = conversation_of(update), language_of(update)
        if self._limit.wait_for(conversation, time.monotonic()):
            await self._tell(update, texts(language)["too_fast"])
            return
        for parcel in parcels(lists, conversation, code, language):
            await self._sender.hand_over(update.effective_chat.id, parcel)

    async def _tell(self, update: Update, text: str) -> None:
        if update.effective_chat is not None:
            await self._sender.send(update.effective_chat.id, Reply(text), language_of(update))
