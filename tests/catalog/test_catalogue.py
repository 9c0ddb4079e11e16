"""The catalogue as one value: finding things in it, and how it reads on a given day."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from catalog.catalogue import Catalogue
from catalog.situations import Cost
from catalog.text import Text
from tests.catalog.small import TODAY, catalogue, circumstance, document, situation, step

WAGE = Text(uk="{minimum_wage}", en="{minimum_wage}")


def test_a_situation_is_found_by_its_id() -> None:
    road, rest = situation([step("walk")], name="road"), situation([step("sleep")], name="rest")
    assert catalogue(road, rest).situation("rest") is rest
    assert catalogue(road, rest).situation("flight") is None


def test_circumstances_values_and_steps_are_found_by_their_ids() -> None:
    road = situation([step("walk"), step("rest")], [circumstance("weather", ("sun", "rain"))])
    weather = road.circumstance("weather")
    assert weather is not None
    assert weather.value("rain") is weather.values[1]
    assert weather.value("snow") is None
    assert road.circumstance("mood") is None
    assert road.step("rest") is road.steps[1]
    assert road.step("fly") is None


def test_services_terms_and_contacts_are_found() -> None:
    small = catalogue()
    assert small.service("s001") is small.services[1]
    assert small.service("99999") is None
    assert small.term("cnap") is small.glossary[0]
    assert small.term("kep") is None
    assert [contact.id for contact in small.contacts_for("crisis")] == ["police"]
    assert [contact.id for contact in small.contacts_for("help")] == ["chat"]


def test_on_a_given_day_every_sum_is_written_out_however_deep_it_stands() -> None:
    dear = replace(step("pay"), cost=(Cost(10, note=WAGE),), summary=WAGE)
    read = catalogue(situation([step("walk"), dear])).as_of(TODAY)
    paid = read.situations[0].steps[1]
    assert paid.summary.en == "UAH 8,647"
    assert paid.cost[0].note is not None
    assert paid.cost[0].note.en == "UAH 8,647"


def test_another_day_reads_another_sum_and_the_authored_text_stays() -> None:
    authored = catalogue(situation([replace(step("pay"), summary=WAGE)]))
    assert authored.as_of(date(2025, 5, 1)).situations[0].steps[0].summary.en == "UAH 8,000"
    assert authored.situations[0].steps[0].summary is WAGE


def test_what_holds_no_sum_stays_the_very_same_object() -> None:
    plain = situation([step("walk")], [circumstance("weather")], name="plain")
    mixed = situation([step("walk", documents=[document("map")]), replace(step("pay"), summary=WAGE)], name="mixed")
    read = catalogue(plain, mixed).as_of(TODAY)
    assert read.situations[0] is plain
    assert read.situations[1].steps[0] is mixed.steps[0]
    assert read.situations[1].known_as is mixed.known_as
    assert read.situations[1].steps[1] is not mixed.steps[1]


def test_no_brace_of_a_rate_reaches_a_person(catalogue: Catalogue) -> None:
    assert "minimum_wage" in repr(catalogue.situations)
    assert "{" not in repr(catalogue.as_of(TODAY).situations)
