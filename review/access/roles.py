"""What members of staff may do. Each role may do all that the ones below it may.

>>> Role.EDITOR.may(Role.REVIEWER), Role.READER.may(Role.REVIEWER)
(True, False)
>>> [role.value for role in Role]
['reader', 'reviewer', 'editor', 'admin']
"""

from __future__ import annotations

from enum import Enum


class Role(str, Enum):
    """From least to most: reads; judges and answers people; changes what the assistant learns; manages the staff."""

    READER = "reader"
    REVIEWER = "reviewer"
    EDITOR = "editor"
    ADMIN = "admin"

    @property
    def rank(self) -> int:
        return list(Role).index(self)

    def may(self, needed: "Role") -> bool:
        """Is this role enough for something that needs `needed`?"""
        return self.rank >= needed.rank
