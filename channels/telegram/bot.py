"""The Telegram bot: updates in, replies out, by long polling or webhook."""

from __future__ import annotations

import asyncio
import hmac
import json
import logging
import secrets
import time
from collections import OrderedDict
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import replace
from typing import Any

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from telegram import BotCommand, Update
from telegram.error import BadRequest, Forbidden, InvalidToken, TelegramError
from telegram.ext import (
    AIORateLimiter,
    Application,
    ApplicationBuilder,
    CallbackQueryHandler,
    CommandHandler,
    ContextTypes,
    MessageHandler,
    filters,
)

from channels.conversation import MAX_TEXT, Assistant, Author, Incoming, Turn, Unreachable
from channels.payload import Payload, PayloadError, location_payload
from channels.rate_limit import RateLimiter
from channels.reply import Choice, Notice, NoticeKind, Reply
from channels.take_along import TakeAlong
from channels.telegram.sending import Sender
from channels.telegram.taking import is_taking, parcels
from channels.telegram.texts import LANGUAGES, texts
from channels.telegram.toggles import Keyboard, alone, chosen, is_next, is_toggle, toggled

log = logging.getLogger(__name__)

CHANNEL = "telegram"
WEBHOOK_PATH = "/telegram/webhook"
SECRET_HEADER = "x-telegram-bot-api-secret-token"
#: Updates remembered so that one delivered twice is answered once.
REMEMBERED_UPDATES = 5_000
#: Largest update read, in bytes; Telegram's own are far smaller.
MAX_UPDATE = 262_144

#: Seconds between attempts to reach Telegram.
RETRY_AFTER = 15

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


