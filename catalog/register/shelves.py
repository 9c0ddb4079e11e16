"""The two kinds of things that are imported: how a record of each is read and where it is kept."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import cattrs

from catalog.register.fields import Fields
from catalog.register.models import ImportedOffice, ImportedService
from catalog.register.office_record import RegisterOffice, read_office
from catalog.register.service_record import RegisterService, read_service

converter = cattrs.Converter(omit_if_default=True)


@dataclass(frozen=True)
class Row:
    """A record ready for its table: its key, its columns and the value itself as JSON."""

    key: str
    columns: dict[str, Any]
    content: dict[str, Any]


@dataclass(frozen=True)
class Shelf:
    """`key_fields` are the names under which a record may carry its key."""

    kind: str
    table: Any
    key_fields: tuple[str, ...]
    read: Callable[[Fields], Row]


def _service_row(fields: Fields) -> Row:
    service: RegisterService = read_service(fields)
    columns = {"name": service.name, "short_name": service.short_name}
    return Row(service.identifier, columns, converter.unstructure(service))


def _office_row(fields: Fields) -> Row:
    office: RegisterOffice = read_office(fields)
    columns = {name: getattr(office, name) for name in ("kind", "locality", "is_open", "latitude", "longitude")}
    return Row(office.code, columns, converter.unstructure(office))


SERVICES = Shelf("services", ImportedService, ("identifier",), _service_row)
OFFICES = Shelf("offices", ImportedOffice, ("code", "asc_code"), _office_row)
