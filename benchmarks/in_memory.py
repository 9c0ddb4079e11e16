"""The real assistant with its conversations in memory, for benchmarks that hold many of them."""

from __future__ import annotations

from datetime import date

from bot import quiet

quiet.hush()

from bot.absent_libraries import keep_out  # noqa: E402
from bot.settings import PROJECT, Settings  # noqa: E402

keep_out(PROJECT / "config.yml")

from sqlalchemy import create_engine  # noqa: E402
from sqlalchemy.pool import StaticPool  # noqa: E402

from actions import knowledge  # noqa: E402
from actions.knowledge import Knowledge  # noqa: E402
from bot.assistant import SignpostAssistant  # noqa: E402
from bot.conversations.store import ConversationStore  # noqa: E402
from bot.conversations.trackers import WorkingTrackerStore  # noqa: E402
from bot.locks import QueueingLockStore  # noqa: E402
from bot.model import latest_model, load_agent  # noqa: E402
from catalog.authoring.content import read_content  # noqa: E402

#: The day on which the conversations take place, so that the same catalogue and model give the same answers.
DAY = date(2026, 11, 25)


def assistant_in_memory(day: date = DAY) -> tuple[SignpostAssistant, ConversationStore]:
    """The assistant with the content and the latest model of this project, and the store it writes to."""
    known = Knowledge.of(read_content(), day)
    knowledge.use(lambda: known)
    engine = create_engine("sqlite://", future=True, poolclass=StaticPool, connect_args={"check_same_thread": False})
    store = ConversationStore(engine)
    model = latest_model(Settings.from_environment().models)
    return SignpostAssistant(load_agent(model, WorkingTrackerStore(store), QueueingLockStore()), store), store
