"""Reading a catalogue back from linked data, in either of its formats."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from rdflib import BNode, Graph, Literal, URIRef
from rdflib.namespace import RDF
from rdflib.term import Node as Term

from catalog.catalogue import Catalogue
from catalog.interchange.edition import EDITION
from catalog.interchange.findings import Finding, ForeignFile
from catalog.interchange.rebuild import rebuild
from catalog.interchange.vocabulary import in_full

_CATALOGUE = URIRef(in_full("sp:Catalogue"))


def parse(content: bytes, format: str, name: str) -> Graph:
    """The file's statements; `format` is rdflib's word for it. Raises `ForeignFile` if it cannot be read as such."""
    graph = Graph()
    try:
        graph.parse(data=content, format=format)
    except Exception as error:
        reason = str(error).splitlines()[0] if str(error) else type(error).__name__
        hint = f"give a file that signpost catalog export wrote as {'jsonld' if format == 'json-ld' else format}"
        raise ForeignFile([Finding(name, f"it cannot be read ({reason[:200]})", hint)]) from error
    return graph


def read(graph: Graph, name: str) -> tuple[Catalogue, str]:
    """The catalogue of the graph and the version of its content. Raises `ForeignFile` if it holds no such thing."""
    roots = list(graph.subjects(RDF.type, _CATALOGUE))
    if len(roots) != 1:
        found = "it holds no catalogue of Signpost" if not roots else f"it holds {len(roots)} catalogues"
        raise ForeignFile([Finding(name, found, "give a file that signpost catalog export wrote")])
    resources, root = GraphResources(graph), str(roots[0])
    check_edition(resources.values(root, "sp:edition"), name)
    version = "".join(resources.values(root, "dcat:version"))
    return rebuild(resources, root), version


def check_edition(found: Sequence[str], name: str) -> None:
    """Raises `ForeignFile` unless the file was written in the way that this program reads."""
    if list(found) != [str(EDITION)]:
        said = f"its edition is {', '.join(found) or 'not given'}"
        raise ForeignFile([Finding(name, said, f"this program reads edition {EDITION}")])


class GraphResources:
    """The resources of a graph."""

    def __init__(self, graph: Graph) -> None:
        self._found: dict[Term, dict[str, list[Term]]] = {}
        for subject, predicate, value in graph:
            self._found.setdefault(subject, {}).setdefault(str(predicate), []).append(value)

    def values(self, path: str, property_: str) -> Sequence[str]:
        found = self._of(path, property_)
        if len(found) == 1 and (isinstance(found[0], BNode) or found[0] == RDF.nil):
            return self._list(found[0])
        return [str(value) for value in found]

    def texts(self, path: str, property_: str) -> Mapping[str, str]:
        found = self._of(path, property_)
        return {value.language: str(value) for value in found if isinstance(value, Literal) and value.language}

    def _of(self, path: str, property_: str) -> list[Term]:
        return self._found.get(URIRef(path), {}).get(in_full(property_), [])

    def _list(self, start: Term) -> list[str]:
        """The items of an RDF list. One that runs in a circle ends where it would begin again."""
        items: list[str] = []
        seen: set[Term] = set()
        cell = start
        while cell != RDF.nil and cell not in seen:
            seen.add(cell)
            links = self._found.get(cell, {})
            items.extend(str(value) for value in links.get(str(RDF.first), []))
            rest = links.get(str(RDF.rest), [])
            cell = rest[0] if rest else RDF.nil
        return items
