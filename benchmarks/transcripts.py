"""Ten whole conversations with the real program, written to `docs/examples/`: `python -m benchmarks.transcripts`.

What the people say and press stands in `docs/examples/people.yml`; all that Signpost says comes from the program.
`--day` is the day on which the conversations take place, so that the same catalogue and model give the same files.
"""

from __future__ import annotations

import argparse
import asyncio
import secrets
from collections.abc import AsyncIterator, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from benchmarks.in_memory import DAY, assistant_in_memory  # isort: skip
from bot.assistant import SignpostAssistant
from bot.settings import PROJECT
from channels.conversation import Incoming, Turn
from channels.payload import Payload
from channels.plain import as_plain_text
from channels.reply import Choice, Reply

FOLDER = PROJECT / "docs" / "examples"

Person = Mapping[str, Any]


class NoSuchButton(LookupError):
    """The person presses a button that the answer does not have; the message names those that it has."""


@dataclass(frozen=True)
class Transcript:
    """One conversation as a page: `name` is that of its file."""

    name: str
    text: str


async def transcripts(assistant: SignpostAssistant, people: Sequence[Person]) -> list[Transcript]:
    """The conversations of these people. Raises `NoSuchButton`."""
    return [Transcript(person["name"], await _page(assistant, person)) for person in people]


async def _page(assistant: SignpostAssistant, person: Person) -> str:
    page = [f"# {person['title']}", person["about"]]
    async for said, turn in talk(assistant, person):
        page += [*([f"**▸** {said}"] if said else []), *_answer(turn)]
    return "\n\n".join(page) + "\n"


async def talk(assistant: SignpostAssistant, person: Person) -> AsyncIterator[tuple[str, Turn]]:
    """What the person says or presses, empty at the beginning, with the turn it brings. Raises `NoSuchButton`."""
    who = f"transcript-{secrets.token_hex(6)}"
    turn = await assistant.begin(who, "transcript", person.get("language", "uk"))
    yield "", turn
    for said in person["says"]:
        button = _button(turn, said["press"]) if "press" in said else None
        payload = Payload.parse(button.payload) if button else None
        text = button.title if button else str(said["say"])
        turn = await assistant.respond(Incoming(who, "transcript", text=text, payload=payload))
        yield f"[{text}]" if button else text, turn


def read_people(path: Path = FOLDER / "people.yml") -> list[Person]:
    """The people of the file, each with a `name` and what they say: `say` or `press`, and how such a turn ends."""
    found: list[Person] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return found


def _answer(turn: Turn) -> Iterator[str]:
    """The answer as a quotation, with its buttons below."""
    for reply in turn.replies:
        lines = as_plain_text(reply).splitlines()
        buttons = " ".join(f"[{choice.title}]" for choice in reply.choices)
        yield "\n".join(
            f"> {line}".rstrip() + ("  " if line else "") for line in [*lines, "", *([buttons] * bool(buttons))]
        )


def _button(turn: Turn, title: str) -> Choice:
    found = [choice for reply in turn.replies for choice in _buttons(reply)]
    for choice in found:
        if title.lower() in choice.title.lower():
            return choice
    raise NoSuchButton(f"no button «{title}»; there are: {', '.join(choice.title for choice in found)}")


def _buttons(reply: Reply) -> Iterator[Choice]:
    question = reply.question or (reply.guide.question if reply.guide else None)
    if question is not None:
        yield from question.choices
    yield from reply.choices
    if reply.guide is not None:
        yield from (answer.change for answer in reply.guide.answers)


def main() -> None:
    options = argparse.ArgumentParser(prog="python -m benchmarks.transcripts", description=__doc__)
    options.add_argument("--day", type=date.fromisoformat, default=DAY)
    options.add_argument("--folder", type=Path, default=FOLDER)
    chosen = options.parse_args()
    for transcript in asyncio.run(transcripts(assistant_in_memory(chosen.day)[0], read_people())):
        (chosen.folder / f"{transcript.name}.md").write_text(transcript.text, encoding="utf-8")
        print(chosen.folder / f"{transcript.name}.md")


if __name__ == "__main__":
    main()
