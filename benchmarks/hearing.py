"""How well circumstances told in people's own words are heard: `python -m benchmarks.hearing`.

Four kinds of messages, of `nlu_data/evaluation/`: those in which a person tells a need and, by the way, something
about themselves, and answers to a question that was just put (`circumstances.jsonl`); the same answers after another
question of the situation was put; and what people write after a question that does not answer it
(`not_answers.jsonl`), from which nothing should be taken. Each is sent to the real
assistant in a conversation of its own, and what stands in its list of answers afterwards is compared with what was
told.
`--misses` prints what was heard wrongly or not at all.
"""

from __future__ import annotations

import argparse
import asyncio
import secrets
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from benchmarks.in_memory import DAY, assistant_in_memory  # isort: skip
from actions.state import DialogueState
from bot.assistant import SignpostAssistant
from bot.conversations.store import ConversationStore
from bot.evaluation.cases import CaseError, objects_of
from bot.evaluation.shares import Share
from bot.settings import PROJECT
from channels.conversation import Incoming
from channels.payload import Payload

EVALUATION = PROJECT / "nlu_data" / "evaluation"
MESSAGES = [EVALUATION / "circumstances.jsonl", EVALUATION / "not_answers.jsonl"]


@dataclass(frozen=True)
class Telling:
    """A message about a situation.

    `told` holds what it says, as `circumstance=value`; `asked` is the circumstance that was asked about before.
    """

    text: str
    situation: str
    told: frozenset[str]
    lang: str
    asked: str | None = None


@dataclass(frozen=True)
class Hearing:
    """What was taken from a message, in the same form."""

    of: Telling
    heard: frozenset[str]

    @property
    def right(self) -> bool:
        return self.heard == self.of.told


def read_tellings(path: Path) -> list[Telling]:
    """The messages of the file. Raises `CaseError` at the first line that is none."""
    found = []
    for place, data in objects_of(path.read_text(encoding="utf-8"), path.name):
        try:
            told = frozenset(map(str, data["told"]))
            found.append(Telling(data["text"], data["situation"], told, data["lang"], data.get("asked")))
        except (KeyError, TypeError) as error:
            raise CaseError(f'{place}: "text", "situation", "told" and "lang" are needed ({error})') from None
    return found


async def hear(assistant: SignpostAssistant, store: ConversationStore, telling: Telling) -> Hearing:
    """Send the message: after the question if it answers one, else as the first of a conversation."""
    who = f"hearing-{secrets.token_hex(6)}"
    situation = Payload("situation", telling.situation)
    if telling.asked:
        await assistant.respond(Incoming(who, "hearing", text="", payload=situation))
        question = Payload("change", telling.asked, telling.situation)
        await assistant.respond(Incoming(who, "hearing", text="", payload=question))
    await assistant.respond(Incoming(who, "hearing", text=telling.text))
    state = _state(store, who)
    if state.situation != telling.situation:
        # Understanding the need is measured elsewhere; here the person says which it is.
        await assistant.respond(Incoming(who, "hearing", text="", payload=situation))
        state = _state(store, who)
    given = state.given(telling.situation)
    return Hearing(telling, frozenset(f"{name}={value}" for name, values in given.items() for value in values))


def _state(store: ConversationStore, who: str) -> DialogueState:
    working = store.working(who)
    assert working is not None
    return DialogueState.from_slots(working["slots"])


def table(hearings: Sequence[Hearing]) -> str:
    """The figures by kind of message and by language, as a Markdown table."""
    lines = ["| messages | | heard of what was told | of what was heard, right | all right |", "|---|---|---|---|---|"]
    for name, chosen in _groups(hearings):
        told, heard = sum(len(one.of.told) for one in chosen), sum(len(one.heard) for one in chosen)
        right = sum(len(one.heard & one.of.told) for one in chosen)
        all_right = sum(1 for one in chosen if one.right)
        shares = [Share.or_none(right, told), Share.or_none(right, heard), Share.or_none(all_right, len(chosen))]
        cells = [f"{share.value:.1%}" if share else "–" for share in shares]
        lines.append(f"| {name} | {len(chosen)} | {' | '.join(cells)} |")
    return "\n".join(lines)


def _groups(hearings: Sequence[Hearing]) -> Iterable[tuple[str, list[Hearing]]]:
    for kind in ("in passing", "as an answer", "to another question", "no answer"):
        of_kind = [one for one in hearings if _kind(one.of) == kind]
        yield kind, of_kind
        for lang in sorted({one.of.lang for one in of_kind}):
            yield f"{kind}, {lang}", [one for one in of_kind if one.of.lang == lang]


def _kind(telling: Telling) -> str:
    if not telling.asked:
        return "in passing"
    if not telling.told:
        return "no answer"
    return "as an answer" if _answers_it(telling) else "to another question"


def _answers_it(telling: Telling) -> bool:
    return any(value.startswith(f"{telling.asked}=") for value in telling.told)


def after_another_question(tellings: Sequence[Telling]) -> list[Telling]:
    """The answers among them, each given after a question that another answer of its situation answers."""
    questions: dict[str, list[str]] = {}
    answers = [(one, one.asked) for one in tellings if one.asked and one.told]
    for one, asked in answers:
        known = questions.setdefault(one.situation, [])
        if asked not in known:
            known.append(asked)
    following = [(one, asked, questions[one.situation]) for one, asked in answers]
    moved = [replace(one, asked=others[(others.index(asked) + 1) % len(others)]) for one, asked, others in following]
    return [one for one in moved if not _answers_it(one)]


async def _hear_all(tellings: Sequence[Telling]) -> list[Hearing]:
    assistant, store = assistant_in_memory(DAY)
    return [await hear(assistant, store, telling) for telling in tellings]


def main() -> None:
    options = argparse.ArgumentParser(prog="python -m benchmarks.hearing", description=__doc__)
    options.add_argument("--misses", action="store_true")
    options.add_argument("files", nargs="*", type=Path, default=MESSAGES)
    chosen = options.parse_args()
    tellings = [telling for file in chosen.files for telling in read_tellings(file)]
    hearings = asyncio.run(_hear_all([*tellings, *after_another_question(tellings)]))
    for one in hearings if chosen.misses else []:
        if not one.right:
            print(f"{one.of.situation} {one.of.asked or '-'} «{one.of.text}»")
            print(f"    missed {sorted(one.of.told - one.heard)} falsely heard {sorted(one.heard - one.of.told)}")
    print(table(hearings))


if __name__ == "__main__":
    main()
