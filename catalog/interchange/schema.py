"""How each value of the catalogue is exchanged: one table, read in both directions and for every format.

What stands here can be read back without loss. What is written besides, for readers of CPSV-AP who know nothing of
Signpost, is in `catalog.interchange.cpsv`.
"""

from __future__ import annotations

from catalog.catalogue import Catalogue, Contact, Service, Term, Topic
from catalog.interchange.fields import Field, Kind, Record
from catalog.outages import Outage
from catalog.rates import Rate, Rates, RateValue
from catalog.situations import (
    Audience,
    Channel,
    ChannelType,
    Circumstance,
    Confidence,
    Cost,
    Deadline,
    Duration,
    Evidence,
    KnownAs,
    Output,
    Pitfall,
    Situation,
    Step,
    Value,
)


def _id(name: str = "id") -> Field:
    return Field(name, Kind.ID, "sp:id")


def _text(name: str, property_: str) -> Field:
    return Field(name, Kind.TEXT, property_)


def _parts(name: str, property_: str, segment: str, record: Record) -> Field:
    return Field(name, Kind.PARTS, property_, segment, record)


WHEN = Field("when", Kind.CONDITION, "sp:when")
SOURCES = Field("sources", Kind.WORDS, "sp:sources")
CHECKED = Field("checked", Kind.WORD, "sp:checked")
DAYS = Field("days", Kind.WHOLE, "sp:days")

VALUE = Record(Value, ("sp:Answer",), (_id(), _text("title", "dct:title"), _text("phrase", "sp:phrase")))
CIRCUMSTANCE = Record(
    Circumstance,
    ("sp:Circumstance",),
    (
        _id(),
        _text("question", "sp:question"),
        _text("name", "sp:name"),
        _text("why", "sp:why"),
        Field("ask_when", Kind.CONDITION, "sp:askWhen"),
        Field("multiple", Kind.FLAG, "sp:multiple"),
        _parts("values", "sp:answer", "answer", VALUE),
    ),
)
CHANNEL = Record(
    Channel,
    ("cv:Channel",),
    (
        Field("type", Kind.CHOICE, "sp:channelType", choices=ChannelType),
        _text("title", "dct:description"),
        Field("url", Kind.WORD, "sp:url"),
        WHEN,
    ),
    derived=("outage",),
)
EVIDENCE = Record(Evidence, ("cv:EvidenceType",), (_text("title", "dct:title"), WHEN))
COST = Record(Cost, ("cv:Cost",), (Field("amount", Kind.NUMBER, "cv:hasValue"), _text("note", "dct:description"), WHEN))
DURATION = Record(
    Duration,
    ("sp:ProcessingTime",),
    (_text("text", "dct:description"), DAYS, Field("working", Kind.FLAG, "sp:working"), WHEN),
)
DEADLINE = Record(Deadline, ("sp:Deadline",), (_text("text", "dct:description"), DAYS, WHEN))
OUTPUT = Record(Output, ("cv:Output",), (_text("title", "dct:title"), WHEN))
PITFALL = Record(Pitfall, ("sp:Pitfall",), (_text("text", "dct:description"), WHEN))