class TelegramBot:
    """One bot over an assistant. `running` keeps it at work, `routes` receives its webhook."""

    def __init__(
        self,
        assistant: Assistant,
        *,
        token: str,
        base_url: str | None = None,
        webhook_url: str | None = None,
        webhook_secret: str | None = None,
        messages_per_minute: int = 30,
        take_along: TakeAlong | None = None,
    ) -> None:
        self._assistant = assistant
        self._take_along = take_along
        self._webhook_url = webhook_url
        self._secret = webhook_secret or secrets.token_urlsafe(32)
        self._limit = RateLimiter(messages_per_minute)
        self._seen: OrderedDict[int, None] = OrderedDict()
        self._application = _build(token, base_url, polling=webhook_url is None)
        self._sender = Sender(self._application.bot, takes_along=take_along is not None)
        self._register()

    # -- life ----------------------------------------------------------------------------------------------------

    def routes(self) -> list[Route]:
        return [Route(WEBHOOK_PATH, self.webhook, methods=["POST"])] if self._webhook_url else []

    @asynccontextmanager
    async def running(self) -> AsyncIterator[None]:
        """Keeps the bot at work while the block runs. Telegram being away does not stop the rest of Signpost."""
        life = asyncio.create_task(self._live())
        try:
            yield
        finally:
            life.cancel()
            with suppress(asyncio.CancelledError):
                await life

    async def _live(self) -> None:
        """Connect, trying again while Telegram cannot be reached; then work until cancelled."""
        application = self._application
        while True:
            try:
                await application.initialize()
                break
            except InvalidToken:
                log.error("Telegram refuses TELEGRAM_TOKEN; the bot stays off")
                return
            except TelegramError as error:
                log.warning("Telegram cannot be reached (%s); trying again in %s s", error, RETRY_AFTER)
                await asyncio.sleep(RETRY_AFTER)
        await self._introduce()
        await application.start()
        try:
            if self._webhook_url:
                await application.bot.set_webhook(self._webhook_url, secret_token=self._secret)
            elif application.updater is not None:
                await application.updater.start_polling(allowed_updates=Update.ALL_TYPES)
            await asyncio.Event().wait()
        finally:
            if application.updater is not None and application.updater.running:
                await application.updater.stop()
            await application.stop()
            await application.shutdown()

    async def _introduce(self) -> None:
        """Tell Telegram our commands and description in every language."""
        bot = self._application.bot
        for language in LANGUAGES:
            words = texts(language)
            commands = [BotCommand(name, text) for name, text in words["commands"].items()]
            code = None if language == LANGUAGES[0] else language
            try:
                await bot.set_my_commands(commands, language_code=code)
                await bot.set_my_description(words["description"], language_code=code)
            except TelegramError as error:
                log.warning("Telegram did not take the list of commands: %s", error)

    async def webhook(self, request: Request) -> Response:
        """Takes an update from Telegram: 403 without the right secret, 400 for what is none; answered afterwards."""
        given = request.headers.get(SECRET_HEADER, "")
        if not hmac.compare_digest(given.encode(), self._secret.encode()):
            return Response(status_code=403)
        body = await request.body()
        try:
            data = json.loads(body) if len(body) <= MAX_UPDATE else None
            update = Update.de_json(data, self._application.bot) if isinstance(data, dict) else None
        except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
            update = None
        if update is None:
            return Response(status_code=400)
        await self._application.update_queue.put(update)
        return Response(status_code=200)

    async def push(self, conversation: str, author: Author, reply: Reply, language: str) -> None:
        """Write to a person unasked. See `channels.conversation.Push`."""
        chat = int(conversation.removeprefix(f"{CHANNEL}-"))
        if author is Author.STAFF:
            reply = replace(reply, notices=(Notice(NoticeKind.STAFF, texts(language)["staff"]), *reply.notices))
        try:
            await self._sender.send(chat, reply, language)
        except Forbidden as error:
            raise Unreachable(error.message) from error
        except BadRequest as error:
            if "chat not found" not in error.message.lower():
                raise
            raise Unreachable(error.message) from error

    # -- updates -------------------------------------------------------------------------------------------------

    def _register(self) -> None:
        private = filters.ChatType.PRIVATE
        add = self._application.add_handler
        add(CommandHandler("start", self._on_start, private))
        add(CommandHandler("language", self._on_language, private))
        for command in COMMANDS:
            add(CommandHandler(command, self._on_command, private))
        add(CallbackQueryHandler(self._on_press))
        add(MessageHandler(private & filters.TEXT, self._on_text))
        add(MessageHandler(private & filters.LOCATION, self._on_location))
        add(MessageHandler(private & ~filters.StatusUpdate.ALL, self._on_other))
        self._application.add_error_handler(self._on_error)

    async def _on_start(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        """/start, perhaps with a situation behind it (a link on a poster); an unknown one is a plain start."""
        if self._is_repeat(update):
            return
        wanted = (context.args or [""])[0]
        try:
            payload = Payload("situation", wanted) if wanted else None
        except PayloadError:
            payload = None
        if payload is None:
            await self._show(update, await self._assistant.begin(_conversation(update), CHANNEL, _language(update)))
        else:
            await self._answer(update, payload=payload)

    async def _on_language(self, update: Update, _context: ContextTypes.DEFAULT_TYPE) -> None:
        if self._is_repeat(update) or update.effective_chat is None:
            return
        choices = (Choice("Українська", "language:uk"), Choice("English", "language:en"))
        reply = Reply(texts(_language(update))["choose_language"], choices=choices)
        await self._sender.send(update.effective_chat.id, reply, _language(update))

    async def _on_command(self, update: Update, _context: ContextTypes.DEFAULT_TYPE) -> None:
        if self._is_repeat(update) or update.message is None:
            return
        name = (update.message.text or "").lstrip("/").split("@")[0].split()[0]
        await self._answer(update, payload=Payload(COMMANDS[name]), shown=update.message.text)

    async def _on_text(self, update: Update, _context: ContextTypes.DEFAULT_TYPE) -> None:
        if self._is_repeat(update) or update.message is None or not update.message.text:
            return
        if len(update.message.text) > MAX_TEXT:
            await self._tell(update, texts(_language(update))["too_long"].format(limit=MAX_TEXT))
            return
        await self._answer(update, text=update.message.text)

    async def _on_location(self, update: Update, _context: ContextTypes.DEFAULT_TYPE) -> None:
        """A shared location, as exactly as is needed to find an office."""
        if self._is_repeat(update) or update.message is None or update.message.location is None:
            return
        place = update.message.location
        await self._answer(update, payload=location_payload(place.latitude, place.longitude), shown="📍")

    async def _on_other(self, update: Update, _context: ContextTypes.DEFAULT_TYPE) -> None:
        """A picture, a voice message, a sticker: said honestly that only text is read."""
        if not self._is_repeat(update):
            await self._tell(update, texts(_language(update))["only_text"])

    async def _on_press(self, update: Update, _context: ContextTypes.DEFAULT_TYPE) -> None:
        query = update.callback_query
        if query is None or self._is_repeat(update):
            return
        code = query.data or ""
        if is_toggle(code) and (keyboard := _keyboard(update)):
            await query.answer()
            with suppress(BadRequest):
                await query.edit_message_reply_markup(toggled(keyboard, code))
            return
        if is_taking(code) and self._take_along is not None:
            await query.answer()
            await self._take(update, self._take_along, code)
            return
        pressed_answer = _pressed(update, code)
        if pressed_answer is None:
            await query.answer(texts(_language(update))["choose_one"] if is_next(code) else None)
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
                await self._tell(update, texts(_language(update))["failed"])
            except TelegramError:
                log.warning("the apology did not reach the person either")

    # -- answering -----------------------------------------------------------------------------------------------

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
        conversation = _conversation(update)
        if self._limit.wait_for(conversation, time.monotonic()):
            await self._tell(update, texts(_language(update))["too_fast"])
            return None
        return await self._assistant.respond(Incoming(conversation, CHANNEL, text or shown, payload, _language(update)))

    async def _show(self, update: Update, turn: Turn) -> None:
        if update.effective_chat is not None:
            for reply in turn.replies:
                await self._sender.send(update.effective_chat.id, reply, turn.language)

    async def _take(self, update: Update, lists: TakeAlong, code: str) -> None:
        """Give the person their list to take along. The assistant is not asked: nothing in it changes."""
        if update.effective_chat is None:
            return
        conversation, language = _conversation(update), _language(update)
        if self._limit.wait_for(conversation, time.monotonic()):
            await self._tell(update, texts(language)["too_fast"])
            return
        for parcel in parcels(lists, conversation, code, language):
            await self._sender.hand_over(update.effective_chat.id, parcel)

    async def _tell(self, update: Update, text: str) -> None:
        if update.effective_chat is not None:
            await self._sender.send(update.effective_chat.id, Reply(text), _language(update))

    def _is_repeat(self, update: Update) -> bool:
        """Whether this update came before: Telegram delivers again what it believes was not received."""
        if update.update_id in self._seen:
            return True
        self._seen[update.update_id] = None
        if len(self._seen) > REMEMBERED_UPDATES:
            self._seen.popitem(last=False)
        return False


def _build(token: str, base_url: str | None, polling: bool) -> "Application[Any, Any, Any, Any, Any, Any]":
    builder = ApplicationBuilder().token(token).rate_limiter(AIORateLimiter(max_retries=3)).concurrent_updates(True)
    if base_url:
        builder = builder.base_url(f"{base_url.rstrip('/')}/bot").base_file_url(f"{base_url.rstrip('/')}/file/bot")
    if not polling:
        builder = builder.updater(None)
    return builder.build()


def _conversation(update: Update) -> str:
    chat = update.effective_chat
    return f"{CHANNEL}-{chat.id if chat else 0}"


def _language(update: Update) -> str:
    """The language of the person's Telegram; Ukrainian for all but English."""
    code = (update.effective_user.language_code if update.effective_user else None) or ""
    return "en" if code.startswith("en") else "uk"


def _keyboard(update: Update) -> Keyboard:
    """The buttons of the message whose button was pressed; none where Telegram no longer shows us the message."""
    message = update.callback_query.message if update.callback_query else None
    markup = getattr(message, "reply_markup", None)
    return markup.inline_keyboard if markup is not None else ()


def _pressed(update: Update, code: str) -> tuple[Payload, str | None] | None:
    """What the pressed button sends, and its words; None if it sends nothing."""
    if is_next(code):
        return chosen(_keyboard(update), code)
    if is_toggle(code):
        payload = alone(code)
        return (payload, None) if payload is not None else None
    try:
        return Payload.parse(code), _title_of(update, code)
    except PayloadError:
        return None


def _title_of(update: Update, data: str) -> str | None:
    """What the pressed button said."""
    return next((button.text for row in _keyboard(update) for button in row if button.callback_data == data), None)
