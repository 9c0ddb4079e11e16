"""Search hits and services in words."""

from __future__ import annotations

from actions.act import Exchange
from actions.compose.contacts import ask_by_phone, sentences
from catalog.catalogue import Service
from catalog.search import Hit, Kind
from channels.payload import Payload
from channels.reply import SearchResult


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
    elif hit.target.kind is Kind.TERM and (term := catalogue.term(key)):
        return SearchResult(words.of(term.term), kind, None, words.of(term.explanation), hit.matched_on)
    else:
        return None
    return SearchResult(title, kind, str(payload), detail, hit.matched_on)


def service_in_words(service: Service, exchange: Exchange) -> str:
    """What the register says of a service: name, number where a source shows one, law."""
    words = exchange.words
    lines = [service.title]
    if service.identifier:
        lines.append(words.say("service.identifier", identifier=service.identifier))
    if service.legal_basis:
        lines.append(words.say("service.law", law=service.legal_basis))
    lines.append(sentences(words.say("service.ask"), ask_by_phone(exchange.catalogue, words)))
    return "\n".join(lines)
