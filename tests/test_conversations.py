"""The conversations in tests/conversations/, held with the real program.

A turn names what must hold for its answer: `status`, `language`, `situation`, `answers` (given so far, at least
these), `unanswered` (circumstances still open), `applies`, `may_apply`, `done`, `absent` (steps of the checklist),
`totals` (pieces of the sums by kind), `asks` (is a question put), `sections` (of the step card), `focus` (the step
being spoken of), `says` and `unsaid` (pieces of the text, cards and notices included), `notice` (its kind), `choices`
(whether there are), `buttons` (pieces of their titles), `needs` (other situations to be told about), `lists` (all
that are open), `reminders` (steps with a day).

No message that says more than a few words may be copied from the training examples: see `test_nothing_is_copied`.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from rasa.core.agent import Agent

from actions.knowledge import Knowledge
from actions.state import DialogueState
from benchmarks.transcripts import Person, read_people, talk
from bot.assistant import SignpostAssistant
from bot.conversations.store import ConversationStore
from bot.conversations.trackers import WorkingTrackerStore
from bot.database import open_database
from bot.locks import QueueingLockStore
from bot.model import load_agent
from bot.settings import PROJECT
from catalog import spelling
from channels.conversation import Incoming, Turn
from channels.payload import Payload
from channels.plain import as_plain_text

FILES = sorted((Path(__file__).parent / "conversations").glob("*.yml"))


def conversations() -> Iterator[Any]:
    for file in FILES:
        for story in yaml.safe_load(file.read_text(encoding="utf-8")):
            yield pytest.param(story["turns"], id=f"{file.stem}: {story['conversation']}")


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> ConversationStore:
    return ConversationStore(open_database(f"sqlite:///{tmp_path_factory.mktemp('conversations') / 'test.db'}"))


@pytest.fixture(scope="module")
def assistant(model: Path, known: Knowledge, store: ConversationStore) -> SignpostAssistant:
    agent: Agent = load_agent(model, WorkingTrackerStore(store), QueueingLockStore())
    return SignpostAssistant(agent, store)


@pytest.mark.parametrize("turns", conversations())
async def test_conversation(
    turns: list[dict[str, Any]], assistant: SignpostAssistant, store: ConversationStore
) -> None:
    who = f"test-{secrets.token_hex(6)}"
    for expected in turns:
        payload = Payload.parse(expected["press"]) if "press" in expected else None
        turn = await assistant.respond(Incoming(who, "test", text=expected.get("person"), payload=payload))
        working = store.working(who)
        assert working is not None
        state = DialogueState.from_slots(working["slots"])
        told = expected.get("person") or expected["press"]
        wrong = list(differences(expected, turn, state))
        assert not wrong, f"after «{told}»: " + "; ".join(wrong) + f"\n\nthe answer was:\n{spoken(turn)}"


@pytest.mark.parametrize("person", [pytest.param(one, id=one["name"]) for one in read_people()])
async def test_the_people_of_the_documentation_get_through(person: Person, assistant: SignpostAssistant) -> None:
    """What stands in docs/examples is made anew by `python -m benchmarks.transcripts`; this is that it still can be."""
    ends = [(said, turn.status.value) async for said, turn in talk(assistant, person)]
    expected = ["small_talk", *(said.get("status", "answered") for said in person["says"])]

    assert [status for _, status in ends] == expected, ends


def spoken(turn: Turn) -> str:
    return "\n\n".join(as_plain_text(reply) for reply in turn.replies)


def differences(expected: dict[str, Any], turn: Turn, state: DialogueState) -> Iterator[str]:
    """Everything that does not hold, in words."""
    guide = next((reply.guide for reply in reversed(turn.replies) if reply.guide), None)
    card = next((reply.step for reply in turn.replies if reply.step), None)
    steps = {step.id: step.status.value for step in guide.steps} if guide else {}
    found: dict[str, Any] = {
        "status": turn.status.value,
        "language": turn.language,
        "situation": state.situation,
        "asks": bool(guide and guide.question),
        "focus": state.focus_step,
        "needs": list(state.needs),
        "lists": list(state.opened),
        "reminders": {one.step: one.on.isoformat() for one in state.reminders},
        "choices": any(reply.choices for reply in turn.replies),
    }
    for name, value in found.items():
        if name in expected and expected[name] != value:
            yield f"{name} is {value!r}, not {expected[name]!r}"
    for name, values in expected.get("answers", {}).items():
        if list(state.given().get(name, ())) != values:
            yield f"{name} was taken as {state.given().get(name)}, not {values}"
    for standing in ("applies", "may_apply", "done"):
        for step in expected.get(standing, ()):
            if steps.get(step) != standing:
                yield f"step {step} is {steps.get(step)}, not {standing}"
    for step in expected.get("absent", ()):
        if not steps or step in steps:
            yield f"step {step} should not be listed"
    for section in expected.get("sections", ()):
        if card is None or section not in {one.aspect for one in card.sections}:
            yield f"the section {section} is missing"
    for piece in expected.get("says", ()):
        if piece.lower() not in spoken(turn).lower():
            yield f"«{piece}» is not said"
    yield from _unsaid_or_missing(expected, turn, state)
    kinds = {notice.kind.value for reply in turn.replies for notice in reply.notices}
    if "notice" in expected and expected["notice"] not in kinds:
        yield f"there is no {expected['notice']} notice"


def _unsaid_or_missing(expected: dict[str, Any], turn: Turn, state: DialogueState) -> Iterator[str]:
    for piece in expected.get("unsaid", ()):
        if piece.lower() in spoken(turn).lower():
            yield f"«{piece}» should not be said"
    for name in expected.get("unanswered", ()):
        if name in state.given():
            yield f"{name} was taken as {state.given()[name]}, and should be open"
    titles = [choice.title for reply in turn.replies for choice in reply.choices]
    for piece in expected.get("buttons", ()):
        if not any(piece.lower() in title.lower() for title in titles):
            yield f"no button «{piece}» among {titles}"
    totals = {total.kind: total.text for reply in turn.replies if reply.guide for total in reply.guide.totals}
    for kind, piece in expected.get("totals", {}).items():
        if piece.lower() not in totals.get(kind, "").lower():
            yield f"{kind} is {totals.get(kind)!r}, without «{piece}»"


#: A message of so many words can be anybody's; a longer one must be written for the test.
ANYBODYS_WORDS = 4


def test_nothing_is_copied() -> None:
    examples = {
        spelling.normalise(line.strip()[2:])
        for file in (PROJECT / "nlu_data").rglob("*.yml")
        for line in file.read_text(encoding="utf-8").splitlines()
        if line.strip().startswith("- ")
    }
    written = [turn["person"] for param in conversations() for turn in param.values[0] if "person" in turn]
    longer = [text for text in written if len(text.split()) > ANYBODYS_WORDS]
    assert [text for text in longer if spelling.normalise(text) in examples] == []


def test_most_situations_are_talked_about(known: Knowledge) -> None:
    spoken_of = {turn.get("situation") for param in conversations() for turn in param.values[0]}
    assert len(spoken_of & {one.id for one in known.catalogue.situations}) >= 40
