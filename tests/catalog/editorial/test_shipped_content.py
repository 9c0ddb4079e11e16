"""What ships with Signpost passes its own gate."""

from __future__ import annotations

from functools import cache

from catalog.authoring.content import CONTENT
from catalog.editorial.findings import Severity
from catalog.editorial.gate import Report, examine
from catalog.text import Language
from tests.catalog.small import TODAY


@cache
def report() -> Report:
    return examine(CONTENT, TODAY)


def test_no_error_stands_in_it() -> None:
    assert [str(finding) for finding in report().of(Severity.ERROR)] == []


def test_it_is_as_large_as_we_say() -> None:
    extent = report().extent
    assert extent.situations >= 45
    assert extent.steps >= 430
    assert extent.services >= 160
    assert extent.dated == extent.steps
    assert extent.texts[Language.UKRAINIAN] == extent.texts[Language.ENGLISH]


def test_every_situation_reads_no_harder_than_a_newspaper_for_specialists() -> None:
    figures = [figure for by_language in report().readability.values() for figure in by_language.values()]
    assert len(figures) > 90
    assert max(figures) < 60
