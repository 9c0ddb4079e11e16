"""Where one can go: the imported service centres, found by a point or by the name of a place."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import Table, select
from sqlalchemy.engine import Connection, Engine
from sqlalchemy.orm import Session

from catalog.place_names import PlaceNames
from catalog.register.models import ImportedOffice

EARTH_RADIUS_KM = 6371.0
KM_PER_DEGREE = 111.2
#: How far around a point is looked, in km: further only where too few are found. The last one spans the country.
RADII_KM = (5.0, 20.0, 80.0, 320.0, 1300.0)


@dataclass(frozen=True)
class Office:
    """An office. `distance_km` is None where it was found by a name; latitude and longitude are in degrees."""

    id: str
    name: str
    address: str
    hours: str | None
    phones: tuple[str, ...]
    latitude: float | None
    longitude: float | None
    distance_km: float | None = None


class StoredOffices:
    """The open offices in the database. The names of their places are read once, when this is made."""

    def __init__(self, engine: Engine, former: Mapping[str, str]) -> None:
        self._engine = engine
        table: Table = ImportedOffice.__table__
        self._table = table
        with Session(engine) as session:
            localities = session.scalars(select(table.c.locality).where(table.c.is_open).distinct()).all()
        self._places = PlaceNames([one for one in localities if one], former)

    def nearest(self, lat: float, lon: float, kind: str | None = None, limit: int = 3) -> tuple[Office, ...]:
        """The nearest offices, the nearest first; empty when none has a point."""
        found: list[tuple[float, str]] = []
        with self._engine.connect() as connection:
            for radius in RADII_KM:
                found = [one for one in self._within(connection, lat, lon, radius, kind) if one[0] <= radius]
                if len(found) >= limit:
                    break
            nearest = sorted(found)[:limit]
            wanted = select(self._table).where(self._table.c.key.in_([key for _, key in nearest]))
            offices = {row["key"]: _office(row) for row in connection.execute(wanted).mappings()} if nearest else {}
        return tuple(replace(offices[key], distance_km=distance) for distance, key in nearest)

    def in_place(self, name: str, limit: int = 3) -> tuple[Office, ...]:
        """The offices of a town or village by its name, in any usual form; empty when none is known there."""
        places = self._places.find(name)
        if not places:
            return ()
        table = self._table
        wanted = select(table).where(table.c.is_open, table.c.locality.in_(places)).order_by(table.c.key).limit(limit)
        with self._engine.connect() as connection:
            return tuple(_office(row) for row in connection.execute(wanted).mappings())

    def _within(
        self, connection: Connection, lat: float, lon: float, radius: float, kind: str | None
    ) -> list[tuple[float, str]]:
        """Distance and key of each office in the square around the point."""
        table = self._table
        high = radius / KM_PER_DEGREE
        wide = high / max(math.cos(math.radians(min(abs(lat) + high, 89.0))), 0.01)
        square = select(table.c.key, table.c.latitude, table.c.longitude).where(
            table.c.is_open,
            table.c.latitude.between(lat - high, lat + high),
            table.c.longitude.between(lon - wide, lon + wide),
        )
        if kind is not None:
            square = square.where(table.c.kind == kind)
        return [(distance_km(lat, lon, north, east), key) for key, north, east in connection.execute(square)]


def distance_km(lat: float, lon: float, other_lat: float, other_lon: float) -> float:
    """The way as the crow flies between two points given in degrees (haversine).

    >>> round(distance_km(50.45, 30.52, 49.84, 24.03))
    467
    """
    a, b = math.radians(lat), math.radians(other_lat)
    half = math.sin((b - a) / 2) ** 2 + math.cos(a) * math.cos(b) * math.sin(math.radians(other_lon - lon) / 2) ** 2
    return 2 * EARTH_RADIUS_KM * math.asin(math.sqrt(half))


def _office(row: Mapping[str, Any]) -> Office:
    content = row["content"]
    return Office(
        id=row["key"],
        name=content["name"],
        address=content["address"],
        hours=content.get("hours"),
        phones=tuple(content.get("phones", ())),
        latitude=row["latitude"],
        longitude=row["longitude"],
    )
