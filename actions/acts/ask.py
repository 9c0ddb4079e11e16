"""Follow-up questions: papers, price, time, place, term, who, law, source, explain …"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from rapidfuzz import fuzz

from actions.act import Act, Exchange, Outcome
from actions.acts.clarify import ask_what_happened
from actions.compose.contacts import complain, legal_aid, sentences
from actions.compose.feedback import asking_whether_it_helped
from actions.compose.menu import ways_back
from actions.compose.step import StepComposer
from actions.compose.totals import totals_of
from actions.hearing.names import Named
from actions.hearing.vocabulary import Heard
from actions.pointing import Elsewhere, asked_aspect, step_elsewhere, steps_meant
from catalog import spelling
from catalog.catalogue import Term
from catalog.plan import Plan, PlannedStep
from catalog.situations import ChannelType
from channels.conversation import TurnStatus
from channels.payload import Payload, tag_of
from channels.reply import Choice, Reply

#: Which sections of a step answer which question.
SECTIONS = {
    "documents": ("documents",),
    "cost": ("cost",),
    "time": ("time",),
    "deadline": ("deadline",),
    "where": ("where",),
    "online": ("where",),
    "who": ("who",),
    "result": ("result",),
    "why": ("result",),
    "law": ("law", "services"),
    "source": (),
    "refused": ("pitfalls", "law"),
    "details": (),
    "simpler": ("where",),
}
#: From which share of the best step's score another one is named as well, and how many of those are offered.
AS_WELL = 0.8
MOST_OTHERS = 2
#: How alike a word of the message must be to a term of the glossary, of 100.
TERM_LIKENESS = 88


class Ask(Act):
    """Answers about the step that is named, else the one in focus; without one, about the whole list or the next step.

    A step of another open list turns the conversation to that list.
    """

    act_name = "action_ask"

    def perform(self, exchange: Exchange) -> Outcome:
        aspect = asked_aspect(exchange)
        if aspect == "explain":
            return explain(exchange)
        plan = exchange.plan()
        if plan is None or aspect not in SECTIONS:
            return ask_what_happened(exchange)
        if exchange.said.pressed or Heard.of(exchange.said.text).has("whole"):
            whole = _about_the_list(aspect, plan, exchange)
            if whole is not None:
                return whole
        named = steps_meant(exchange)
        if named:
            answer = _about_step(aspect, named[0].step, plan, exchange)
            return _with_others_named(answer, named, exchange)
        elsewhere = step_elsewhere(exchange)
        if elsewhere is not None:
            return _about_other_list(aspect, elsewhere, exchange)
        focus = plan.step(exchange.state.focus_step or "")
        if focus is None:
            whole = _about_the_list(aspect, plan, exchange)
            if whole is not None:
                return whole
        planned = focus or plan.next_step()
        return _about_step(aspect, planned, plan, exchange) if planned else ask_what_happened(exchange)


def explain(exchange: Exchange) -> Outcome:
    """A word of the offices in plain words; honest when the glossary does not have it."""
    words, term = exchange.words, find_term(exchange)
    if term is None:
        text = words.say("explain.unknown")
    else:
        text = words.say("explain.term", term=words.of(term.term), explanation=words.of(term.explanation))
    return Outcome((Reply(text=text, choices=ways_back(exchange)),), TurnStatus.ANSWERED, exchange.state)


def find_term(exchange: Exchange) -> Term | None:
    """The term of the glossary that the message names, in any form."""
    heard = spelling.words(exchange.said.text)
    # Among equals the longest form is meant: «накладна CMR» is not just any «накладна».
    best: tuple[float, int, Term | None] = (0.0, 0, None)
    for term in exchange.catalogue.glossary:
        for form in (term.term.uk, *term.forms):
            wanted = spelling.words(form)
            runs = [" ".join(heard[start : start + len(wanted)]) for start in range(len(heard) - len(wanted) + 1)]
            score = max((fuzz.ratio(" ".join(wanted), run) for run in runs), default=0.0)
            if (score, len(wanted)) > best[:2]:
                best = (score, len(wanted), term)
    return best[2] if best[0] >= TERM_LIKENESS else None


def _with_others_named(answer: Outcome, named: Sequence[Named], exchange: Exchange) -> Outcome:
    """The answer with buttons to the other steps that the message names just as well: two passports are two steps."""
    situation = exchange.state.situation or ""
    best = named[0].score
    others = [one.step for one in named[1:] if one.score >= best * AS_WELL][:MOST_OTHERS]
    buttons = [
        Choice(exchange.words.of(other.step.title), str(Payload("step", other.id, tag_of(situation))))
        for other in others
    ]
    *before, last = answer.replies
    return replace(answer, replies=(*before, replace(last, choices=(*buttons, *last.choices))))


def _about_other_list(aspect: str, elsewhere: Elsewhere, exchange: Exchange) -> Outcome:
    turned = replace(exchange, state=exchange.state.about(elsewhere.situation))
    plan = turned.plan()
    assert plan is not None
    return _about_step(aspect, elsewhere.step, plan, turned)


def _about_step(aspect: str, planned: PlannedStep, plan: Plan, exchange: Exchange) -> Outcome:
    words = exchange.words
    composer = StepComposer(plan, exchange.catalogue, words)
    state = replace(exchange.state, focus_step=planned.id)
    title = words.say("step.heading", number=planned.number, title=words.of(planned.step.title))
    if aspect == "details":
        return Outcome((composer.reply(planned),), TurnStatus.ANSWERED, state)
    wanted = SECTIONS[aspect]
    found = [section for section in composer.sections(planned) if section.aspect in wanted]
    lines = [title, _lead(aspect, planned, exchange)]
    if not found and wanted and aspect not in ("why", "simpler"):
        lines.append(words.say("ask.nobody_says", who=words.of(planned.step.authority)))
    text = "\n\n".join(line for line in lines if line)
    reply = composer.reply(planned, wanted or ("none",), text)
    return asking_whether_it_helped(Outcome((reply,), TurnStatus.ANSWERED, state), words)


def _lead(aspect: str, planned: PlannedStep, exchange: Exchange) -> str:
    """A sentence before the section, where the section alone would not answer the question."""
    step, words = planned.step, exchange.words
    if aspect in ("why", "simpler"):
        return words.of(step.summary)
    if aspect == "online":
        online = any(channel.type is ChannelType.ONLINE for channel in step.channels)
        return words.say("ask.online_yes" if online else "ask.online_no")
    if aspect == "source":
        return words.say("ask.source", month=words.month(step.checked))
    if aspect == "refused":
        catalogue = exchange.catalogue
        return sentences(words.say("ask.refused"), complain(catalogue, words), legal_aid(catalogue, words))
    return ""


def _about_the_list(aspect: str, plan: Plan, exchange: Exchange) -> Outcome | None:
    """An answer over the whole list, for the questions that have one."""
    words = exchange.words
    if aspect == "documents":
        documents = [words.of(evidence.title) for evidence in plan.totals.documents]
        if not documents:
            return None
        text = "\n".join([words.say("ask.all_documents"), *(f"• {one}" for one in documents)])
    elif aspect in ("cost", "deadline", "time"):
        kinds = {"cost": ("money", "possible_money"), "deadline": ("deadline",), "time": ("time",)}[aspect]
        totals = [total for total in totals_of(plan, words) if total.kind in kinds]
        if not totals:
            return None
        text = "\n".join(f"{total.label}: {total.text}" for total in totals)
    else:
        return None
    first, tag = plan.next_step(), tag_of(plan.situation.id)
    open_first = (
        [Choice(words.say("button.first_step", number=first.number), str(Payload("step", first.id, tag)))]
        if first
        else []
    )
    choices = (*open_first, Choice(words.say("button.list"), str(Payload("list", about=tag))))
    answer = Outcome((Reply(text=text, choices=choices),), TurnStatus.ANSWERED, exchange.state)
    return asking_whether_it_helped(answer, words)
