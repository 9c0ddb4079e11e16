"""What keeps a file from being read as a catalogue, said so that its sender can mend it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

#: How many findings a message lists before it only counts.
LISTED = 20


@dataclass(frozen=True)
class Finding:
    """One mistake: in which resource or table row, what was found, what is allowed.

    >>> print(Finding("step/pay", "there is no dct:title", "give one in uk and en"))
    step/pay: there is no dct:title
        give one in uk and en
    """

    where: str
    found: str
    allowed: str

    def __str__(self) -> str:
        return f"{self.where}: {self.found}\n    {self.allowed}"


class ForeignFile(ValueError):
    """The file is no catalogue that Signpost wrote, or somebody spoiled it. Nothing of it was taken over."""

    def __init__(self, findings: Sequence[Finding]) -> None:
        self.findings = tuple(findings)
        listed = [str(finding) for finding in self.findings[:LISTED]]
        if len(self.findings) > LISTED:
            listed.append(f"… and {len(self.findings) - LISTED} more")
        super().__init__("\n".join(listed))
