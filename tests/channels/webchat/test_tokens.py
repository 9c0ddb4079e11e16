"""Tokens of web conversations: unguessable, and never stored."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from channels.webchat.tokens import TOKEN_BYTES, conversation_of, new_token


def test_tokens_are_long_and_never_the_same() -> None:
    tokens = {new_token() for _ in range(1000)}
    assert len(tokens) == 1000
    assert TOKEN_BYTES >= 32


def test_a_token_always_leads_to_the_same_conversation() -> None:
    token = new_token()
    assert conversation_of(token) == conversation_of(token)
    assert conversation_of(token) != conversation_of(new_token())


def test_the_conversation_gives_the_token_away_to_nobody() -> None:
    token = new_token()
    conversation = conversation_of(token)
    assert conversation is not None
    assert conversation.startswith("web-")
    assert token not in conversation
    assert conversation_of(conversation.removeprefix("web-")) is None


@pytest.mark.parametrize(
    "forged", ["", "x", "a" * 42, "a" * 44, "a" * 42 + "=", "a" * 42 + "\n", "ї" * 43, "../" * 14 + "a"]
)
def test_what_cannot_be_a_token_leads_nowhere(forged: str) -> None:
    assert conversation_of(forged) is None


@given(st.text())
def test_any_text_is_taken_as_a_token_or_leads_nowhere(text: str) -> None:
    conversation = conversation_of(text)
    assert conversation is None or len(text) == 43
