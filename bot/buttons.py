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
    "lists": ("my_lists", None),
    "office": ("find_office", None),
    "location": ("find_office", "location"),
    "helped": ("feedback", "helped"),
    "question": ("next_question", None),
    "situations": ("list_situations", None),
    "restart": ("start_again", None),
    "help": ("help", None),
    "human": ("human", None),
    "assistant": ("back_to_assistant", None),
    "remind": ("remind_me", "step"),
    "remind_on": ("remind_me", "day"),
    "remind_from": ("remind_me", "event"),
    "reminders": ("list_reminders", None),
    "unremind": ("stop_reminders", "step"),
    "stop_reminders": ("stop_reminders", None),
    "forget": ("forget_me", "confirmed"),
    "other": ("none_of_these", None),
}


def as_rasa_message(payload: Payload) -> str:
    """The text Rasa parses without its NLU.

    >>> as_rasa_message(Payload("step", "register-birth"))
    '/open_step{"step": "register-birth"}'
    """
    intent, entity = INTENTS[payload.act]
    told = {entity: payload.value} if entity is not None and payload.value else {}
    if payload.about:
        told["about"] = payload.about
    return f"/{intent}{json.dumps(told)}" if told else f"/{intent}"
