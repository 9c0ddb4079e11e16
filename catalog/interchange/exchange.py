"""Writing the catalogue to a file and reading it back: the formats, and which file is which."""

from __future__ import annotations

from collections.abc import Iterator
from enum import Enum
from pathlib import Path

from catalog.catalogue import Catalogue
from catalog.interchange import jsonld, soundness, table_reader, tables, turtle
from catalog.interchange.describe import describe
from catalog.interchange.edition import Edition
from catalog.interchange.findings import Finding, ForeignFile

#: File endings of linked data → rdflib's word for the format.
LINKED_DATA = {".jsonld": "json-ld", ".json": "json-ld", ".ttl": "turtle"}

#: What the database holds of a version, besides the mark that it was imported.
LONGEST_VERSION = 55


class Format(str, Enum):
    """How the catalogue can be written."""

    JSONLD = "jsonld"
    TURTLE = "turtle"
    CSV = "csv"

    @property
    def suffix(self) -> str:
        """The ending of its file. Tables come in one zip file."""
        return {Format.JSONLD: ".jsonld", Format.TURTLE: ".ttl", Format.CSV: ".zip"}[self]


def export(catalogue: Catalogue, edition: Edition, format: Format) -> Iterator[bytes]:
    """The file in pieces. The same catalogue, edition and format always give the same bytes."""
    if format is Format.CSV:
        yield tables.zipped(tables.write(catalogue, edition))
        return
    write = turtle.write if format is Format.TURTLE else jsonld.write
    for piece in write(describe(catalogue, edition), edition):
        yield piece.encode()


def read(path: Path) -> tuple[Catalogue, str]:
    """The catalogue of an exported file, or folder of tables, and the version of its content.

    Raises `ForeignFile` naming what is wrong if it is not a catalogue of Signpost, whole and sound.
    """
    suffix = path.suffix.lower()
    if path.is_dir() or suffix == Format.CSV.suffix:
        catalogue, version = table_reader.read(table_reader.files_of(path))
    elif suffix in LINKED_DATA:
        # Imported here: rdflib is slow to load, and most commands do without it.
        from catalog.interchange import graph

        statements = graph.parse(path.read_bytes(), LINKED_DATA[suffix], path.name)
        catalogue, version = graph.read(statements, path.name)
    else:
        endings = ", ".join([*LINKED_DATA, Format.CSV.suffix])
        hint = f"give a file that ends in {endings}, or a folder of tables"
        raise ForeignFile([Finding(path.name, f'it ends in "{suffix}"', hint)])
    if not 0 < len(version) <= LONGEST_VERSION:
        said = f'the version of its content is "{version[:LONGEST_VERSION]}"'
        raise ForeignFile([Finding(path.name, said, f"give one of 1 to {LONGEST_VERSION} characters")])
    soundness.check(catalogue)
    return catalogue, version
