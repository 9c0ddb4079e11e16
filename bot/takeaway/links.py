"""A list in an address: answers and ticks, signed, and nothing kept on the server.

An address holds ids of the catalogue, the day it was made, and a short mark of each step as it read that day, so that
whoever opens it later is told what changed. It holds no text that a person wrote, and no day they named.

>>> links = Links("a secret that nobody else knows at all")
>>> text = links.write(SharedList("birth-of-child", {"parents_married": ("no",)}, ("register-birth",), b""), 1.8e9)
>>> links.read("birth-of-child", text, 1.8e9).answers
{'parents_married': ('no',)}
"""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timezone
from typing import Any
from urllib.parse import urlencode

from itsdangerous import BadSignature, TimestampSigner, URLSafeTimedSerializer

from bot.takeaway.wishes import LANGUAGE, LIST
from catalog.conditions import Answers
from catalog.plan import Plan, PlannedStep
from catalog.text import Text

#: The first characters of every address of this kind. A change of what is behind them needs a new number.
VERSION = "1"
#: After so many days an address is no longer read: rules of that age are not worth following.
VALID_DAYS = 365
MARK_BYTES = 2
#: Longest text taken for an address, in characters.
LONGEST = 4_000


class BrokenLink(ValueError):
    """The address is no whole address of ours."""


class OutdatedLink(ValueError):
    """The address was ours, but is too old, or of a kind that is no longer read."""


@dataclass(frozen=True)
class SharedList:
    """What an address says. `marks` are those of the steps as they read on the day `made_on`."""

    situation: str
    answers: Answers
    done: tuple[str, ...]
    marks: bytes
    made_on: date | None = field(default=None, compare=False)


class _Signer(TimestampSigner):
    """Stamps with the moment it is told, not with the clock."""

    def __init__(self, *given: Any, now: float, **named: Any) -> None:
        super().__init__(*given, **named)
        self._now = int(now)

    def get_timestamp(self) -> int:
        return self._now


class Links:
    """Writes and reads addresses with one secret. Moments are seconds since 1970."""

    def __init__(self, secret: str) -> None:
        self._secret = secret

    def write(self, shared: SharedList, now: float) -> str:
        """The text that stands for the list. The situation is not in it but bound to it: it stands in the path."""
        answers = "&".join(f"{name}={','.join(values)}" for name, values in sorted(shared.answers.items()))
        marks = base64.urlsafe_b64encode(shared.marks).decode().rstrip("=")
        return f"{VERSION}.{self._serializer(shared.situation, now).dumps([answers, ','.join(shared.done), marks])}"

    def read(self, situation: str, text: str, now: float) -> SharedList:
        """The list that was written. Raises `BrokenLink` or `OutdatedLink`."""
        version, dot, signed = text[:LONGEST].partition(".")
        if dot and version.isdigit() and version != VERSION:
            raise OutdatedLink(f'"{version}" is no version that is still read; allowed: {VERSION}')
        if version != VERSION or not signed.isascii():
            raise BrokenLink("the text is not one of an address of ours")
        try:
            data, stamp = self._serializer(situation, now).loads(signed, return_timestamp=True)
        except BadSignature as error:
            raise BrokenLink(str(error)) from None
        if now - stamp.timestamp() > VALID_DAYS * 86_400:
            raise OutdatedLink(f"made on {stamp:%Y-%m-%d}; read for {VALID_DAYS} days")
        return _shared(situation, data, stamp)

    def _serializer(self, situation: str, now: float) -> URLSafeTimedSerializer:
        return URLSafeTimedSerializer(
            self._secret,
            salt=f"signpost.list.{VERSION}.{situation}",
            serializer=_Compact,
            signer=_Signer,
            signer_kwargs={"digest_method": hashlib.sha256, "now": now},
        )


class _Compact:
    """JSON without spaces."""

    @staticmethod
    def dumps(data: Any) -> str:
        return json.dumps(data, separators=(",", ":"))

    @staticmethod
    def loads(text: str | bytes) -> Any:
        return json.loads(text)


def _shared(situation: str, data: Any, stamp: datetime) -> SharedList:
    """What was signed was written by us, so it has this shape."""
    answers, done, marks = data
    given = (pair.partition("=") for pair in answers.split("&") if pair)
    return SharedList(
        situation=situation,
        answers={name: tuple(values.split(",")) for name, _, values in given},
        done=tuple(done.split(",")) if done else (),
        marks=base64.urlsafe_b64decode(marks + "=" * (-len(marks) % 4)),
        made_on=stamp.astimezone(timezone.utc).date(),
    )


def path_of(links: Links, plan: Plan, language: str, now: float) -> str:
    """The signed address of the list, without the server's name."""
    query = {LIST: links.write(shared(plan), now), LANGUAGE: language}
    return f"/guide/{plan.situation.id}?{urlencode(query)}"


def shared(plan: Plan) -> SharedList:
    """The plan as an address tells it."""
    done = tuple(one.id for one in plan.steps if one.standing.value == "done")
    return SharedList(plan.situation.id, plan.answers, done, b"".join(_mark(one) for one in plan.steps))


@dataclass(frozen=True)
class Changes:
    """Steps that are new or read otherwise than when the list was shared, and how many of it are gone."""

    changed: tuple[str, ...]
    gone: int


def changes(plan: Plan, marks: bytes) -> Changes:
    """What changed between the marks of a shared list and the plan of today."""
    known = {marks[place : place + MARK_BYTES] for place in range(0, len(marks), MARK_BYTES)}
    changed = tuple(one.id for one in plan.steps if _mark(one) not in known)
    return Changes(changed, max(0, len(marks) // MARK_BYTES - len(plan.steps)))


def _mark(planned: PlannedStep) -> bytes:
    """Two bytes that are others when the step says something else. When it was checked is not part of what it says."""
    content = "\x1f".join((planned.id, *_said(planned)))
    return hashlib.sha256(content.encode()).digest()[:MARK_BYTES]


def _said(planned: PlannedStep) -> Iterator[str]:
    step = planned.step
    texts: list[Text | None] = [step.title, step.summary, step.authority, step.eligibility]
    texts += [channel.title for channel in step.channels]
    texts += [evidence.title for evidence in step.documents]
    texts += [output.title for output in step.output]
    texts += [duration.text for duration in step.processing_time]
    texts += [deadline.text for deadline in step.deadline]
    texts += [pitfall.text for pitfall in step.pitfalls]
    texts += [cost.note for cost in step.cost]
    yield from (text.uk for text in texts if text is not None)
    yield from (str(channel.url) for channel in step.channels)
    yield from (str(cost.amount) for cost in step.cost)
