"""Reading `outages.yml`: channels that do not work for a while. Without the file, all of them work."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

from catalog.authoring.entries import Entry
from catalog.authoring.evidence import WEB_ADDRESS
from catalog.authoring.files import open_file
from catalog.authoring.problems import Problem, choices, repeated
from catalog.outages import Outage
from catalog.situations import Channel, ChannelType, Situation

#: A field that says which channels are meant; at least one is needed.
MEANT_BY = ("url", "channel", "step")

StepChannels = Mapping[str, Sequence[Channel]]


def read_outages(path: Path, situations: Sequence[Situation], problems: list[Problem]) -> tuple[Outage, ...]:
    """The outages, each checked to touch at least one channel of the situations."""
    entry = open_file(path, problems) if path.exists() else None
    if entry is None:
        return ()
    channels = {f"{one.id}/{step.id}": step.channels for one in situations for step in one.steps}
    items = entry.entries("outages")
    outages = tuple(_read_outage(item, channels) for item in items)
    for word in repeated([outage.id for outage in outages]):
        entry.problem(entry.place_of("outages"), f'"{word}" stands twice in "outages"', "give each its own id")
    entry.close()
    return outages


def _read_outage(entry: Entry, channels: StepChannels) -> Outage:
    kinds = [kind.value for kind in ChannelType]
    kind = entry.word("channel", allowed=kinds) if entry.has("channel") else None
    outage = Outage(
        id=entry.word("id"),
        text=entry.text("text"),
        since=_day(entry, "from") or date.min,
        until=_day(entry, "until") if entry.has("until") else None,
        url=_address(entry) if entry.has("url") else None,
        channel=ChannelType(kind) if kind in kinds else None,
        step=entry.word("step") if entry.has("step") else None,
    )
    _note_problems(entry, outage, channels)
    entry.close()
    return outage


def _note_problems(entry: Entry, outage: Outage, channels: StepChannels) -> None:
    if outage.until is not None and outage.until < outage.since:
        entry.problem(entry.place_of("until"), "the outage ends before it begins", "write its last day")
    if not any(entry.has(field) for field in MEANT_BY):
        entry.problem(entry.place, f'"{outage.id}" names no channel', "say which: url, channel or step")
    elif outage.step is not None and outage.step not in channels:
        entry.problem(entry.place_of("step"), f'no step is called "{outage.step}"', _step_hint(outage.step, channels))
    elif not any(outage.touches(channel, key) for key, ways in channels.items() for channel in ways):
        hint = "copy the address as the steps write it, or leave out what narrows it down too far"
        entry.problem(entry.place, f'"{outage.id}" touches no channel of any step', hint)


def _step_hint(found: str, channels: StepChannels) -> str:
    """The steps of the situation that was named, or how to name one."""
    situation = found.partition("/")[0]
    steps = [key for key in channels if key.startswith(f"{situation}/")]
    return choices(found, steps) if steps else "write it as situation/step: birth-of-child/register-birth"


def _address(entry: Entry) -> str:
    address = entry.word("url")
    if not WEB_ADDRESS.fullmatch(address):
        entry.problem(entry.place_of("url"), f'"{address}" is not an address', "write it in full: https://…")
    return address


def _day(entry: Entry, field: str) -> date | None:
    word = entry.word(field)
    try:
        return date.fromisoformat(word)
    except ValueError:
        entry.problem(entry.place_of(field), f'"{word}" is not a day', "write 2026-01-31")
        return None
