"""What the reader may choose from in the form of filters: only what there is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import distinct, select
from sqlalchemy.orm import Session

from bot.conversations.models import Conversation
from catalog.catalogue import Catalogue
from catalog.text import Language
from review.access.models import StaffAccount
from review.access.roles import Role
from review.judging import marks

#: Languages people write in, as the model tells them apart.
LANGUAGES = ("uk", "en", "ru")


@dataclass(frozen=True)
class Known:
    """`situations` and `staff` are (id, title) and (number, name) in alphabetical order."""

    channels: tuple[str, ...]
    languages: tuple[str, ...]
    situations: tuple[tuple[str, str], ...]
    tags: tuple[str, ...]
    staff: tuple[tuple[int, str], ...]


def known(session: Session, catalogue: Catalogue, language: str, channels: Sequence[str]) -> Known:
    """What there is now, its titles in the reader's language."""
    wording = Language.of(language)
    titles = [(one.id, one.title.wording(wording)) for one in catalogue.situations]
    return Known(
        channels=tuple(channels),
        languages=LANGUAGES,
        situations=tuple(sorted(titles, key=lambda pair: pair[1].casefold())),
        tags=marks.known_tags(session),
        staff=staff(session),
    )


def staff(session: Session) -> tuple[tuple[int, str], ...]:
    """Who may judge: number and name of the account."""
    roles = [role.value for role in Role if role.may(Role.REVIEWER)]
    rows = session.execute(
        select(StaffAccount.id, StaffAccount.name)
        .where(StaffAccount.disabled.is_(False), StaffAccount.role.in_(roles))
        .order_by(StaffAccount.folded_name)
    )
    return tuple((int(number), str(name)) for number, name in rows)


def channels(session: Session) -> tuple[str, ...]:
    """The channels that conversations came by."""
    return tuple(session.scalars(select(distinct(Conversation.channel)).order_by(Conversation.channel)))
