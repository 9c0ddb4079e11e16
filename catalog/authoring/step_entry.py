"""Reading the steps of a situation: each with its papers, prices, places, terms and sources."""

from __future__ import annotations

import re
from typing import TypeVar

from catalog.authoring.condition_entry import KnownValues, read_condition
from catalog.authoring.entries import Entry
from catalog.authoring.evidence import WEB_ADDRESS, read_checked, read_sources
from catalog.authoring.references import References
from catalog.situations import (
    Channel,
    ChannelType,
    Confidence,
    Cost,
    Deadline,
    Duration,
    Evidence,
    Output,
    Pitfall,
    Step,
)

#: Step ids are written into Telegram's 64-byte buttons.
STEP_ID = re.compile(r"[a-z0-9-]{1,48}")

E = TypeVar("E", ChannelType, Confidence)


class StepReader:
    """Reads steps against the circumstances of one situation and what the whole catalogue knows."""

    def __init__(self, known: KnownValues, references: References) -> None:
        self._known = known
        self._references = references

    def read(self, situation: Entry) -> tuple[Step, ...]:
        return tuple(self._step(entry) for entry in situation.entries("steps", required=True))

    def _step(self, entry: Entry) -> Step:
        step = Step(
            id=entry.word("id"),
            title=entry.text("title"),
            summary=entry.text("summary"),
            authority=entry.text("authority"),
            when=read_condition(entry, "when", self._known),
            after=entry.words("after"),
            covers=entry.words("covers"),
            optional=entry.flag("optional"),
            services=entry.words("services", allowed=self._references.services),
            channels=tuple(self._channel(item) for item in entry.entries("channels")),
            documents=tuple(self._evidence(item) for item in entry.entries("documents")),
            cost=tuple(self._cost(item) for item in entry.entries("cost")),
            processing_time=tuple(self._duration(item) for item in entry.entries("processing_time")),
            deadline=tuple(self._deadline(item) for item in entry.entries("deadline")),
            output=tuple(self._output(item) for item in entry.entries("output")),
            eligibility=entry.optional_text("eligibility"),
            legal_basis=entry.texts("legal_basis"),
            pitfalls=tuple(self._pitfall(item) for item in entry.entries("pitfalls")),
            sources=read_sources(entry),
            checked=read_checked(entry),
            confidence=_one_of(Confidence, entry, "confidence"),
            confirm_with=entry.optional_text("confirm_with"),
            by_oneself=entry.flag("by_oneself"),
        )
        if step.confidence is Confidence.LOW and step.confirm_with is None:
            entry.problem(entry.place, f'"{step.id}" has low confidence', "say in confirm_with who can confirm it")
        if not STEP_ID.fullmatch(step.id):
            hint = "use small Latin letters, digits and hyphens, 48 at most"
            entry.problem(entry.place_of("id"), f'"{step.id}" cannot be an id', hint)
        entry.close()
        return step

    # Each item of a step may concern only some people: it carries a condition of its own.

    def _channel(self, entry: Entry) -> Channel:
        channel = Channel(
            type=_one_of(ChannelType, entry, "type"),
            title=entry.text("title"),
            url=self._address(entry, "url") if entry.has("url") else None,
            when=read_condition(entry, "when", self._known),
        )
        entry.close()
        return channel

    def _evidence(self, entry: Entry) -> Evidence:
        evidence = Evidence(title=entry.own_text(), when=read_condition(entry, "when", self._known))
        entry.close()
        return evidence

    def _cost(self, entry: Entry) -> Cost:
        if not entry.has("amount"):
            entry.problem(entry.place, "a cost has no amount", "write amount: 0 when it is free, or amount: unknown")
        cost = Cost(
            amount=entry.number("amount"),
            note=entry.optional_text("note"),
            when=read_condition(entry, "when", self._known),
        )
        entry.close()
        return cost

    def _duration(self, entry: Entry) -> Duration:
        duration = Duration(
            text=entry.text("text"),
            days=entry.whole_number("days"),
            working=entry.flag("working"),
            when=read_condition(entry, "when", self._known),
        )
        entry.close()
        return duration

    def _deadline(self, entry: Entry) -> Deadline:
        deadline = Deadline(
            text=entry.text("text"),
            days=entry.whole_number("days"),
            when=read_condition(entry, "when", self._known),
        )
        entry.close()
        return deadline

    def _output(self, entry: Entry) -> Output:
        output = Output(title=entry.own_text(), when=read_condition(entry, "when", self._known))
        entry.close()
        return output

    def _pitfall(self, entry: Entry) -> Pitfall:
        pitfall = Pitfall(text=entry.own_text(), when=read_condition(entry, "when", self._known))
        entry.close()
        return pitfall

    def _address(self, entry: Entry, field: str) -> str:
        address = entry.word(field)
        if not WEB_ADDRESS.fullmatch(address):
            entry.problem(entry.place_of(field), f'"{address}" is not an address', "write it in full: https://…")
        return address


def _one_of(kind: type[E], entry: Entry, field: str) -> E:
    allowed = [member.value for member in kind]
    word = entry.word(field, allowed=allowed)
    return kind(word) if word in allowed else next(iter(kind))
