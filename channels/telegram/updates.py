"""What an update says: who writes, in which language, which button was pressed; and whether it came before."""

from __future__ import annotations

from collections import OrderedDict

from telegram import Update

from channels.payload import Payload, PayloadError
from channels.telegram.toggles import Keyboard, alone, chosen, is_next, is_toggle

CHANNEL = "telegram"
#: Updates remembered so that one delivered twice is answered once.
REMEMBERED_UPDATES = 5_000


class SeenUpdates:
    """The updates that came lately: Telegram delivers again what it believes was not received."""

    def __init__(self) -> None:
        self._seen: OrderedDict[int, None] = OrderedDict()

    def is_repeat(self, update: Update) -> bool:
        """Whether this update came before; it has from now on."""
        if update.update_id in self._seen:
            return True
        self._seen[update.update_id] = None
        if len(self._seen) > REMEMBERED_UPDATES:
            self._seen.popitem(last=False)
        return False


def chat_of(conversation: str) -> int:
    """The chat that a conversation is held in."""
    return int(conversation.removeprefix(f"{CHANNEL}-"))


def conversation_of(update: Update) -> str:
    """The conversation that the chat is; there is one a chat."""
    chat = update.effective_chat
    return f"{CHANNEL}-{chat.id if chat else 0}"


def language_of(update: Update) -> str:
    """The language of the person's Telegram; Ukrainian for all but English."""
    code = (update.effective_user.language_code if update.effective_user else None) or ""
    return "en" if code.startswith("en") else "uk"


def keyboard_of(update: Update) -> Keyboard:
    """The buttons of the message whose button was pressed; none where Telegram no longer shows us the message."""
    message = update.callback_query.message if update.callback_query else None
    markup = getattr(message, "reply_markup", None)
    return markup.inline_keyboard if markup is not None else ()


def pressed_in(update: Update, code: str) -> tuple[Payload, str | None] | None:
    """What the pressed button sends, and its words; None if it sends nothing."""
    if is_next(code):
        return chosen(keyboard_of(update), code)
    if is_toggle(code):
        payload = alone(code)
        return (payload, None) if payload is not None else None
    try:
        return Payload.parse(code), _title_of(update, code)
    except PayloadError:
        return None


def _title_of(update: Update, data: str) -> str | None:
    """What the pressed button said."""
    return next((button.text for row in keyboard_of(update) for button in row if button.callback_data == data), None)
