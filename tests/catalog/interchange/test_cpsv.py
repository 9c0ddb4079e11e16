"""What a reader of CPSV-AP finds, and that the shapes hold it to the profile."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest
from rdflib import Graph

from catalog.catalogue import Catalogue
from catalog.interchange import graph
from catalog.interchange.edition import Edition
from catalog.interchange.exchange import Format, export
from catalog.interchange.validation import UnreadableShapes, validate
from catalog.interchange.vocabulary import FORMS, PREFIXES
from tests.catalog.small import TODAY

DOCS = Path(__file__).parents[3] / "docs" / "open-data.md"
VOCABULARY = Path(graph.__file__).with_name("signpost-vocabulary.ttl")


def turtle(catalogue: Catalogue, edition: Edition) -> str:
    return b"".join(export(catalogue, edition, Format.TURTLE)).decode()


def parsed(text: str) -> Graph:
    return graph.parse(text.encode(), "turtle", "test.ttl")


@pytest.fixture(scope="module")
def shipped(catalogue: Catalogue) -> Graph:
    """The whole shipped catalogue. Reading it takes seconds: once for the module."""
    return parsed(turtle(catalogue, Edition("https://example.org", "shipped", TODAY)))


def asked(found: Graph, variables: str, where: str) -> list[tuple[str, ...]]:
    rows = found.query(f"SELECT {variables} WHERE {{ {where} }}", initNs=PREFIXES)
    return sorted(tuple(str(value) for value in row) for row in rows)


def test_the_shipped_catalogue_keeps_to_cpsv_ap_and_comes_back_equal(shipped: Graph, catalogue: Catalogue) -> None:
    assert validate(shipped) == ()
    assert graph.read(shipped, "shipped.ttl") == (catalogue, "shipped")


def test_the_query_of_the_documentation_finds_steps(shipped: Graph) -> None:
    query = re.search(r"```sparql\n(.*?)```", DOCS.read_text("utf-8"), re.DOTALL)
    assert query is not None

    rows = [(str(step), float(amount)) for _event, step, amount in shipped.query(query[1])]  # type: ignore[misc]

    assert rows
    assert all(amount > 0 for _, amount in rows)
    assert rows == sorted(rows, key=lambda row: -row[1])


def test_a_situation_is_the_event_of_its_audience(full: Catalogue, edition: Edition) -> None:
    found = parsed(turtle(full, edition))

    assert asked(found, "?event", "?event a cv:LifeEvent") == [("https://example.org/id/situation/road",)]
    assert asked(found, "?event", "?event a cv:BusinessEvent") == [("https://example.org/id/situation/a-shop",)]


def test_a_price_has_its_currency_and_an_unknown_one_no_value(full: Catalogue, edition: Edition) -> None:
    rows = asked(
        parsed(turtle(full, edition)),
        "?value ?currency",
        "?cost a cv:Cost ; cv:hasValue ?value ; cv:currency ?currency",
    )

    assert [(value, currency.rpartition("/")[2]) for value, currency in rows] == [("0.0", "UAH"), ("49.92", "UAH")]


def test_sums_are_those_of_the_day_and_the_rule_stands_beside(full: Catalogue, edition: Edition) -> None:
    found = parsed(turtle(full, edition))

    shown = asked(found, "?text", '?cost a cv:Cost ; dct:description ?text . FILTER(lang(?text) = "en")')
    rule = asked(found, "?text", '?cost sp:dated/sp:formula ?text . FILTER(lang(?text) = "uk")')

    assert "UAH 12,970.50" in shown[0][0]
    assert rule[0][0] == 'це {minimum_wage * 1.5}; "точно"'


def test_time_in_calendar_days_for_everyone_is_a_duration(full: Catalogue, edition: Edition) -> None:
    rows = asked(parsed(turtle(full, edition)), "?step", "?step cv:processingTime ?time")

    assert [step.rpartition("/")[2] for (step,) in rows] == ["rest"]


def test_steps_that_depend_on_an_answer_can_be_asked_for(full: Catalogue, edition: Edition) -> None:
    rows = asked(
        parsed(turtle(full, edition)),
        "?step ?id",
        "?step a cpsv:PublicService ; sp:dependsOn/sp:id ?id",
    )

    assert {(step.rpartition("/")[2], name) for step, name in rows} == {("rest", "married"), ("rest", "place")}


def test_same_authority_same_resource(full: Catalogue, edition: Edition) -> None:
    rows = asked(parsed(turtle(full, edition)), "?office ?land", "?office a cv:PublicOrganisation ; dct:spatial ?land")

    assert len(rows) == 1


def test_the_licence_stands_in_the_file(full: Catalogue, edition: Edition) -> None:
    rows = asked(parsed(turtle(full, edition)), "?licence", "?all a dcat:Dataset ; dct:license ?licence")

    assert rows[0][0] == "https://creativecommons.org/licenses/by/4.0/"


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('"49.92"^^xsd:double', '"much"^^xsd:double', "allowed is a well-formed xsd:double"),
        ('"P5D"^^xsd:duration', '"five days"', "allowed is a well-formed xsd:duration"),
        ('dct:title "sell (укр)"@uk, "sell (eng)"@en', 'dct:title "sell"', "allowed is a text with its language"),
        ("cv:hasCompetentAuthority <authority", "sp:url <authority", "at least 1 is needed"),
        ("dct:spatial <http://publications.europa.eu", "dct:spatial <http://example.org", "which is no"),
        ("cv:isGroupedBy <situation/road>", "cv:isGroupedBy <topic/travel>", "which is no cv:Event"),
    ],
)
def test_a_breach_is_named_in_plain_words(full: Catalogue, edition: Edition, old: str, new: str, said: str) -> None:
    text = turtle(full, edition)
    assert validate(parsed(text)) == ()
    assert old in text

    violations = validate(parsed(text.replace(old, new)))

    assert any(said in str(violation) for violation in violations)
    assert all(violation.subject.startswith("https://example.org/id/") for violation in violations)


def test_other_shapes_can_be_held_against_it(full: Catalogue, edition: Edition, tmp_path: Path) -> None:
    shapes = tmp_path / "strict.ttl"
    shapes.write_text(
        "@prefix sh: <http://www.w3.org/ns/shacl#> . @prefix dct: <http://purl.org/dc/terms/> ."
        "<#s> a sh:NodeShape ; sh:targetClass <http://data.europa.eu/m8g/Cost> ;"
        " sh:property [ sh:path dct:issued ; sh:minCount 1 ] .",
        "utf-8",
    )

    violations = validate(parsed(turtle(full, edition)), shapes)

    assert {violation.property for violation in violations} == {"dct:issued"}


def test_shapes_that_are_no_shapes_are_refused(full: Catalogue, edition: Edition, tmp_path: Path) -> None:
    shapes = tmp_path / "prose.ttl"
    shapes.write_text("these are no shapes", "utf-8")

    with pytest.raises(UnreadableShapes, match=r"prose\.ttl"):
        validate(parsed(turtle(full, edition)), shapes)


def test_every_term_of_our_own_is_defined(full: Catalogue, edition: Edition) -> None:
    defined = {f"sp:{name}" for name in re.findall(r"^sp:(\w+) a ", VOCABULARY.read_text("utf-8"), re.MULTILINE)}
    used = set(re.findall(r"(?<![\w<\"])sp:\w+", turtle(full, edition)))

    assert used <= defined
    assert {name for name in FORMS if name.startswith("sp:")} <= defined


def test_an_address_that_is_none_is_no_source_link(full: Catalogue, edition: Edition) -> None:
    road = full.situations[0]
    step = replace(road.steps[0], sources=("https://example.org/a b", "https://example.org/c"))
    odd = replace(full, situations=(replace(road, steps=(step, *road.steps[1:])), *full.situations[1:]))

    rows = asked(
        parsed(turtle(odd, edition)), "?page", "<https://example.org/id/situation/road/step/rest> dct:source ?page"
    )

    assert rows == [("https://example.org/c",)]
