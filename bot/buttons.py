"""From a button's payload to the message Rasa understands: `/intent{"entity": "value"}`."""

from __future__ import annotations

import json

from channels.payload import Payload

#: Act of a button → Rasa's intent, and the entity its value becomes.
INTENTS: dict[str, tuple[str, str | None]] = {
    "situation": ("situation", "situation"),
    "answer": ("answer", "circumstance"),
    "change": ("change_answer", "circumstance"),
    "step": ("open_step", "step"),
    "done": ("step_done", "step"),
    "undone": ("step_undone", "step"),
    "ask": ("ask", "aspect"),
    "service": ("show_service", "service"),
    "language": ("change_language", "language"),
    "list": ("show_list", None),
    "question": ("next_question", None),
    "situations": ("list_situations", None),
    "restart": ("start_again", None),
    "help": ("help", None),
    "human": ("human", None),
    "forget": ("forget_me", "confirmed"),
    "other": ("none_of_these", None),
}


def as_rasa_message(payload: Payload) -> str:
    """The text Rasa parses without its NLU.

    >>> as_rasa_message(Payload("step", "register-birth"))
    '/open_step{"step": "register-birth"}'
    """
    intent, entity = INTENTS[payload.act]
    if entity is None or not payload.value:
        return f"/{intent}"
    return f"/{intent}{json.dumps({entity: payload.value})}"
