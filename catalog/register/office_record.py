"""A service centre (ЦНАП) as the Diia Guide describes it, read from a record of its list or its detail."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from catalog.register.fields import BrokenRecord, Fields, plain

CNAP = "cnap"
#: The states of an office that a person can go to; one that names none is open.
OPEN_STATES = ("", "Діючий")
STATES = (*OPEN_STATES, "Тимчасово закритий", "Закритий назавжди")
#: Within these Ukraine lies, in degrees; a point outside was mistyped.
LATITUDES, LONGITUDES = (44.0, 52.6), (22.0, 40.4)

_LOCALITY = re.compile(
    r"(?:^|[,\s])(?:м|с|смт|сел|с-ще|місто|село|селище)(?:\.\s*|\s+)([А-ЯІЇЄҐ][\w’'ʼ-]*(?: [А-ЯІЇЄҐ][\w’'ʼ-]*)*)"
)
_PHONE_END = re.compile(r"[;,\n/]| або ")
#: What the guide tells of an office besides, and Signpost does not use.
_NOT_USED = (
    "formation_form", "workers_total", "square_total", "onl_consul", "feedback_url", "bus_100", "free_parking",
    "e_registr", "bank_branc", "pay_card", "pay_terminal", "add_serv", "free_wifi", "self_serv", "sanit_room",
    "disability", "pandus", "dis_sanit", "braille_mat", "pram_place", "idf", "id",
)  # fmt: skip


@dataclass(frozen=True)
class RegisterOffice:
    """One office. Latitude and longitude are in degrees; None where the source has no point."""

    code: str
    name: str
    address: str
    locality: str = ""
    hours: str | None = None
    phones: tuple[str, ...] = ()
    latitude: float | None = None
    longitude: float | None = None
    is_open: bool = True
    kind: str = CNAP


def read_office(fields: Fields) -> RegisterOffice:
    """The office that a record describes. Raises `BrokenRecord`."""
    code = _code(fields)
    fields.skip(*_NOT_USED)
    state = fields.text("state")
    if state not in STATES:
        raise BrokenRecord(f'"state" is "{state}"; allowed: {", ".join(filter(None, STATES))}')
    address = fields.part("address")
    latitude, longitude = address.number("lat", *LATITUDES), address.number("lon", *LONGITUDES)
    if (latitude is None) != (longitude is None):
        raise BrokenRecord('"address" has one of "lat" and "lon"; allowed: both or neither')
    written = address.text("address_full", required=True)
    locality = address.part("locality").text("name") or locality_of(written)
    return RegisterOffice(
        code=code,
        name=fields.text("name", required=True),
        address=written,
        locality=locality,
        hours=_hours(fields.raw("timetable")),
        phones=_phones(fields),
        latitude=latitude,
        longitude=longitude,
        is_open=state in OPEN_STATES,
    )


def locality_of(address: str) -> str:
    """The town or village that an address names; empty if it names none.

    >>> locality_of("79000, Львівська обл., м. Львів, вул. Центральна, 1")
    'Львів'
    """
    found = _LOCALITY.search(address)
    return found[1] if found else ""


def _code(fields: Fields) -> str:
    found = [fields.raw(name) for name in ("code", "asc_code")]
    code = next((one for one in found if one is not None), None)
    if isinstance(code, bool) or not isinstance(code, (int, str)) or not re.fullmatch(r"[\w-]{1,32}", str(code)):
        raise BrokenRecord(f'"code" is {code!r}; allowed: a number or a short text')
    return str(code)


def _phones(fields: Fields) -> tuple[str, ...]:
    written = fields.texts("tel_consul")
    return tuple(phone.strip() for text in written for phone in _PHONE_END.split(text) if phone.strip())


def _hours(value: Any) -> str | None:
    """Opening hours as one text, a line a day; the source has them as text, list or day by day."""
    if value is None:
        return None
    if isinstance(value, str):
        return plain(value) or None
    if isinstance(value, dict):
        lines = [f"{day}: {_hours(hours)}" for day, hours in value.items() if _hours(hours)]
    elif isinstance(value, list):
        lines = [line for one in value if (line := _hours(one))]
    else:
        raise BrokenRecord(f'"timetable" is {value!r}; allowed: a text, a list of texts, or a text for each day')
    return "\n".join(lines) or None
