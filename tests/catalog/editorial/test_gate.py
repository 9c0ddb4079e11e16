"""The gate over a whole folder: sound content passes, and every rule can stop it."""

from __future__ import annotations

from datetime import date

import pytest

from catalog.authoring.problems import ContentError, Place
from catalog.editorial.findings import Finding, Rule, Severity
from catalog.editorial.gate import examine
from catalog.text import Language
from tests.catalog.content_folder import SITUATION, Content
from tests.catalog.small import TODAY

#: Rules that need the network; tests/catalog/editorial/test_links.py has them.
OF_LINKS = {Rule.LINK_DEAD, Rule.LINK_UNREACHABLE}
#: The rule about people in `scenarios/`; tests/catalog/scenarios has it.
OF_SCENARIOS = {Rule.SCENARIO}

OUTAGE = """\
outages:
  - {id: down, url: "https://example.org/diia", from: "2026-09-01",%s text: {uk: "Не працює.", en: "Down."}}
"""
SECOND_FEE = """
  - id: register-again
    title: {uk: "Зареєструвати ще раз", en: "Register again"}
    summary: {uk: "Подайте ще одну заяву.", en: "File again."}
    authority: {uk: "ЦНАП", en: "The office"}
    services: ["00034"]
    cost: [{amount: 70}]
    sources: ["https://example.org/address"]
    checked: "2026-11"
    confidence: high
not_covered:"""
NOTE = (
    '        note: {uk: "{minimum_wage * 0.5} штрафу, якщо запізнитися",'
    ' en: "a fine of {minimum_wage * 0.5} if late"}\n'
)
LONG = (
    "Попросіть власника про письмову згоду на те, щоб ви разом із дітьми, батьками, котом і всіма речами "
    "жили в цій квартирі ще цілий рік."
)
HARD = " ".join(["Найвідповідальніші співробітники пояснюватимуть найскладніші обставини."] * 25)

#: Rule → how to break it: (what stands there, what an unlucky editor writes instead), file after file.
SPOILED: dict[Rule, list[tuple[str, str]]] = {
    Rule.NEVER_APPLIES: [('when: {rented_from: [company]}', 'when: {owns_home: ["yes"]}')],
    Rule.NEVER_ASKED: [('ask_when: {owns_home: ["no"]}', 'ask_when: {owns_home: ["no"], not: {owns_home: ["no"]}}')],
    Rule.NEVER_TOGETHER: [('    after: [get-consent]\n', '    after: [get-consent]\n    when: {owns_home: ["yes"]}\n')],
    Rule.IDLE_CIRCUMSTANCE: [(", when: {rented_from: [company]}", "")],
    Rule.IDLE_VALUE: [
        (
            '        phrase: {uk: "здає фірма", en: "a company lets it"}\n',
            '        phrase: {uk: "здає фірма", en: "a company lets it"}\n'
            "      - id: community\n"
            '        title: {uk: "У громади", en: "The community"}\n'
            '        phrase: {uk: "здає громада", en: "the community lets it"}\n',
        )
    ],
    Rule.PRICES_UNTOLD: [
        (NOTE, "      - amount: 90\n")
    ],
    Rule.FEE_CONFLICT: [
        (NOTE, ""),
        ("\nnot_covered:", SECOND_FEE),
    ],
    Rule.SOURCE_AGEING: [('checked: "2026-10"', 'checked: "2026-05"')],
    Rule.SOURCE_OLD: [('checked: "2026-10"', 'checked: "2025-11"')],
    Rule.LONG_SENTENCE: [
        ("Попросіть власника про згоду.", LONG)
    ],
    Rule.LONG_HEADING: [("Зареєструвати адресу", "Подати заяву на реєстрацію адреси дитини до місцевого офісу")],
    Rule.SEVERAL_IDEAS: [("Попросіть власника про згоду.", "Попросіть власника; він має погодитися.")],
    Rule.OFFICIALESE: [("Попросіть власника про згоду.", "Отримайте згоду з метою реєстрації.")],
    Rule.PASSIVE: [("Попросіть власника про згоду.", "Згода надається власником.")],
    Rule.NOUN_CHAIN: [("Попросіть власника про згоду.", "Домовтеся про проведення оформлення.")],
    Rule.ABBREVIATION: [("Попросіть власника про згоду.", "Попросіть згоду в ОСББ.")],
    Rule.NUMERIC_DATE: [("Попросіть власника про згоду.", "Попросіть згоду до 01.02.2027.")],
    Rule.HARD_READING: [("Попросіть власника про згоду.", HARD)],
}  # fmt: skip


