"""Whether linked data keeps to CPSV-AP, checked with SHACL shapes and said in plain words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from pyshacl import validate as run_shacl  # type: ignore[import-untyped]
from rdflib import Graph, Literal
from rdflib.namespace import RDF, SH
from rdflib.term import Node as Term

from catalog.interchange.vocabulary import shortened

#: Our own wording of what CPSV-AP 3.2 asks for.
SHAPES = Path(__file__).with_name("cpsv-ap-3.2-shapes.ttl")
#: How much of a wrong value a message quotes.
_QUOTED = 60


class UnreadableShapes(ValueError):
    """The file of shapes is not Turtle, or holds no shapes that can be run."""


@dataclass(frozen=True, order=True)
class Violation:
    """One breach: the resource, its property, what was found, what is allowed.

    >>> print(Violation("step/pay", "dct:title", "it is missing", "at least one is needed"))
    step/pay: dct:title: it is missing
        at least one is needed
    """

    subject: str
    property: str
    found: str
    allowed: str

    def __str__(self) -> str:
        return f"{self.subject}: {self.property}: {self.found}\n    {self.allowed}"


def validate(graph: Graph, shapes: Path = SHAPES) -> tuple[Violation, ...]:
    """Every breach of the shapes, in order; none when the graph keeps to them. Raises `UnreadableShapes`."""
    rules = Graph()
    try:
        rules.parse(shapes, format="turtle")
        _, report, _ = run_shacl(graph, shacl_graph=rules, inference="none", allow_infos=True, allow_warnings=True)
    except Exception as error:
        reason = str(error).splitlines()[0] if str(error) else type(error).__name__
        raise UnreadableShapes(f"{shapes.name} cannot be used ({reason[:200]}); give SHACL shapes in Turtle") from error
    assert isinstance(report, Graph)
    results = report.subjects(RDF.type, SH.ValidationResult)
    serious = [result for result in results if report.value(result, SH.resultSeverity) == SH.Violation]
    return tuple(sorted({*(_violation(report, rules, result) for result in serious), *_ill_formed(graph)}))


def _ill_formed(graph: Graph) -> Iterator[Violation]:
    """Values that are not of the datatype they name. pySHACL compares the names only."""
    for subject, property_, value in graph:
        if isinstance(value, Literal) and value.ill_typed:
            allowed = f"allowed is a well-formed {shortened(str(value.datatype))}"
            yield Violation(str(subject), shortened(str(property_)), f"it is {_quoted(value)}", allowed)


def _violation(report: Graph, rules: Graph, result: Term) -> Violation:
    kind = (
        str(report.value(result, SH.sourceConstraintComponent)).rpartition("#")[2].removesuffix("ConstraintComponent")
    )
    path = report.value(result, SH.resultPath)
    value = report.value(result, SH.value)
    shape = report.value(result, SH.sourceShape)
    found, allowed = _wording(kind, _quoted(value), rules, shape)
    if allowed is None:
        allowed = str(report.value(result, SH.resultMessage) or f"see sh:{kind} in the shapes")
    return Violation(
        subject=str(report.value(result, SH.focusNode)),
        property=shortened(str(path)) if path is not None else "the resource itself",
        found=found,
        allowed=allowed,
    )


def _wording(kind: str, value: str, rules: Graph, shape: Term | None) -> tuple[str, str | None]:
    """What was found and what is allowed; None for a rule that has no words here."""

    def asked(property_: Term) -> str:
        return shortened(str(rules.value(shape, property_)))

    if kind == "MinCount":
        return "it is missing", f"at least {asked(SH.minCount)} is needed"
    if kind == "MaxCount":
        return "there are too many", f"at most {asked(SH.maxCount)} is allowed"
    if kind == "Class":
        return (
            f"it is {value}, which is no {asked(SH['class'])}",
            f"allowed is a resource of class {asked(SH['class'])}",
        )
    if kind == "Datatype":
        datatype = asked(SH.datatype)
        text = "a text with its language" if datatype == "rdf:langString" else f"a well-formed {datatype}"
        return f"it is {value}", f"allowed is {text}"
    return f"it is {value}", None


def _quoted(value: Term | None) -> str:
    if value is None:
        return "absent"
    text = value.n3()
    return text if len(text) <= _QUOTED else f"{text[:_QUOTED]}…"
