"""Follow-up questions: papers, price, time, place, term, who, law, source, explain …"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from actions.act import Act, Exchange, Outcome
from actions.compose.contacts import complain, legal_aid, sentences, whom_to_ask
from actions.compose.feedback import asking_whether_it_helped
from actions.compose.guide import guide_reply
from actions.compose.menu import talk_to_person, ways_back
from actions.compose.payments import paying_steps, payments_in_words, pays
from actions.compose.questions import unbidden_question
from actions.compose.step import StepComposer
from actions.compose.totals import anything_applies, possible_documents, totals_of
from actions.hearing.names import Named
from actions.hearing.vocabulary import Heard
from actions.outcomes.answered import with_question
from actions.outcomes.explained import explain
from actions.outcomes.open_question import ask_what_happened
from actions.pointing import Elsewhere, asked_aspect, step_elsewhere, steps_meant
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
#: What is asked by «скільки дадуть»; the answer is not one section but every step that pays.
PAYMENT = "payment"
#: Where our sources are silent about one of these, the other says what can be known.
NEXT_BEST = {"time": "deadline", "deadline": "time"}
#: From which share of the best step's score another one is named as well, and how many of those are offered.
AS_WELL = 0.8
MOST_OTHERS = 2
#: How many of the steps that pay get a button.
MOST_PAYING = 3


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
        if plan is not None and aspect == PAYMENT:
            return _how_much_is_paid(plan, exchange)
        if plan is None and aspect == "refused":
            return _refused_somewhere(exchange)
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
        if focus is None and not anything_applies(plan) and plan.next_question is not None:
            return _depends(plan, exchange)
        return _about_step(aspect, planned, plan, exchange) if planned else ask_what_happened(exchange)


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


def _depends(plan: Plan, exchange: Exchange) -> Outcome:
    """While no step is certain, a question about none in particular has no answer yet: the list and what to tell us."""
    state = exchange.state
    reply = guide_reply(exchange.words.say("ask.depends"), plan, state, exchange.words)
    asked = unbidden_question(plan, state)
    return Outcome((reply,), TurnStatus.ANSWERED, with_question(state, asked.id if asked else None))


def _about_other_list(aspect: str, elsewhere: Elsewhere, exchange: Exchange) -> Outcome:
    turned = replace(exchange, state=exchange.state.about(elsewhere.situation))
    plan = turned.plan()
    assert plan is not None
    return _about_step(aspect, elsewhere.step, plan, turned)


def _how_much_is_paid(plan: Plan, exchange: Exchange) -> Outcome:
    """The sums of the step that is named or in focus; else of every step of the list that pays."""
    words, named = exchange.words, steps_meant(exchange)
    focus = plan.step(exchange.state.focus_step or "")
    paying = paying_steps(plan)
    meant = next((one.step for one in named if pays(one.step)), None)
    if meant is None and focus is not None and not named and pays(focus):
        meant = focus
    if meant is None and len(paying) == 1:
        meant = paying[0]
    if meant is None and not paying:
        meant = named[0].step if named else focus or plan.next_step()
    if meant is not None and (named or focus or pays(meant) or anything_applies(plan)):
        return _about_step("result", meant, plan, exchange, PAYMENT)
    if not paying:
        return _depends(plan, exchange)
    text = payments_in_words(paying, plan, StepComposer(plan, exchange.catalogue, words), words)
    tag = tag_of(plan.situation.id)
    buttons = [
        Choice(words.say("button.first_step", number=one.number), str(Payload("step", one.id, tag)))
        for one in paying[:MOST_PAYING]
    ]
    choices = (*buttons, Choice(words.say("button.list"), str(Payload("list", about=tag))))
    answer = Outcome((Reply(text=text, choices=choices),), TurnStatus.ANSWERED, exchange.state)
    return asking_whether_it_helped(answer, words)


def _about_step(
    aspect: str, planned: PlannedStep, plan: Plan, exchange: Exchange, question: str | None = None
) -> Outcome:
    """One side of a step. `question` is what was asked, where that is more than the aspect: «скільки дадуть»."""
    words = exchange.words
    composer = StepComposer(plan, exchange.catalogue, words)
    state = replace(exchange.state, focus_step=planned.id)
    title = words.say("step.heading", number=planned.number, title=words.of(planned.step.title))
    if aspect == "details":
        return Outcome((composer.reply(planned),), TurnStatus.ANSWERED, state)
    wanted = SECTIONS[aspect]
    there = {section.aspect for section in composer.sections(planned)}
    found = there.intersection(wanted)
    if not found and NEXT_BEST.get(aspect) in there:
        aspect = NEXT_BEST[aspect]
        wanted, found = SECTIONS[aspect], {aspect}
    lines = [title, _lead(aspect, planned, exchange)]
    if question == PAYMENT and not pays(planned):
        whom = whom_to_ask(planned.step, exchange.catalogue, words)
        lines.append(sentences(words.say("ask.no_sum"), whom))
    elif not found and wanted and aspect not in ("why", "simpler"):
        lines.append(sentences(words.say("ask.nobody_says"), whom_to_ask(planned.step, exchange.catalogue, words)))
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
        return _what_to_do_when_refused(exchange)
    return ""


def _what_to_do_when_refused(exchange: Exchange) -> str:
    catalogue, words = exchange.catalogue, exchange.words
    return sentences(words.say("ask.refused"), complain(catalogue, words), legal_aid(catalogue, words))


def _refused_somewhere(exchange: Exchange) -> Outcome:
    """Refused, put off or asked for money before we know in what: what helps anywhere, and the way to the steps."""
    reply = Reply(text=_what_to_do_when_refused(exchange), choices=(*ways_back(exchange), talk_to_person(exchange)))
    return Outcome((reply,), TurnStatus.ANSWERED, exchange.state)


def _about_the_list(aspect: str, plan: Plan, exchange: Exchange) -> Outcome | None:
    """An answer over the whole list, for the questions that have one."""
    words = exchange.words
    if aspect == "documents":
        certain, possible = plan.totals.documents, possible_documents(plan)
        if not certain and not possible:
            return None
        heading = words.say("ask.all_documents" if certain else "ask.possible_documents")
        text = "\n".join([heading, *(f"• {words.of(evidence.title)}" for evidence in certain or possible)])
    elif aspect in ("cost", "deadline", "time"):
        kinds = {"cost": ("money", "possible_money"), "deadline": ("deadline",), "time": ("time",)}[aspect]
        totals = [total for total in totals_of(plan, words) if total.kind in kinds]
        if not totals:
            return None
        scope = words.say("ask.of_list", title=words.of(plan.situation.title))
        text = "\n".join([*(f"{total.label}: {total.text}" for total in totals), scope])
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