STEP = Record(
    Step,
    ("cpsv:PublicService",),
    (
        _id(),
        _text("title", "dct:title"),
        _text("summary", "dct:description"),
        Field(
            "authority",
            Kind.SHARED_TEXT,
            "cv:hasCompetentAuthority",
            "authority",
            label="skos:prefLabel",
            classes=("cv:PublicOrganisation",),
        ),
        WHEN,
        Field("after", Kind.REFERENCES, "sp:after", target="step"),
        Field("covers", Kind.REFERENCES, "sp:covers", target="step"),
        Field("optional", Kind.FLAG, "sp:optional"),
        Field("services", Kind.REFERENCES, "sp:registered", target="service"),
        _parts("channels", "cv:hasChannel", "channel", CHANNEL),
        _parts("documents", "cv:hasInputType", "document", EVIDENCE),
        _parts("cost", "cv:hasCost", "cost", COST),
        _parts("processing_time", "sp:takes", "processing-time", DURATION),
        _parts("deadline", "sp:deadline", "deadline", DEADLINE),
        _parts("output", "cpsv:produces", "output", OUTPUT),
        Field("eligibility", Kind.OWN_TEXT, "cv:holdsRequirement", "requirement", classes=("cv:Requirement",)),
        Field("legal_basis", Kind.SHARED_TEXTS, "sp:legalBasis", "law", classes=("eli:LegalResource",)),
        _parts("pitfalls", "sp:pitfall", "pitfall", PITFALL),
        SOURCES,
        CHECKED,
        Field("confidence", Kind.CHOICE, "sp:confidence", choices=Confidence),
        _text("confirm_with", "sp:confirmWith"),
        Field("by_oneself", Kind.FLAG, "sp:byOneself"),
    ),
)
KNOWN_AS = Record(
    KnownAs,
    ("sp:Names",),
    (
        Field("uk", Kind.WORDS, "sp:inUkrainian"),
        Field("ru", Kind.WORDS, "sp:inRussian"),
        Field("en", Kind.WORDS, "sp:inEnglish"),
    ),
)
SITUATION = Record(
    Situation,
    ("cv:Event",),
    (
        _id(),
        _text("title", "dct:title"),
        _text("summary", "dct:description"),
        Field("audience", Kind.CHOICE, "sp:audience", choices=Audience),
        Field("topic", Kind.REFERENCE, "dct:subject", target="topic"),
        Field("known_as", Kind.PART, "sp:knownAs", "names", KNOWN_AS),
        _parts("circumstances", "sp:circumstance", "circumstance", CIRCUMSTANCE),
        _parts("steps", "cv:hasRelatedService", "step", STEP),
        Field(
            "not_covered",
            Kind.OWN_TEXTS,
            "sp:notCovered",
            "not-covered",
            label="dct:description",
            classes=("sp:NotCovered",),
        ),
    ),
)
SERVICE = Record(
    Service,
    ("skos:Concept", "sp:RegisterService"),
    (
        _id("key"),
        Field("identifier", Kind.WORD, "skos:notation"),
        Field("title", Kind.UKRAINIAN, "skos:prefLabel"),
        Field("known_as", Kind.WORDS, "sp:forms"),
        Field("category", Kind.UKRAINIAN, "sp:category"),
        Field("audience", Kind.WORD, "sp:audience"),
        Field("legal_basis", Kind.UKRAINIAN, "sp:legalBasisText"),
        SOURCES,
    ),
)
TERM = Record(
    Term,
    ("skos:Concept", "sp:Term"),
    (
        _id(),
        _text("term", "skos:prefLabel"),
        _text("explanation", "skos:definition"),
        Field("forms", Kind.WORDS, "sp:forms"),
    ),
)
TOPIC = Record(Topic, ("skos:Concept", "sp:Topic"), (_id(), _text("title", "skos:prefLabel")))
RATE_VALUE = Record(
    RateValue,
    ("sp:RateValue",),
    (
        Field("amount", Kind.NUMBER, "sp:amount"),
        Field("valid_from", Kind.DAY, "sp:since"),
        Field("valid_to", Kind.DAY, "sp:until"),
        SOURCES,
    ),
)
RATE = Record(
    Rate,
    ("sp:Rate",),
    (_id(), _text("title", "dct:title"), _parts("values", "sp:rateValue", "value", RATE_VALUE)),
)
RATES = Record(Rates, ("sp:Rates",), (_text("expired", "sp:rateExpired"), _parts("rates", "sp:rate", "rate", RATE)))
CONTACT = Record(
    Contact,
    ("sp:Contact",),
    (
        _id(),
        Field("purposes", Kind.WORDS, "sp:purposes"),
        _text("title", "dct:title"),
        Field("phone", Kind.WORD, "sp:phone"),
        Field("url", Kind.WORD, "sp:url"),
        SOURCES,
        CHECKED,
    ),
)
OUTAGE = Record(
    Outage,
    ("sp:Outage",),
    (
        _id(),
        _text("text", "dct:description"),
        Field("since", Kind.DAY, "sp:since"),
        Field("until", Kind.DAY, "sp:until"),
        Field("url", Kind.WORD, "sp:url"),
        Field("channel", Kind.CHOICE, "sp:channelType", choices=ChannelType),
        Field("step", Kind.WORD, "sp:step"),
    ),
)
CATALOGUE = Record(
    Catalogue,
    ("dcat:Dataset", "sp:Catalogue"),
    (
        _parts("situations", "sp:event", "situation", SITUATION),
        _parts("services", "sp:registerService", "service", SERVICE),
        _parts("glossary", "sp:term", "term", TERM),
        _parts("topics", "sp:topic", "topic", TOPIC),
        Field("rates", Kind.PART, "sp:rates", "rates", RATES),
        _parts("contacts", "sp:contact", "contact", CONTACT),
        _parts("outages", "sp:outage", "outage", OUTAGE),
    ),
)
