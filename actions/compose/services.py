"""Search hits and services in words."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from actions.act import Exchange
from actions.compose.contacts import ask_by_phone, sentences
from actions.compose.menu import situation_choices, talk_to_person
from actions.wording import Wording
from catalog.catalogue import Service
from catalog.kyiv import KYIV
from catalog.register.lookup import Imported
from catalog.register.service_record import RegisterService
from catalog.search import Hit, Kind
from channels.payload import Payload
from channels.reply import Reply, SearchResult

#: How much of each part of the register's description is shown, in characters; it must be readable on a phone.
LONGEST_PART = 500
LONGEST_DETAIL = 160

#: The sides of a service that the register tells of, in the order a person wants them.
REGISTER_SIDES: dict[str, Callable[[RegisterService], str]] = {
    "authority": lambda service: "; ".join(service.authorities) or service.owner,
    "who": lambda service: "; ".join(service.who_may),
    "documents": lambda service: service.papers,
    "cost": lambda service: "; ".join(service.cost),
    "time": lambda service: "; ".join(service.processing_time),
    "apply": lambda service: "; ".join(service.apply),
}


def result_of(hit: Hit, exchange: Exchange) -> SearchResult | None:
    """The hit as a result a person can open; None if the catalogue lost it meanwhile."""
    catalogue, words, key = exchange.catalogue, exchange.words, hit.target.key
    kind = words.say(f"kind.{hit.target.kind.value}")
    if hit.target.kind is Kind.SITUATION and (situation := catalogue.situation(key)):
        title, payload, detail = words.of(situation.title), Payload("situation", key), words.of(situation.summary)
    elif hit.target.kind is Kind.STEP and (situation := catalogue.situation(key.split("/")[0])):
        step = situation.step(key.split("/")[1])
        if step is None:
            return None
        title, payload, detail = words.of(step.title), Payload("situation", situation.id), words.of(situation.title)
    elif hit.target.kind is Kind.SERVICE and (service := catalogue.service(key)):
        title, payload, detail = service.title, Payload("service", key), None
    elif hit.target.kind is Kind.SERVICE and (imported := exchange.knowledge.register.service(key)):
        detail = shortened(imported.service.description, LONGEST_DETAIL) or None
        title, payload = imported.service.name, Payload("service", key)
    elif hit.target.kind is Kind.TERM and (term := catalogue.term(key)):
        return SearchResult(words.of(term.term), kind, None, words.of(term.explanation), hit.matched_on)
    else:
        return None
    return SearchResult(title, kind, str(payload), detail, hit.matched_on)


def service_card(exchange: Exchange, key: str) -> Reply | None:
    """What is known of a service: the catalogue's words first, then the imported register's; None if neither has it."""
    authored = exchange.catalogue.service(key)
    number = authored.identifier if authored else key
    imported = exchange.knowledge.register.service(number) if number else None
    if authored is None and imported is None:
        return None
    lines = [*_authored_lines(authored, exchange), *_imported_lines(authored, imported, exchange)]
    using = [
        situation.id
        for situation in exchange.catalogue.situations
        if any(key in step.services for step in situation.steps)
    ]
    return Reply(text="\n".join(lines), choices=(*situation_choices(exchange, using), talk_to_person(exchange)))


def _authored_lines(service: Service | None, exchange: Exchange) -> Iterator[str]:
    if service is None:
        return
    yield service.title
    if service.identifier:
        yield exchange.words.say("service.identifier", identifier=service.identifier)
    if service.legal_basis:
        yield exchange.words.say("service.law", law=service.legal_basis)


def _imported_lines(authored: Service | None, imported: Imported | None, exchange: Exchange) -> Iterator[str]:
    words = exchange.words
    if imported is None:
        yield sentences(words.say("service.ask"), ask_by_phone(exchange.catalogue, words))
        return
    service = imported.service
    if authored is None:
        yield service.name
        yield words.say("service.identifier", identifier=service.identifier)
    if service.description:
        yield shortened(service.description)
    yield from _register_lines(service, words)
    if service.legal_basis and not (authored and authored.legal_basis):
        yield words.say("service.law", law=shortened("; ".join(service.legal_basis)).rstrip("."))
    if service.url:
        yield words.say("service.url", text=service.url)
    yield words.say("service.register", day=words.day(imported.provenance.imported_at.astimezone(KYIV).date()))


def _register_lines(service: RegisterService, words: Wording) -> Iterator[str]:
    """What the register says of each side of the service that it says anything of."""
    for side, told in REGISTER_SIDES.items():
        if text := told(service):
            yield words.say(f"register.{side}", text=shortened(text))


def shortened(text: str, longest: int = LONGEST_PART) -> str:
    """The text up to its last whole word that fits.

    >>> shortened("Паспорт громадянина України", 20)
    'Паспорт громадянина…'
    """
    if len(text) <= longest:
        return text
    return text[: longest + 1].rsplit(None, 1)[0].rstrip(" ,;:.") + "…"
