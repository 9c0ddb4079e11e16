"""`signpost review retention`, `forget`, `pause`, `resume` from the command line."""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from sqlalchemy.engine import Engine

from bot.cli import main
from bot.conversations.store import ConversationStore
from bot.conversations.switches import Switches
from bot.database import open_database
from review.access.audit import AuditLog, Wanted
from tests.review.talks import Talk

Command = Callable[..., Result]
DAY = 86400.0


@pytest.fixture
def address(tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path / 'review.db'}"


@pytest.fixture
def engine(address: str) -> Engine:
    return open_database(address)


@pytest.fixture
def review(address: str) -> Command:
    def run(*words: str, **environment: str) -> Result:
        return CliRunner().invoke(main, ["review", *words], env={"DATABASE_URL": address, **environment})

    return run


def test_a_preview_says_what_would_go_and_a_run_deletes_it(review: Command, engine: Engine) -> None:
    Talk(engine, at=time.time() - 50 * DAY).turn("народила сина", situation="birth-of-child")

    preview = json.loads(review("retention", "--json", SIGNPOST_RETENTION_DAYS="40").output)
    still_there = ConversationStore(engine).exists("web-1")
    told = review("retention", "--run", SIGNPOST_RETENTION_DAYS="40")

    assert (preview[0]["group"], preview[0]["conversations"]) == ("web", 1)
    assert still_there
    assert told.output == "web: 1 conversations deleted\n"
    assert not ConversationStore(engine).exists("web-1")
    assert [one.details for one in AuditLog(engine).listed(Wanted(action="retention_run")).entries] == [{"web": 1}]


def test_a_term_that_is_none_is_refused(review: Command) -> None:
    result = review("retention", SIGNPOST_RETENTION_DAYS="forever")

    assert result.exit_code == 2
    assert 'SIGNPOST_RETENTION_DAYS is "forever"' in result.output


def test_a_conversation_is_forgotten(review: Command, engine: Engine) -> None:
    Talk(engine).turn("народила сина")

    assert review("forget", "web-1").exit_code == 0
    again = review("forget", "web-1")

    assert not ConversationStore(engine).exists("web-1")
    assert again.exit_code == 1
    assert '"web-1"' in again.output
    assert len(AuditLog(engine).listed(Wanted(action="conversation_forgotten")).entries) == 1


def test_a_channel_is_paused_and_resumed(review: Command, engine: Engine) -> None:
    assert review("pause", "web", "--reason", "Хибні суми").exit_code == 0
    paused = Switches(engine).pause_of("web")
    assert review("resume", "web").exit_code == 0

    assert paused is not None
    assert paused.reason == "Хибні суми"
    assert Switches(engine).pause_of("web") is None
    actions = [one.action for one in AuditLog(engine).listed(Wanted(subject="channel:web")).entries]
    assert actions == ["channel_resumed", "channel_paused"]


def test_what_cannot_be_done_is_told(review: Command) -> None:
    assert "web, telegram, all" in review("pause", "fax", "--reason", "так").output
    assert review("pause", "web").exit_code == 2
    assert "paused: none" in review("resume", "web").output
