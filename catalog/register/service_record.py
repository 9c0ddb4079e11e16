"""A service as the Diia Guide's register describes it, read from a record of its full dump.

The dump's field names are kept in the reader only; the value has the field's standard names (CPSV-AP).
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from catalog.register.fields import BrokenRecord, Fields

#: What a register number looks like: it is a key, an address and a part of a button's code.
IDENTIFIER = re.compile(r"[0-9A-Za-z][0-9A-Za-z._-]{0,31}")
LONGEST_NAME = 2_000
ADDRESS = re.compile(r"https?://[^\s<>\"]+")


@dataclass(frozen=True)
class RegisterService:
    """One service. Texts are Ukrainian, as the register has them; an empty one was not given."""

    identifier: str
    name: str
    short_name: str = ""
    description: str = ""
    area: str = ""
    category: str = ""
    owner: str = ""
    authorities: tuple[str, ...] = ()
    who_may: tuple[str, ...] = ()
    when_given: str = ""
    papers: str = ""
    cost: tuple[str, ...] = ()
    processing_time: tuple[str, ...] = ()
    apply: tuple[str, ...] = ()
    receive: tuple[str, ...] = ()
    output: tuple[str, ...] = ()
    refusal: tuple[str, ...] = ()
    appeal: tuple[str, ...] = ()
    legal_basis: tuple[str, ...] = ()
    events: tuple[str, ...] = ()
    url: str = ""


def read_service(fields: Fields) -> RegisterService:
    """The service that a record describes. Raises `BrokenRecord`."""
    identifier = fields.raw("identifier")
    if not isinstance(identifier, str) or not IDENTIFIER.fullmatch(identifier.strip()):
        raise BrokenRecord(
            f'"identifier" is {identifier!r}; allowed: a text of letters, digits, "-", "." and "_", such as "00169"'
        )
    fields.skip("level", "spatial", "moderation_status", "created_at")
    times, sums = _variations(fields)
    return RegisterService(
        identifier=identifier.strip(),
        name=fields.text("name", required=True, longest=LONGEST_NAME),
        short_name=fields.text("keyword", longest=LONGEST_NAME),
        description=fields.text("short_description_plain"),
        area=fields.text("thematic_area"),
        category=fields.text("sector"),
        owner=fields.text("owner"),
        authorities=fields.texts("service_provider"),
        who_may=fields.texts("applicant_type"),
        when_given=fields.text("legal_base"),
        papers=fields.text("input"),
        cost=fields.texts("costs") or sums,
        processing_time=fields.texts("processing_durations") or times,
        apply=fields.texts("application_ways"),
        receive=fields.texts("receiving_ways"),
        output=fields.texts("produces"),
        refusal=fields.texts("refusal_grounds"),
        appeal=_appeal(fields),
        legal_basis=fields.texts("regulatory_documents"),
        events=fields.texts("events"),
        url=_address(fields),
    )


def _variations(fields: Fields) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Times and sums of the service's variations, each once, in words."""
    times: list[str] = []
    sums: list[str] = []
    for one in fields.parts("variations"):
        duration = one.part("duration")
        times.append(duration.text("verbose"))
        sums.extend(cost.text("verbose") for cost in one.parts("costs"))
    return tuple(dict.fromkeys(filter(None, times))), tuple(dict.fromkeys(filter(None, sums)))


def _appeal(fields: Fields) -> tuple[str, ...]:
    in_court = fields.raw("is_appealed_in_court")
    if in_court is not None and not isinstance(in_court, bool):
        raise BrokenRecord(f'"is_appealed_in_court" is {in_court!r}; allowed: true, false, null')
    return (*fields.texts("refusal_appeal_person"), *fields.texts("refusal_appeal_rules"))


def _address(fields: Fields) -> str:
    found = fields.text("access_link", longest=LONGEST_NAME)
    if found and not ADDRESS.fullmatch(found):
        raise BrokenRecord(f'"access_link" is "{found[:60]}"; allowed: an address that begins with https:// or http://')
    return found
