"""A reply as plain text: for print, for the terminal, and for any channel that draws nothing else."""

from __future__ import annotations

from collections.abc import Iterator

from channels.reply import Guide, Question, Reply, StepCard, StepStatus

_MARKS = {StepStatus.APPLIES: "[ ]", StepStatus.MAY_APPLY: "[?]", StepStatus.DONE: "[x]"}


def as_plain_text(reply: Reply) -> str:
    """The whole reply in lines; buttons are left out, since plain text has none."""
    blocks = [notice.text for notice in reply.notices]
    blocks.append(reply.text)
    if reply.guide is not None:
        blocks.extend(_guide_blocks(reply.guide))
    if reply.step is not None:
        blocks.extend(_step_blocks(reply.step))
    if reply.question is not None:
        blocks.append(_question_block(reply.question))
    if reply.results:
        blocks.append("\n".join(f"- {result.title}" for result in reply.results))
    return "\n\n".join(block for block in blocks if block)


def _guide_blocks(guide: Guide) -> Iterator[str]:
    yield "\n".join(
        _step_line(step.number, step.title, step.status, step.condition, step.remark) for step in guide.steps
    )
    yield "\n".join(f"{total.label}: {total.text}" for total in guide.totals)
    yield "\n".join(guide.not_covered)
    if guide.question is not None:
        yield _question_block(guide.question)


def _question_block(question: Question) -> str:
    answers = " / ".join(choice.title for choice in question.choices)
    return f"{question.text}\n({answers})"


def _step_line(number: int, title: str, status: StepStatus, condition: str | None, remark: str | None) -> str:
    aside = "; ".join(part for part in (condition, remark) if part)
    return f"{_MARKS[status]} {number}. {title}" + (f" ({aside})" if aside else "")


def _step_blocks(step: StepCard) -> Iterator[str]:
    for section in step.sections:
        lines = [f"- {item.text}" + (f" {item.url}" if item.url else "") for item in section.items]
        yield "\n".join([section.title + ":", *lines])
    yield "\n".join(source.url or source.text for source in step.sources)
    yield step.checked
