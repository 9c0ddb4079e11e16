"""The closed list of rules, and what is said of each."""

from __future__ import annotations

from catalog.editorial.findings import Rule, Severity, advice


def test_every_rule_has_a_severity_a_reason_a_remedy_and_an_example() -> None:
    assert set(advice()) == set(Rule)
    for rule, told in advice().items():
        for words in (told.why, told.fix, told.bad, told.good):
            assert words, rule
        assert told.bad != told.good


def test_there_are_errors_and_warnings() -> None:
    assert {told.severity for told in advice().values()} == set(Severity)
