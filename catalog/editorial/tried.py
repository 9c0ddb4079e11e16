"""The scenarios as a part of the gate: what does not come out as an editor worked it out."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

from catalog.catalogue import Catalogue
from catalog.editorial.findings import Finding, Rule
from catalog.scenarios.check import check_scenarios


def scenario_findings(catalogue: Catalogue, folder: Path, today: date) -> Iterator[Finding]:
    for problem in check_scenarios(catalogue, folder, today):
        yield Finding(problem.place, Rule.SCENARIO, "people", f"{problem.found} ({problem.allowed})")