def rules(content: Content, today: date = TODAY) -> set[Rule]:
    return {finding.rule for finding in examine(content.folder, today).findings}


def test_sound_content_passes_with_nothing_to_say(content: Content) -> None:
    report = examine(content.folder, TODAY)
    assert report.findings == ()
    assert report.passes(strict=True)


@pytest.mark.parametrize("rule", SPOILED, ids=lambda rule: rule.value)
def test_a_rule_fires_on_what_breaks_it_and_nothing_before(content: Content, rule: Rule) -> None:
    assert rule not in rules(content)
    for old, new in SPOILED[rule]:
        content.change(old, new)
    assert rule in rules(content)


def test_a_rate_past_its_validity_is_named(content: Content) -> None:
    (finding,) = [one for one in examine(content.folder, date(2027, 1, 1)).findings if one.rule is Rule.RATE_ENDED]
    assert finding.found == 'the last value of "minimum_wage" held until 2026-12-31'
    assert (finding.place.file, finding.place.line) == ("rates.yml", content.line_of("- id: minimum_wage", "rates.yml"))


@pytest.mark.parametrize(
    ("until", "rule"),
    [(' until: "2026-11-24",', Rule.OUTAGE_ENDED), ("", Rule.OUTAGE_OPEN), (' until: "2026-12-01",', None)],
)
def test_outages_that_are_over_or_forgotten_are_named(content: Content, until: str, rule: Rule | None) -> None:
    (content.folder / "outages.yml").write_text(OUTAGE % until, encoding="utf-8")
    assert rules(content) == ({rule} if rule else set())


def test_every_rule_is_tested() -> None:
    elsewhere = {Rule.RATE_ENDED, Rule.OUTAGE_ENDED, Rule.OUTAGE_OPEN, *OF_LINKS, *OF_SCENARIOS}
    assert set(SPOILED) | elsewhere == set(Rule)


def test_warnings_stop_publication_only_when_strict(content: Content) -> None:
    content.change('checked: "2026-10"', 'checked: "2026-05"')
    report = examine(content.folder, TODAY)
    assert {finding.severity for finding in report.findings} == {Severity.WARNING}
    assert report.passes()
    assert not report.passes(strict=True)


def test_a_finding_names_place_field_reason_and_remedy(content: Content) -> None:
    content.change("Попросіть власника про згоду.", "Отримайте згоду з метою реєстрації.")
    (finding,) = examine(content.folder, TODAY).findings
    assert finding.place.line == content.line_of("з метою")
    assert finding.field == "steps/get-consent/summary (uk)"
    told = str(finding)
    assert told.startswith(
        f"moving-house.yml:{finding.place.line}: error officialese in steps/get-consent/summary (uk)"
    )
    for part in ("found: ", "why:   ", "fix:   ", "like:  "):
        assert part in told


def test_the_report_counts_what_there_is(content: Content) -> None:
    extent = examine(content.folder, TODAY).extent
    assert (extent.situations, extent.steps, extent.services, extent.terms) == (1, 2, 2, 1)
    assert extent.texts[Language.UKRAINIAN] == extent.texts[Language.ENGLISH] > 20
    assert (extent.dated, extent.general_knowledge_only) == (2, 0)


def test_content_that_cannot_be_read_is_refused_as_before(content: Content) -> None:
    content.change('title: {uk: "Переїзд", en: "Moving house"}', 'title: {uk: "Переїзд"}', SITUATION)
    with pytest.raises(ContentError, match='the translation "en" is missing'):
        examine(content.folder, TODAY)


def test_findings_come_in_the_order_of_the_files() -> None:
    first, second = (Finding(Place("a.yml", line), Rule.PASSIVE, "x", "y") for line in (2, 10))
    assert sorted([second, first]) == [first, second]
