"""What must hold for every answer, whoever is talking: each check yields what is wrong, in words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from actions.act import known_answers
from actions.knowledge import Knowledge
from actions.state import DialogueState
from actions.wording import wording
from catalog.plan import Plan
from channels.conversation import Turn, TurnStatus
from channels.plain import as_plain_text
from channels.reply import Reply
from tests.simulator.facts import facts_in, sums_of
from tests.simulator.people import Move, buttons_of

PLACEHOLDER = re.compile(r"\{[a-z_]+\}|%\([a-z]+\)s|\bNone\b(?! of)|\[\]|\(\)")
CYRILLIC = re.compile(r"[а-яіїєґё]+(?:[\s,]+[а-яіїєґё]+){3,}", re.IGNORECASE)
LATIN = re.compile(r"\b[a-z]{2,}(?:[\s,]+[a-z]{2,}){4,}", re.IGNORECASE)
#: A turn after which nothing needs to lead on: all is deleted.
ENDS = (TurnStatus.FORGOTTEN,)
#: Endings by which a turn may rightly stand with neither question nor button: it names whom to call.
NAMES_AN_ACTION = re.compile(r"\d{3}|напишіть|write", re.IGNORECASE)


@dataclass(frozen=True)
class Seen:
    """A turn with all that it is judged by: `before` and `state` are what was remembered before it and after."""

    move: Move
    turn: Turn
    before: DialogueState
    state: DialogueState
    knowledge: Knowledge
    facts: frozenset[str]
    keys: frozenset[str]

    def plan(self, state: DialogueState) -> Plan | None:
        situation = self.knowledge.catalogue.situation(state.situation or "")
        if situation is None:
            return None
        return self.knowledge.plan(situation, known_answers(situation, state.given()), state.done())


def faults(seen: Seen) -> Iterator[str]:
    """Everything that is wrong with the turn."""
    if seen.turn.status is TurnStatus.ERROR:
        yield "the turn failed"
        return
    if not seen.turn.replies:
        yield "there is no reply"
    for reply in seen.turn.replies:
        yield from _of_the_words(reply, seen)
        yield from _of_the_language(reply, seen)
    yield from _of_the_facts(seen)
    yield from _of_the_way_on(seen)
    yield from _of_the_list(seen)


def _of_the_words(reply: Reply, seen: Seen) -> Iterator[str]:
    text = _own_words(reply)
    if not reply.text.strip():
        yield "a reply has no text"
    # In English "None" is a word that buttons have.
    unfilled = PLACEHOLDER if seen.turn.language == "uk" else re.compile(r"\{[a-z_]+\}|%\([a-z]+\)s")
    for found in unfilled.findall(text):
        yield f"an unfilled place: {found}"
    for word in re.findall(r"\b[a-z_]+\.[a-z_]+\b", text):
        if word in seen.keys:
            yield f"the name of a text stands for the text: {word}"
    for choice in buttons_of([reply]):
        if not choice.title.strip():
            yield f"a button without a title: {choice.payload}"


def _of_the_language(reply: Reply, seen: Seen) -> Iterator[str]:
    """No run of words in the other language. Names, laws and register entries stay as they are."""
    text = re.sub(r"«[^»]*»|\([^)]*\)|https?://\S+", " ", reply.text)
    foreign = CYRILLIC if seen.turn.language == "en" else LATIN
    names_ukrainian = bool(reply.results) or (reply.step is not None and reply.step.sections == ())
    found = foreign.search(text)
    if found and not names_ukrainian and found[0].lower() not in (seen.move.text or "").lower():
        yield f"words of another language ({seen.turn.language}): {found[0][:80]}"


def _of_the_facts(seen: Seen) -> Iterator[str]:
    of_lists = {sum_ for state in (seen.before, seen.state) for one in _lists(seen, state) for sum_ in sums_of(one)}
    allowed = seen.facts | of_lists
    for reply in seen.turn.replies:
        for fact in facts_in(as_plain_text(reply)):
            if fact and fact not in allowed and fact not in _said(seen):
                yield f"a fact that is not in the catalogue: {fact}"


def _of_the_way_on(seen: Seen) -> Iterator[str]:
    if seen.turn.status in ENDS or any(True for _ in buttons_of(seen.turn.replies)):
        return
    if not NAMES_AN_ACTION.search(" ".join(reply.text for reply in seen.turn.replies)):
        yield "there is no way on"


def _of_the_list(seen: Seen) -> Iterator[str]:
    """The list shown last is the one that the remembered answers give."""
    guide = next((reply.guide for reply in reversed(seen.turn.replies) if reply.guide), None)
    plan = seen.plan(seen.state)
    if guide is None:
        return
    if plan is None or plan.situation.id != guide.situation:
        yield f"the list is about {guide.situation}, and {seen.state.situation} is remembered"
        return
    shown = [(step.id, step.number, step.status.value) for step in guide.steps]
    planned = [(step.id, step.number, step.standing.value) for step in plan.steps]
    if shown != planned:
        yield f"the list does not follow from the answers {dict(plan.answers)}"
    if guide.title != wording(seen.turn.language).of(plan.situation.title):
        yield f"the list is called «{guide.title}»"


def _lists(seen: Seen, state: DialogueState) -> Iterator[Plan | None]:
    """The plans of all lists that are open: «gone from one list to another» names sums of both."""
    yield from (seen.plan(state.about(situation)) for situation in state.opened)


def _own_words(reply: Reply) -> str:
    parts = [reply.text, *(notice.text for notice in reply.notices), *(one.title for one in buttons_of([reply]))]
    if reply.guide is not None:
        parts += [total.text for total in reply.guide.totals]
    return "\n".join(parts)


def _said(seen: Seen) -> str:
    return re.sub(r"[\s()-]+", "", seen.move.text or "")
