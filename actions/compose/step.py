"""One step in full, or the sections of it that were asked for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from actions.compose.conditions import in_words
from actions.compose.contacts import sentences, whom_to_ask
from actions.compose.outages import marked, step_outages
from actions.wording import Wording
from catalog.age import is_old, years
from catalog.catalogue import Catalogue
from catalog.conditions import Condition
from catalog.plan import Plan, PlannedStep, Standing
from catalog.situations import ChannelType, Confidence, Cost, Step
from catalog.text import Text
from channels.payload import Payload, tag_of
from channels.reply import Choice, Item, Notice, NoticeKind, Reply, Section, StepCard, StepStatus

GENERAL_KNOWLEDGE = "general-knowledge"


class StepComposer:
    """Composes cards for the steps of one plan."""

    def __init__(self, plan: Plan, catalogue: Catalogue, words: Wording) -> None:
        self._plan = plan
        self._catalogue = catalogue
        self._words = words

    def reply(self, planned: PlannedStep, aspects: Sequence[str] = (), text: str | None = None) -> Reply:
        """The step as a reply. `aspects` limits it to those sections; `text` replaces the summary as the intro."""
        words = self._words
        title = words.say("step.heading", number=planned.number, title=words.of(planned.step.title))
        intro = text if text is not None else f"{title}. {words.of(planned.step.summary)}"
        return Reply(
            text=intro,
            step=self.card(planned, aspects),
            notices=tuple(self._notices(planned)),
            choices=self._ways_on(planned),
        )

    def card(self, planned: PlannedStep, aspects: Sequence[str] = ()) -> StepCard:
        words, step = self._words, planned.step
        sections = [section for section in self.sections(planned) if not aspects or section.aspect in aspects]
        return StepCard(
            situation=self._plan.situation.id,
            id=step.id,
            number=planned.number,
            title=words.of(step.title),
            summary=words.of(step.summary),
            status=StepStatus(planned.standing.value),
            sections=tuple(sections),
            sources=tuple(_source(source, words) for source in step.sources),
            checked=words.say("step.checked", month=words.month(step.checked)),
        )

    # -- sections ------------------------------------------------------------------------------------------------

    def sections(self, planned: PlannedStep) -> Iterator[Section]:
        """Every section that the record fills, in the order a person asks for them."""
        step, words = planned.step, self._words
        yield from self._section("where", [Item(words.of(step.authority)), *self._channel_items(planned)])
        yield from self._section("documents", [self._item(one.title, one.when) for one in step.documents])
        yield from self._section("cost", [self._cost_item(cost) for cost in step.cost])
        yield from self._section("time", [self._item(one.text, one.when) for one in step.processing_time])
        yield from self._section("deadline", [self._item(one.text, one.when) for one in step.deadline])
        yield from self._section("result", [self._item(one.title, one.when) for one in step.output])
        yield from self._section("who", [Item(words.of(step.eligibility))] if step.eligibility else [])
        yield from self._section("pitfalls", [self._item(one.text, one.when) for one in step.pitfalls])
        yield from self._section("law", [Item(words.of(text)) for text in step.legal_basis])
        yield from self._section("services", self._service_items(planned))

    def _section(self, aspect: str, items: Sequence[Item]) -> Iterator[Section]:
        if items:
            yield Section(aspect, self._words.say(f"section.{aspect}"), tuple(items))

    def _channel_items(self, planned: PlannedStep) -> list[Item]:
        kinds = {kind: self._words.say(f"channel.{kind.value}") for kind in ChannelType}
        return [
            Item(
                marked(f"{kinds[channel.type]}: {self._item(channel.title, channel.when).text}", channel, self._words),
                channel.url,
            )
            for channel in planned.step.channels
        ]

    def _cost_item(self, cost: Cost) -> Item:
        words = self._words
        if cost.amount is None:
            price = words.say("cost.unknown")
        else:
            price = words.say("cost.free") if cost.amount == 0 else words.money(cost.amount)
        note = words.of(cost.note) if cost.note else ""
        # Some notes begin with the price themselves: it is said once.
        said = note if note.startswith(price) else " — ".join(part for part in (price, note) if part)
        return Item(self._conditional(said, cost.when))

    def _service_items(self, planned: PlannedStep) -> list[Item]:
        found = [self._catalogue.service(key) for key in planned.step.services]
        return [
            Item(self._words.say("service.with_identifier", identifier=service.identifier, title=service.title))
            for service in found
            if service is not None and service.identifier
        ]

    def _item(self, text: Text, when: Condition) -> Item:
        return Item(self._conditional(self._words.of(text), when))

    def _conditional(self, text: str, when: Condition) -> str:
        condition = in_words(when, self._plan.situation, self._plan.known, self._words)
        return f"{text} ({condition})" if condition else text

    # -- around the card -----------------------------------------------------------------------------------------

    def _notices(self, planned: PlannedStep) -> Iterator[Notice]:
        step, words = planned.step, self._words
        yield from step_outages(planned, words)
        condition = in_words(step.when, self._plan.situation, self._plan.known, words)
        if condition and planned.standing is Standing.MAY_APPLY:
            yield Notice(NoticeKind.CONFIRM, words.say("step.may_apply", condition=condition))
        doubt = self._doubt(step)
        if doubt:
            yield Notice(NoticeKind.CONFIRM, doubt)

    def _doubt(self, step: Step) -> str:
        """Why and with whom to check before relying on the step, in one remark; empty where nothing is in doubt."""
        words = self._words
        if is_old(step.checked, self._plan.today):
            age = words.say("step.age", n=years(step.checked, self._plan.today))
            return sentences(words.say("step.old", age=age, month=words.month(step.checked)), self._whom_to_ask(step))
        if step.confirm_with is not None:
            return sentences(words.say("step.confirm"), self._whom_to_ask(step))
        if step.confidence is Confidence.MEDIUM:
            return sentences(words.say("step.medium"), self._whom_to_ask(step))
        return ""

    def _whom_to_ask(self, step: Step) -> str:
        return whom_to_ask(step, self._catalogue, self._words)

    def _ways_on(self, planned: PlannedStep) -> tuple[Choice, ...]:
        words = self._words
        done = planned.standing is Standing.DONE
        tag = tag_of(self._plan.situation.id)
        tick = Choice(words.say("button.undone"), str(Payload("undone", planned.id, tag))) if done else None
        choices = [tick or Choice(words.say("button.done"), str(Payload("done", planned.id, tag)))]
        if not done and planned.step.deadline:
            choices.append(Choice(words.say("button.remind"), str(Payload("remind", planned.id, tag))))
        following = next((one for one in self._plan.steps if one.number == planned.number + 1), None)
        if following is not None:
            label = words.say("button.next_step", number=following.number)
            choices.append(Choice(label, str(Payload("step", following.id, tag))))
        choices.append(Choice(words.say("button.list"), str(Payload("list", about=tag))))
        return tuple(choices)


def _source(source: str, words: Wording) -> Item:
    if source == GENERAL_KNOWLEDGE:
        return Item(words.say("step.general_knowledge"))
    return Item(source.split("/")[2], source)
