"""An organisation's sign-in: where it is, and which of its claims gives which role.

>>> mapping = RoleMapping.parse("groups=support:reviewer,it:admin")
>>> mapping.role_of({"groups": ["support", "it"]}).value, mapping.role_of({"groups": ["sales"]})
('admin', None)
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from review.access.roles import Role


@dataclass(frozen=True)
class RoleMapping:
    """The claim's name, and the role for each of its values that gives one."""

    claim: str
    roles: Mapping[str, Role]

    @classmethod
    def parse(cls, text: str) -> "RoleMapping":
        """Raises ValueError naming the part that cannot be read and what is allowed."""
        claim, equals, pairs = text.partition("=")
        if not equals or not claim.strip() or not pairs.strip():
            raise ValueError(
                f'found "{text}"; write claim=value:role,value:role, like groups=support:reviewer,it:admin'
            )
        return cls(claim.strip(), dict(_pair(pair) for pair in pairs.split(",")))

    def role_of(self, claims: Mapping[str, Any]) -> Role | None:
        """The highest role that the person's claims give; None when they give none. `a.b` looks inside claim `a`."""
        value: Any = claims
        for part in [self.claim] if self.claim in claims else self.claim.split("."):
            value = value.get(part) if isinstance(value, Mapping) else None
        held = [value] if isinstance(value, str) else value if isinstance(value, list) else []
        found = [self.roles[one] for one in held if isinstance(one, str) and one in self.roles]
        return max(found, key=lambda role: role.rank, default=None)


@dataclass(frozen=True)
class OidcSettings:
    """Where the organisation's provider is, as whom Signpost asks it, and who becomes what."""

    issuer: str
    client_id: str
    client_secret: str = field(repr=False)
    roles: RoleMapping


def _pair(text: str) -> tuple[str, Role]:
    # The role stands last: values of claims may hold colons themselves.
    value, colon, role = text.rpartition(":")
    allowed = ", ".join(one.value for one in Role)
    if not colon or not value.strip() or role.strip() not in [one.value for one in Role]:
        raise ValueError(f'found "{text.strip()}"; write value:role with a role of {allowed}')
    return value.strip(), Role(role.strip())
