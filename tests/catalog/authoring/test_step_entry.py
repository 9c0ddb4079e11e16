"""The steps of a situation file, each with its papers, prices, terms and sources."""

from __future__ import annotations

import pytest

from catalog.conditions import ALWAYS
from catalog.situations import Channel, ChannelType, Confidence, Cost, Deadline, Duration, Evidence, Output, Pitfall
from catalog.text import Text
from tests.catalog.content_folder import Content
from tests.catalog.small import answered


def test_a_step_is_read_with_everything_an_editor_wrote(content: Content) -> None:
    step = content.read().situations[0].step("register-address")
    assert step is not None
    fine = Text("{minimum_wage * 0.5} штрафу, якщо запізнитися", "a fine of {minimum_wage * 0.5} if late")
    assert step.after == ("get-consent",)
    assert step.services == ("00034",)
    assert step.channels == (Channel(ChannelType.ONLINE, Text("Дія", "Diia"), "https://example.org/diia"),)
    assert step.documents == (Evidence(Text("Паспорт", "Passport")),)
    assert step.cost == (Cost(50.5, fine),)
    assert step.processing_time == (Duration(Text("один день", "one day"), 1, working=True),)
    assert step.deadline == (Deadline(Text("30 днів", "30 days"), 30),)
    assert step.output == (Output(Text("Витяг", "Extract")),)
    assert step.legal_basis == (Text("Закон про адресу", "Law on addresses"),)
    assert step.pitfalls == (Pitfall(Text("Не спізніться.", "Do not be late.")),)
    assert step.sources == ("https://example.org/address", "general-knowledge")
    assert (step.checked, step.confidence) == ("2026-11", Confidence.LOW)
    assert step.confirm_with == Text("ЦНАП", "The office")
    assert (step.when, step.optional) == (ALWAYS, False)


def test_a_step_and_each_of_its_papers_may_concern_only_some_people(content: Content) -> None:
    step = content.read().situations[0].step("get-consent")
    assert step is not None
    assert step.when == answered("owns_home", "no")
    assert step.documents[0].when == answered("rented_from", "company")


@pytest.mark.parametrize(
    ("old", "new", "found", "allowed"),
    [
        (
            'services: ["00034"]',
            'services: ["00035"]',
            '"00035" is not allowed for "services"',
            'did you mean "00034"?',
        ),
        ("type: online", "type: onlin", '"onlin" is not allowed for "type"', 'did you mean "online"?'),
        (
            "confidence: high",
            "confidence: sure",
            '"sure" is not allowed for "confidence"',
            "Allowed: high, low, medium",
        ),
        ('checked: "2026-10"', 'checked: "2026-13"', '"2026-13" is not a month', '"2026-02"'),
        ('checked: "2026-10"', 'checked: "October"', '"October" is not a month', '"2026-02"'),
        ('checked: "2026-10"', 'checked: "2026-10-05"', '"2026-10-05" is not a month', '"2026-02"'),
        ('sources: ["https://example.org/consent"]', "sources: []", "there is no source", "general-knowledge"),
        (
            'sources: ["https://example.org/consent"]',
            'sources: ["a friend"]',
            '"a friend" is not an address',
            "https://…",
        ),
        ('url: "https://example.org/diia"', 'url: "diia.gov.ua"', '"diia.gov.ua" is not an address', "https://…"),
        ("amount: 50.5", "amount: cheap", '"amount" is not a number', "unknown"),
        ("days: 30}", "days: month}", '"days" is not a number', "write a whole number (30), or unknown"),
        ("working: true", "working: 1", '"working" is neither true nor false', "write true or false"),
        ("{rented_from: [company]}", "{rented_from: [firm]}", '"rented_from" has no value "firm"', "company, person"),
        ("- id: get-consent", "- id: Get_Consent", '"Get_Consent" cannot be an id', "hyphens"),
        ('- {uk: "Витяг", en: "Extract"}', '- {uk: "Витяг"}', 'the translation "en" is missing', "en: …"),
    ],
)
def test_a_mistake_in_a_step_is_told_with_its_line_and_what_is_allowed(
    content: Content, old: str, new: str, found: str, allowed: str
) -> None:
    said = {problem.found: problem for problem in content.change(old, new).problems()}
    assert found in said
    assert str(said[found].place) == f"moving-house.yml:{content.line_of(new)}"
    assert allowed in said[found].allowed


def test_an_unknown_field_of_a_step_is_told_with_the_likeliest_suggestion(content: Content) -> None:
    problem = content.change("processing_time:", "procesing_time:").problem()
    assert problem.found == 'unknown field "procesing_time"'
    assert problem.allowed.startswith('did you mean "processing_time"? Allowed: ')


def test_a_step_without_the_field_for_sources_is_told(content: Content) -> None:
    problem = content.change('    sources: ["https://example.org/consent"]\n', "").problem()
    assert problem.found == "there is no source"
    assert problem.place.line == content.line_of("- id: get-consent")


def test_low_confidence_needs_someone_who_can_confirm_it(content: Content) -> None:
    problem = content.change('    confirm_with: {uk: "ЦНАП", en: "The office"}\n', "").problem()
    assert problem.found == '"register-address" has low confidence'
    assert problem.allowed == "say in confirm_with who can confirm it"
    assert problem.place.line == content.line_of("- id: register-address")


def test_a_price_that_nobody_states_must_say_so(content: Content) -> None:
    assert content.change("- amount: 50.5\n        note:", "- note:").problem().found == "a cost has no amount"


def test_an_unknown_price_is_kept_as_unknown(content: Content) -> None:
    step = content.change("amount: 50.5", "amount: unknown").read().situations[0].step("register-address")
    assert step is not None
    assert step.cost[0].amount is None
