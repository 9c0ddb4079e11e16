"""Walking people through conversations with the real program, and telling what went wrong, to be replayed."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass
from random import Random

from actions.knowledge import Knowledge
from actions.state import DialogueState
from actions.wording import wording
from bot.assistant import SignpostAssistant
from bot.conversations.store import ConversationStore
from channels.conversation import Incoming
from tests.simulator.checks import Seen, faults
from tests.simulator.facts import known_facts
from tests.simulator.people import Move, Person

#: Turns of one conversation.
TURNS_EACH = 15


@dataclass(frozen=True)
class Failure:
    """What was wrong with one turn, and all that led there."""

    seed: int
    person: int
    situation: str
    moves: tuple[Move, ...]
    wrong: tuple[str, ...]
    answer: str

    def __str__(self) -> str:
        moves = "\n".join(f"  > {move}" for move in self.moves)
        wrong = "; ".join(self.wrong)
        again = f"python -m tests.simulator --seed {self.seed} --person {self.person}"
        return f"{wrong}\n  about {self.situation}:\n{moves}\n  < {self.answer[:400]!r}\n  again: {again}"


class Simulator:
    """Conversations of made-up people, one after another, the situations in turn."""

    def __init__(self, assistant: SignpostAssistant, store: ConversationStore, knowledge: Knowledge) -> None:
        self._assistant = assistant
        self._store = store
        self._knowledge = knowledge
        self._facts = known_facts(knowledge.catalogue)
        self._keys = frozenset(wording("uk").keys())
        self.turns = 0

    async def walk(self, seed: int, turns: int) -> AsyncIterator[Failure]:
        """The failures of as many whole conversations as `turns` turns take."""
        person = 0
        while self.turns < turns:
            failure = await self.talk(seed, person)
            if failure is not None:
                yield failure
            person += 1

    async def talk(self, seed: int, number: int) -> Failure | None:
        """The conversation of one person, up to its first fault."""
        situations = self._knowledge.catalogue.situations
        situation = situations[number % len(situations)]
        person = Person(situation, Random(f"{seed}/{number}"))
        who, moves, before = f"test-{seed}-{number}", [person.first()], DialogueState()
        while True:
            turn = await self._assistant.respond(Incoming(who, "test", text=moves[-1].text, payload=moves[-1].payload))
            self.turns += 1
            state = self._remembered(who)
            seen = Seen(moves[-1], turn, before, state, self._knowledge, self._facts, self._keys)
            wrong, before = tuple(faults(seen)), state
            if wrong:
                answer = " / ".join(reply.text for reply in turn.replies)
                return Failure(seed, number, situation.id, tuple(moves), wrong, answer)
            if len(moves) == TURNS_EACH:
                return None
            moves.append(person.next(turn.replies))

    def _remembered(self, who: str) -> DialogueState:
        working = self._store.working(who)
        return DialogueState.from_slots(working["slots"] if working else {})


def report(failures: Sequence[Failure], turns: int) -> str:
    shown = "\n\n".join(str(failure) for failure in failures[:10])
    return f"{turns} turns, {len(failures)} failures\n\n{shown}".rstrip()
