"""A conversation as a regression test, in the form of `tests/conversations/*.yml`.

What the log says of a turn must hold again, until the first turn that was corrected: there the correction must hold,
and of what followed a misunderstanding only further corrections are expected.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import yaml
from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.conversations.models import Conversation
from review.access.staff import Staff
from review.inbox.reading import ReadTurn
from review.judging.vocabulary import Verdict
from review.teaching.examples import Example
from review.teaching.fitness import one_line
from review.teaching.models import RegressionTest
from review.teaching.vocabulary import SITUATION_PREFIX, Kind, State

#: Where exported tests go, below the project.
FILE = "tests/conversations/from_review.yml"
HEADING = "# Conversations that staff saved in the review console, in people's words, without personal data.\n"
TITLE_LIMIT = 120
#: From here on the assistant was not the one who answered.
WITH_STAFF = "with_staff"
#: How a kind of out-of-scope must end.
OUT_OF_SCOPE, CRISIS = "out_of_scope", "crisis"

Expected = dict[str, Any]


@dataclass(frozen=True)
class SavedTest:
    """`turns` are those of the form: what the person did and what must hold after it."""

    conversation_id: str
    title: str
    turns: tuple[Mapping[str, Any], ...]
    staff_name: str
    at: float
    exported_at: float | None = None


def drawn(turns: Sequence[ReadTurn], corrections: Sequence[Example]) -> tuple[Expected, ...]:
    """The turns of a test, from a conversation and what was corrected in it."""
    right = _by_position(corrections)
    situation: str | None = None
    gone_wrong = False
    found: list[Expected] = []
    for one in turns:
        if one.turn.status == WITH_STAFF:
            break
        situation = one.turn.slots.get("situation", situation)
        said: Expected = {"press": one.turn.payload} if one.turn.payload else {"person": one_line(one.turn.said)}
        corrected = right.get(one.turn.position)
        if corrected:
            gone_wrong = True
            said.update(_corrected(corrected))
        elif _is_wrong(one):
            gone_wrong = True
        elif not gone_wrong:
            said.update(_as_logged(one, situation))
        found.append(said)
    return tuple(found)


def _by_position(corrections: Iterable[Example]) -> dict[int, list[Example]]:
    found: dict[int, list[Example]] = {}
    for one in corrections:
        if one.state is not State.REJECTED:
            found.setdefault(one.position, []).append(one)
    return found


def _is_wrong(one: ReadTurn) -> bool:
    return bool(one.given) and one.given[0].judgement.verdict is not Verdict.CORRECT


def _as_logged(one: ReadTurn, situation: str | None) -> Expected:
    expected: Expected = {"status": one.turn.status}
    if situation:
        expected["situation"] = situation
    told = (one.turn.slots.get("answers") or {}).get(situation) or {}
    if told:
        expected["answers"] = {name: [str(value) for value in values] for name, values in told.items()}
    return expected


def _corrected(corrections: Sequence[Example]) -> Expected:
    expected: Expected = {}
    for one in corrections:
        first, _, rest = one.label.partition("/")
        if one.kind is Kind.PHRASE:
            name, _, value = rest.partition("=")
            expected.setdefault("answers", {})[name] = [value]
            expected.setdefault("situation", first)
        elif one.label.startswith(SITUATION_PREFIX):
            expected.update(status="answered", situation=rest)
        elif first == OUT_OF_SCOPE:
            expected["status"] = CRISIS if rest == CRISIS else OUT_OF_SCOPE
    return expected


def save(session: Session, who: Staff, at: float, conversation_id: str, title: str, turns: Sequence[Expected]) -> None:
    """Keep the test; a conversation's earlier one is replaced and exported anew. ValueError without title or turns."""
    title = one_line(title)
    if not 0 < len(title) <= TITLE_LIMIT or not turns:
        raise ValueError(f"a test has a title of 1 to {TITLE_LIMIT} characters and at least one turn")
    session.execute(select(Conversation.id).where(Conversation.id == conversation_id).with_for_update())
    row = session.get(RegressionTest, conversation_id)
    if row is None:
        row = RegressionTest(conversation_id=conversation_id)
        session.add(row)
    row.title, row.turns, row.staff_id, row.staff_name = title, [dict(one) for one in turns], who.id, who.name
    row.at, row.exported_at = at, None


def one(session: Session, conversation_id: str) -> SavedTest | None:
    row = session.get(RegressionTest, conversation_id)
    return _test(row) if row is not None else None


def waiting(session: Session) -> tuple[SavedTest, ...]:
    """Tests that have not reached the files, oldest first."""
    wanted = select(RegressionTest).where(RegressionTest.exported_at.is_(None)).order_by(RegressionTest.at)
    return tuple(_test(row) for row in session.scalars(wanted))


def mark_exported(session: Session, conversation_ids: Iterable[str], at: float) -> None:
    wanted = select(RegressionTest).where(RegressionTest.conversation_id.in_(list(conversation_ids)))
    for row in session.scalars(wanted):
        row.exported_at = at


def _test(row: RegressionTest) -> SavedTest:
    return SavedTest(row.conversation_id, row.title, tuple(row.turns), row.staff_name, row.at, row.exported_at)


def written(text: str | None, tests: Iterable[SavedTest]) -> str | None:
    """The file with these tests at its end; those that stand in it already are not repeated."""
    known = [] if text is None else [(story["conversation"], story["turns"]) for story in yaml.safe_load(text) or []]
    for test in tests:
        if (test.title, [dict(turn) for turn in test.turns]) in known:
            continue
        text = HEADING if text is None else text if text.endswith("\n") else text + "\n"
        text += "\n" * (text != HEADING) + as_yaml(test)
    return text


def as_yaml(test: SavedTest) -> str:
    """One test in the layout of the others.

    >>> print(as_yaml(SavedTest("web-1", "a birth", ({"person": "народила", "answers": {"married": ["no"]}},), "", 0)))
    - conversation: "a birth"
      turns:
        - person: "народила"
          answers: {"married": ["no"]}
    <BLANKLINE>
    """
    lines = [f"- conversation: {_quoted(test.title)}", "  turns:"]
    for turn in test.turns:
        fields = [f"{name}: {value if _is_plain(name) else _quoted(value)}" for name, value in turn.items()]
        lines += [f"    - {fields[0]}", *(f"      {field}" for field in fields[1:])]
    return "\n".join(lines) + "\n"


def _is_plain(name: str) -> bool:
    """Fields whose values are codes, which need no quotes."""
    return name in ("status", "situation")


def _quoted(value: Any) -> str:
    """JSON is YAML, and nothing in it can be taken for anything else."""
    return json.dumps(value, ensure_ascii=False)
