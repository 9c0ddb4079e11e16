"""The reply vocabulary travels through Rasa as JSON and comes back unchanged."""

from __future__ import annotations

import json
from dataclasses import FrozenInstanceError

import pytest
from hypothesis import given

from channels.reply import Choice, Reply
from tests.channels.replies import FULL, replies


@given(replies)
def test_a_reply_comes_back_from_json_as_it_was(reply: Reply) -> None:
    assert Reply.from_json(json.loads(json.dumps(reply.as_json()))) == reply


def test_a_reply_with_one_of_everything_comes_back_as_it_was() -> None:
    assert Reply.from_json(json.loads(json.dumps(FULL.as_json(), ensure_ascii=False))) == FULL


def test_what_is_empty_is_left_out_but_the_text_never_is() -> None:
    assert Reply(text="").as_json() == {"text": ""}
    assert Reply("так", choices=(Choice("a", "list"),)).as_json() == {
        "text": "так",
        "choices": [{"title": "a", "payload": "list"}],
    }


def test_keys_of_a_later_version_do_not_make_a_log_unreadable() -> None:
    later = {**FULL.as_json(), "hologram": {"size": 3}}
    assert Reply.from_json(later) == FULL


def test_a_log_of_an_earlier_version_is_readable_without_the_newer_keys() -> None:
    assert Reply.from_json({"text": "Вітаю"}) == Reply("Вітаю")


def test_a_reply_cannot_be_changed_once_made() -> None:
    with pytest.raises(FrozenInstanceError):
        FULL.text = "щось інше"  # type: ignore[misc]


def test_replies_that_say_the_same_are_equal_and_hash_alike() -> None:
    again = Reply.from_json(FULL.as_json())
    assert {FULL, again} == {FULL}
    assert again != Reply("щось інше")
