"""A plan in full, to take along: every step with everything that is known of it, and the questions still open."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date

from actions.compose.contacts import complain, legal_aid, sentences
from actions.compose.counting import counting_of
from actions.compose.guide import guide_of
from actions.compose.offices import office_in_words
from actions.compose.outages import plan_outages
from actions.compose.step import StepComposer
from actions.offices import Office
from actions.state import DialogueState
from actions.wording import Wording
from catalog.catalogue import Catalogue, Topic
from catalog.conditions import DONT_KNOW
from catalog.plan import Plan, PlannedStep, Standing
from catalog.situations import Circumstance
from channels.page.takeaway import Ask, AskOption, Entry, Takeaway, TakeawayStep, TopicEntries

NO_DATES: Mapping[str, date] = {}


def takeaway_of(
    plan: Plan,
    catalogue: Catalogue,
    words: Wording,
    *,
    since: Mapping[str, date] = NO_DATES,
    changed: Collection[str] = (),
    offices: Sequence[Office] = (),
) -> Takeaway:
    """The list. `since` names, by step, the day its terms count from; `changed` the steps to be marked as changed."""
    guide = guide_of(plan, DialogueState(language=words.language.value), words)
    composer = StepComposer(plan, catalogue, words)
    steps = tuple(
        TakeawayStep(
            card=composer.card(planned),
            remark=line.remark,
            notices=_notices(composer, planned),
            find_out=tuple(_questions_behind(planned, plan, words)),
            counting=counting_of(planned, plan.today, since.get(planned.id), words),
            changed=planned.id in changed,
        )
        for planned, line in zip(plan.steps, guide.steps)
    )
    return Takeaway(
        situation=plan.situation.id,
        language=words.language.value,
        title=guide.title,
        summary=words.of(plan.situation.summary),
        made_on=plan.today,
        steps=steps,
        totals=guide.totals,
        answers=tuple(answer.text for answer in guide.answers),
        questions=tuple(_asks(plan, words)),
        documents=tuple(words.of(evidence.title) for evidence in plan.totals.documents),
        notices=tuple(notice.text for notice in plan_outages(plan, words)),
        offices=tuple(office_in_words(office, words) for office in offices),
        not_covered=guide.not_covered,
        if_refused=sentences(words.say("ask.refused"), legal_aid(catalogue, words), complain(catalogue, words)),
    )


def all_situations(catalogue: Catalogue, words: Wording) -> tuple[TopicEntries, ...]:
    """Every situation under its topic, in the order of the catalogue; topics without one are left out."""
    found = ((topic, tuple(_entries(topic, catalogue, words))) for topic in catalogue.topics)
    return tuple(TopicEntries(words.of(topic.title), entries) for topic, entries in found if entries)


def _entries(topic: Topic, catalogue: Catalogue, words: Wording) -> Iterator[Entry]:
    for situation in catalogue.situations:
        if situation.topic == topic.id:
            yield Entry(situation.id, words.of(situation.title), words.of(situation.summary))


def _notices(composer: StepComposer, planned: PlannedStep) -> tuple[str, ...]:
    """What must not be overlooked about a step still to do."""
    if planned.standing is Standing.DONE:
        return ()
    return tuple(notice.text for notice in composer.reply(planned).notices)


def _questions_behind(planned: PlannedStep, plan: Plan, words: Wording) -> Iterator[str]:
    """The questions on which it depends whether the step is for this person."""
    if planned.standing is Standing.MAY_APPLY:
        for name in planned.depends_on:
            circumstance = plan.situation.circumstance(name)
            if circumstance is not None:
                yield words.of(circumstance.question)


def _asks(plan: Plan, words: Wording) -> Iterator[Ask]:
    """The questions that are answered, to be changed, and those that can still change the list."""
    still_open = {circumstance.id for circumstance in plan.open}
    for circumstance in plan.situation.circumstances:
        if circumstance.id in plan.answers or circumstance.id in still_open:
            yield _ask(circumstance, plan.answers.get(circumstance.id, ()), words)


def _ask(circumstance: Circumstance, given: Collection[str], words: Wording) -> Ask:
    options = [AskOption(value.id, words.of(value.title), value.id in given) for value in circumstance.values]
    options.append(AskOption(DONT_KNOW, words.say("dont_know"), DONT_KNOW in given))
    why = words.of(circumstance.why) if circumstance.why else None
    return Ask(circumstance.id, words.of(circumstance.question), tuple(options), why, circumstance.multiple)
