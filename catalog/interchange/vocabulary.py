"""The terms of the exchanged catalogue: whose they are, and what kind of value each takes.

CPSV-AP 3.2 supplies what it has a term for. `sp:` is Signpost's own small vocabulary (`signpost-vocabulary.ttl`) for
the rest. Its address is a UUID: it belongs to nobody else, and needs no domain that could one day be sold.
"""

from __future__ import annotations

from enum import Enum

SP = "urn:uuid:3f1c8a52-6d0e-4b7b-9a0e-5c2f4e7d9b16#"

PREFIXES = {
    "cpsv": "http://purl.org/vocab/cpsv#",
    "cv": "http://data.europa.eu/m8g/",
    "dcat": "http://www.w3.org/ns/dcat#",
    "dct": "http://purl.org/dc/terms/",
    "eli": "http://data.europa.eu/eli/ontology#",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "sp": SP,
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}

#: The release of the application profile that the export follows.
CPSV_AP = "https://semiceu.github.io/CPSV-AP/releases/3.2.0/"
LICENCE = "https://creativecommons.org/licenses/by/4.0/"
UKRAINE = "http://publications.europa.eu/resource/authority/country/UKR"
HRYVNIA = "http://publications.europa.eu/resource/authority/currency/UAH"
#: The class by which CPSV-AP 3.2's shapes know the territory of an authority.
TERRITORY = "http://data.europa.eu/88u/dataset/atu-type"


class Form(Enum):
    """What a property's values look like. A property has one form everywhere."""

    WORD = "plain string"
    TEXT = "text with its language"
    LINK = "address of another resource"
    NUMBER = "xsd:double"
    WHOLE = "xsd:integer"
    FLAG = "xsd:boolean"
    DAY = "xsd:date"
    MONTH = "xsd:gYearMonth"
    DURATION = "xsd:duration"
    JSON = "rdf:JSON"
    WORDS = "ordered list of plain strings"
    UK_WORDS = "ordered list of Ukrainian texts"
    RU_WORDS = "ordered list of Russian texts"
    EN_WORDS = "ordered list of English texts"
    LINKS = "ordered list of addresses"


#: Datatype of the forms that have one.
DATATYPES = {
    Form.NUMBER: "xsd:double",
    Form.WHOLE: "xsd:integer",
    Form.FLAG: "xsd:boolean",
    Form.DAY: "xsd:date",
    Form.MONTH: "xsd:gYearMonth",
    Form.DURATION: "xsd:duration",
    Form.JSON: "rdf:JSON",
}

#: Language of the lists that have one.
LANGUAGES = {Form.UK_WORDS: "uk", Form.RU_WORDS: "ru", Form.EN_WORDS: "en"}

LISTS = frozenset({Form.WORDS, Form.LINKS, *LANGUAGES})

_BY_FORM = {
    Form.WORD: "dct:identifier dcat:version skos:notation sp:audience sp:channelType sp:confidence sp:id sp:phone"
    " sp:step sp:url",
    Form.TEXT: "dcat:keyword dct:description dct:rights dct:title skos:altLabel skos:definition skos:prefLabel"
    " sp:category sp:confirmWith sp:formula sp:legalBasisText sp:name sp:phrase sp:question sp:rateExpired sp:why",
    Form.LINK: "cpsv:follows cpsv:implements cpsv:produces cv:currency cv:hasChannel cv:hasCompetentAuthority"
    " cv:hasCost cv:hasInputType cv:hasLegalResource cv:hasRelatedService cv:holdsRequirement"
    " cv:isClassifiedBy cv:isGroupedBy cv:relatedService cv:thematicArea dct:audience dct:conformsTo"
    " dct:isPartOf dct:license dct:publisher dct:requires dct:source dct:spatial dct:subject dct:type"
    " foaf:page sp:answer sp:circumstance sp:contact sp:dated sp:deadline sp:dependsOn sp:event"
    " sp:knownAs sp:notCovered sp:of sp:outage sp:pitfall sp:rate sp:rateValue sp:rates"
    " sp:registerService sp:takes sp:term sp:topic",
    Form.NUMBER: "cv:hasValue sp:amount",
    Form.WHOLE: "sp:days sp:edition sp:position",
    Form.FLAG: "sp:byOneself sp:multiple sp:optional sp:working",
    Form.DAY: "sp:asOf sp:since sp:until",
    Form.MONTH: "sp:checked",
    Form.DURATION: "cv:processingTime",
    Form.JSON: "sp:askWhen sp:when",
    Form.WORDS: "sp:forms sp:purposes sp:sources",
    Form.UK_WORDS: "sp:inUkrainian",
    Form.RU_WORDS: "sp:inRussian",
    Form.EN_WORDS: "sp:inEnglish",
    Form.LINKS: "sp:after sp:covers sp:legalBasis sp:registered",
}

#: Every property that is written → its form.
FORMS = {property_: form for form, names in _BY_FORM.items() for property_ in names.split()}


def in_full(name: str) -> str:
    """The address that a short name stands for.

    >>> in_full("dct:title")
    'http://purl.org/dc/terms/title'
    """
    prefix, _, local = name.partition(":")
    return PREFIXES[prefix] + local


def shortened(address: str) -> str:
    """The short name of one of our terms; any other address as it is.

    >>> shortened("http://purl.org/dc/terms/title")
    'dct:title'
    """
    for prefix, start in PREFIXES.items():
        if address.startswith(start) and "/" not in address[len(start) :]:
            return f"{prefix}:{address[len(start) :]}"
    return address
