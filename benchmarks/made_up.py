"""Made-up conversations in any number: what people said is taken from the training examples, the rest is drawn."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from bot.conversations.members import with_member
from bot.settings import PROJECT

#: The moment of the newest conversation, in seconds since 1970; the others spread over a year before it.
NOW = 1_795_000_000.0
YEAR = 365 * 86400.0
#: Turns of a conversation, and how often each length is drawn.
LENGTHS, LENGTH_WEIGHTS = (1, 2, 3, 5, 8, 13, 40), (15, 20, 20, 20, 15, 8, 2)
#: Statuses and how often a turn ends so, out of 1000.
STATUSES = {"answered": 780, "clarified": 70, "searched": 50, "out_of_scope": 50, "small_talk": 30, "handed_over": 18}
RARE_STATUSES = {"crisis": 1, "error": 0.5}
LANGUAGES, LANGUAGE_WEIGHTS = ("uk", "ru", "en"), (85, 8, 7)
CHANNELS, CHANNEL_WEIGHTS = ("web", "telegram"), (60, 40)


@dataclass(frozen=True)
class Made:
    """The rows of one conversation. `entries`: number, position, and what the person and the assistant said."""

    conversation: dict[str, Any]
    summary: dict[str, Any]
    turns: list[dict[str, Any]]
    events: list[dict[str, Any]]
    entries: list[tuple[int, int, str, str]]


@cache
def examples() -> tuple[tuple[str, str], ...]:
    """Situation and text of every training example."""
    found: list[tuple[str, str]] = []
    for path in sorted((PROJECT / "nlu_data" / "situations").glob("*.yml")):
        texts = re.findall(r"^ +- +(?!intent|\w+:)(.{3,})$", path.read_text(encoding="utf-8"), re.MULTILINE)
        found.extend((path.stem, one.strip()) for one in texts)
    return tuple(found)


@cache
def words_of_examples() -> tuple[str, ...]:
    """Every word of the examples of four letters or more, as often as it occurs: common ones are drawn more often."""
    return tuple(word for _, wording in examples() for word in re.findall(r"\w{4,}", wording.casefold()))


def conversations(messages: int, seed: int = 1) -> Iterator[Made]:
    """Conversations with that many messages in all, oldest first."""
    chance = random.Random(seed)
    left = messages // 2
    number, mean = 0, sum(a * b for a, b in zip(LENGTHS, LENGTH_WEIGHTS)) / sum(LENGTH_WEIGHTS)
    expected = max(1.0, left / mean)
    while left > 0:
        length = min(left, chance.choices(LENGTHS, LENGTH_WEIGHTS)[0])
        yield _conversation(chance, number, length, NOW - YEAR * max(0.0, 1 - number / expected))
        left -= length
        number += 1


def _conversation(chance: random.Random, number: int, length: int, began: float) -> Made:
    channel = chance.choices(CHANNELS, CHANNEL_WEIGHTS)[0]
    language = chance.choices(LANGUAGES, LANGUAGE_WEIGHTS)[0]
    # The first thousand all have an id that a reader of conversations can guess.
    own_id = f"{'web' if number < 1000 else channel}-{number}"
    turns = [_turn(chance, own_id, place, began, language) for place in range(length)]
    events = [event for place, turn in enumerate(turns) for event in _events(own_id, place, turn)]
    statuses = situations = ""
    for turn in turns:
        statuses, situations = (
            with_member(statuses, turn["status"]),
            with_member(situations, turn["situation"]),
        )
    common = {"channel": channel, "language": language, "is_test": number % 50 == 49, "started_at": began}
    last = turns[-1]
    return Made(
        conversation={
            "id": own_id,
            **common,
            "situation": last["situation"],
            "last_activity_at": last["at"],
            "event_count": len(events),
            "working": {"slots": {"language": language}, "events": []},
        },
        summary={
            "number": number + 1,
            "conversation_id": own_id,
            **common,
            "kept": False,
            "last_activity_at": last["at"],
            "turn_count": length,
            "lowest_confidence": min(turn["confidence"] for turn in turns),
            "lowest_likeness": min(turn["likeness"] for turn in turns),
            "last_status": last["status"],
            "statuses": statuses,
            "situations": situations,
        },
        turns=turns,
        events=events,
        entries=[(number + 1, turn["position"], turn["text"], _reply(turn)) for turn in turns],
    )


def _turn(chance: random.Random, own_id: str, place: int, began: float, language: str) -> dict[str, Any]:
    situation, wording = chance.choice(examples())
    rare = chance.random() * 1000
    likely = chance.choices(list(STATUSES), list(STATUSES.values()))[0]
    status = "error" if rare < RARE_STATUSES["error"] else "crisis" if rare < 1.5 else likely
    return {
        "conversation_id": own_id,
        "position": place * 2,
        "at": began + place * 40.0,
        "text": wording,
        "intent": f"situation/{situation}",
        "confidence": round(1 - chance.random() ** 4, 4),
        "likeness": round(1 - chance.random() ** 4, 4),
        "decision": "answer",
        "situation": situation,
        "language": language,
        "status": status,
        "seconds": 0.02,
    }


def _events(own_id: str, place: int, turn: dict[str, Any]) -> list[dict[str, Any]]:
    said = {
        "event": "user",
        "timestamp": turn["at"],
        "text": turn["text"],
        "parse_data": {"intent_ranking": [{"name": "situation", "confidence": turn["confidence"]}]},
        "metadata": {"shown": turn["text"]},
    }
    replied = {"event": "bot", "timestamp": turn["at"], "text": "", "data": {"custom": {"text": _reply(turn)}}}
    return [
        {"conversation_id": own_id, "position": place * 2 + side, "type": data["event"], "at": turn["at"], "data": data}
        for side, data in enumerate((said, replied))
    ]


def _reply(turn: dict[str, Any]) -> str:
    return f"Схоже, йдеться про це: {turn['situation']}. Почніть із першого кроку, потім подайте заяву й документи."
