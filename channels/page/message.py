"""A list as plain text worth forwarding: whoever gets it needs neither the bot nor the chat before it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from channels.page.takeaway import Takeaway, TakeawayStep
from channels.page.words import words
from channels.reply import StepStatus

#: Telegram's limit, in characters; other messengers allow more.
LIMIT = 4_096
#: Sections of a step that a message has room for. The rest is behind the sources and on the page.
TOLD = ("where", "documents", "cost", "deadline")
MARKS = {StepStatus.APPLIES: "☐", StepStatus.MAY_APPLY: "❓", StepStatus.DONE: "☑"}


def as_messages(takeaway: Takeaway, address: str | None = None, limit: int = LIMIT) -> tuple[str, ...]:
    """The list in one message, or in several cut between steps; each fits the limit.

    Told in as much detail as fits into one message; only where the bare steps do not fit, it becomes several.
    """
    for told in (TOLD, ("where", "cost", "deadline"), ("deadline",), ()):
        text = "\n\n".join(_blocks(takeaway, told, address))
        if len(text) <= limit:
            return (text,)
    return tuple(_packed(list(_blocks(takeaway, ("deadline",), address)), limit))


def _blocks(takeaway: Takeaway, told: Sequence[str], address: str | None) -> Iterator[str]:
    w = words(takeaway.language)
    yield takeaway.title
    if takeaway.answers:
        yield f"{w.say('for_whom')}: {'; '.join(takeaway.answers)}."
    yield from takeaway.notices
    for step in takeaway.steps:
        yield _step(step, told)
    if takeaway.totals:
        yield "\n".join(f"{total.label}: {total.text}" for total in takeaway.totals)
    if takeaway.not_covered:
        yield "\n".join([f"{w.say('not_covered')}:", *(f"• {text}" for text in takeaway.not_covered)])
    yield _sources(takeaway)
    ends = [w.say("made_on", day=w.day(takeaway.made_on)), w.say("validity")]
    yield " ".join(ends) + (f"\n{w.say('whole_list')}: {address}" if address else "")


def _step(step: TakeawayStep, told: Sequence[str]) -> str:
    card = step.card
    lines = [f"{MARKS[card.status]} {card.number}. {card.title}"]
    lines.extend(part for part in (step.remark, *step.notices) if part)
    if card.status is not StepStatus.DONE:
        for section in card.sections:
            if section.aspect in told:
                lines.append(f"{section.title}: {'; '.join(item.text for item in section.items)}")
    return "\n".join(lines)


def _sources(takeaway: Takeaway) -> str:
    """Where it is known from, each site once, and when the oldest and the newest of it was checked."""
    sources = dict.fromkeys(source.text for step in takeaway.steps for source in step.card.sources)
    checked = dict.fromkeys(step.card.checked for step in takeaway.steps)
    return f"{words(takeaway.language).say('sources')}: {', '.join(sources)}. {'; '.join(checked)}."


def _packed(blocks: Sequence[str], limit: int) -> Iterator[str]:
    """The blocks joined into as few messages as possible; a block too long by itself is cut between words."""
    message = ""
    for block in blocks:
        for piece in _pieces(block, limit):
            if message and len(message) + 2 + len(piece) > limit:
                yield message
                message = piece
            else:
                message = f"{message}\n\n{piece}" if message else piece
    if message:
        yield message


def _pieces(block: str, limit: int) -> Iterator[str]:
    while len(block) > limit:
        cut = block.rfind(" ", 1, limit)
        cut = cut if cut > 0 else limit
        yield block[:cut]
        block = block[cut:].lstrip()
    if block:
        yield block
