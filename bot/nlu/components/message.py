"""The properties our components set on Rasa's message for one another."""

from __future__ import annotations

from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message

from bot.nlu.text.views import Vectoriser
from bot.nlu.text.words import readable

#: {"code": uk|ru|en, "transliterated": bool, "confidence": 0..1}.
LANGUAGE = "language"
#: What turns the text of the message, or a part of it, into a row of numbers.
VECTORISER = "vectoriser"
#: What the message would answer to each question of the situation under discussion, as {value: confidence}.
OWN_ANSWERS = "answers"
#: The one of them that the message gives so plainly that its question need not have been put; empty if there is none.
UNASKED_ANSWER = "unasked"
#: In the metadata: the situation under discussion when the message was sent.
UNDER_DISCUSSION = "situation"


def is_transliterated(message: Message) -> bool:
    """Whether it is Ukrainian or Russian in Latin letters."""
    return bool((message.get(LANGUAGE) or {}).get("transliterated"))


def plain_text(message: Message) -> str:
    """Its text in one spelling, as the vectoriser reads it."""
    return readable(message.get(TEXT), is_transliterated(message))


def vectoriser_of(message: Message) -> Vectoriser | None:
    """None if no featurizer of ours stands before in the pipeline, or it had nothing to learn from."""
    found = message.get(VECTORISER)
    return found if isinstance(found, Vectoriser) else None
