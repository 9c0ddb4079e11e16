"""What a deletion does beyond the conversation: comparisons of models no longer name it."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.engine import Engine
from sqlalchemy.orm import Session

from bot.candidates.models import Base, ModelCandidate
from bot.conversations.store import ConversationStore
from bot.forgetting import Forgetting
from tests.review.talks import Talk


def test_comparisons_of_models_no_longer_name_the_conversation(sqlite: Engine) -> None:
    for name in ("telegram-42", "web-1"):
        Talk(sqlite, name).turn("народила")
    Base.metadata.create_all(sqlite)
    turns = [{"conversation": name, "position": 0, "verdict": ""} for name in ("telegram-42", "web-1")]
    with Session(sqlite) as session, session.begin():
        session.add(
            ModelCandidate(
                stage="ready", asked_by_id=1, asked_by="Надія", asked_at=0.0, heartbeat_at=0.0,
                comparison={"replayed": 2, "turns": turns},
            )
        )  # fmt: skip

    ConversationStore(sqlite, Forgetting(sqlite)).delete("telegram-42")

    with Session(sqlite) as session:
        assert session.scalar(select(ModelCandidate.comparison)) == {"replayed": 2, "turns": turns[1:]}
