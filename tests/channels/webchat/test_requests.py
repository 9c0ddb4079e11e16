"""Reading requests of the web chat, field by field."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from starlette.requests import Request

from channels.conversation import MAX_TEXT
from channels.payload import Payload
from channels.webchat.requests import MAX_BODY, Refused, Said, read_after, read_body, read_language, read_said


def request(body: bytes = b"", query: str = "") -> Request:
    """A request whose body arrives in two parts."""
    parts = [body[: len(body) // 2], body[len(body) // 2 :]]

    async def receive() -> dict[str, Any]:
        part = parts.pop(0)
        return {"type": "http.request", "body": part, "more_body": bool(parts)}

    scope = {"type": "http", "method": "POST", "headers": [], "query_string": query.encode(), "path": "/"}
    return Request(scope, receive)


async def refusal(body: bytes) -> tuple[int, str]:
    with pytest.raises(Refused) as refused:
        await read_body(request(body))
    return refused.value.status, refused.value.error


async def test_a_body_is_a_json_object_and_none_at_all_is_an_empty_one() -> None:
    assert await read_body(request('{"text": "їжак"}'.encode())) == {"text": "їжак"}
    assert await read_body(request(b"")) == {}


@pytest.mark.parametrize(
    ("body", "error"),
    [
        (b"{", "not_json"),
        (b"text=hello", "not_json"),
        (b"\xff\xfe\x00", "not_json"),
        (b'{"text": "\xd0"}', "not_json"),
        (b"[" * 10_000, "not_json"),
        (b'{"a":' * 3_000, "not_json"),
        (b"[]", "not_an_object"),
        (b'"text"', "not_an_object"),
        (b"null", "not_an_object"),
        (b"12", "not_an_object"),
    ],
)
async def test_a_body_that_is_no_json_object_is_refused(body: bytes, error: str) -> None:
    assert await refusal(body) == (400, error)


async def test_a_number_longer_than_python_reads_is_refused() -> None:
    with pytest.raises(Refused) as refused:
        read_said(await read_body(request(b'{"text": ' + b"1" * 5_000 + b"}")))
    assert refused.value.status == 400


async def test_a_body_is_read_up_to_its_limit_and_not_beyond() -> None:
    filled = json.dumps({"text": "x" * (MAX_BODY - 12)}).encode()
    assert len(filled) == MAX_BODY
    assert await read_body(request(filled))
    assert await refusal(filled + b" ") == (413, "too_long")


async def test_the_longest_message_fits_into_a_body_in_any_letters() -> None:
    for letter in ("x", "ї", "🏠"):
        data = {"text": letter * MAX_TEXT}
        assert await read_body(request(json.dumps(data, ensure_ascii=False).encode())) == data


@pytest.mark.parametrize(("data", "language"), [({}, "uk"), ({"language": "uk"}, "uk"), ({"language": "en"}, "en")])
def test_the_language_is_ukrainian_unless_another_of_ours_is_wanted(data: dict[str, Any], language: str) -> None:
    assert read_language(data) == language


@pytest.mark.parametrize("language", ["ru", "", "UK", None, 1, ["uk"], {"uk": 1}])
def test_a_language_we_do_not_speak_is_refused(language: Any) -> None:
    with pytest.raises(Refused) as refused:
        read_language({"language": language})
    assert (refused.value.status, refused.value.error) == (400, "unknown_language")


@pytest.mark.parametrize(
    ("data", "said"),
    [
        ({"text": "вкрали паспорт"}, Said("вкрали паспорт", None)),
        ({"text": "  з пробілами\n"}, Said("  з пробілами\n", None)),
        ({"text": "до\x00після"}, Said("допісля", None)),
        ({"payload": "list"}, Said(None, Payload("list"))),
        ({"payload": "step:register-birth", "title": "Крок 1"}, Said("Крок 1", Payload("step", "register-birth"))),
    ],
)
def test_a_message_is_a_text_or_a_pressed_button(data: dict[str, Any], said: Said) -> None:
    assert read_said(data) == said


@pytest.mark.parametrize(
    ("data", "status", "error"),
    [
        ({}, 400, "text_or_payload"),
        ({"text": None, "payload": None}, 400, "text_or_payload"),
        ({"text": "так", "payload": "list"}, 400, "text_or_payload"),
        ({"message": "так"}, 400, "text_or_payload"),
        ({"text": ""}, 400, "empty_text"),
        ({"text": " \n\t"}, 400, "empty_text"),
        ({"text": "\x00"}, 400, "empty_text"),
        ({"text": 5}, 400, "empty_text"),
        ({"text": ["так"]}, 400, "empty_text"),
        ({"text": "\ud800"}, 400, "not_text"),
        ({"text": "x" * (MAX_TEXT + 1)}, 413, "too_long"),
        ({"payload": "fly:away"}, 400, "unknown_payload"),
        ({"payload": 5}, 400, "unknown_payload"),
        ({"payload": ["list"]}, 400, "unknown_payload"),
        ({"payload": "list", "title": ""}, 400, "empty_text"),
        ({"payload": "list", "title": 5}, 400, "empty_text"),
        ({"payload": "list", "title": "x" * (MAX_TEXT + 1)}, 413, "too_long"),
    ],
)
def test_a_message_that_is_none_is_refused_with_the_reason(data: dict[str, Any], status: int, error: str) -> None:
    with pytest.raises(Refused) as refused:
        read_said(data)
    assert (refused.value.status, refused.value.error) == (status, error)


def test_the_longest_message_is_taken() -> None:
    assert read_said({"text": "ї" * MAX_TEXT}).text == "ї" * MAX_TEXT


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=6,
)


@given(st.dictionaries(st.sampled_from(["text", "payload", "title", "language", "x"]), json_values))
def test_any_object_is_taken_or_refused_and_never_a_crash(data: dict[str, Any]) -> None:
    try:
        said = read_said(data)
    except Refused:
        return
    assert said.text or said.payload


@pytest.mark.parametrize(
    ("query", "after"), [("", 0), ("after=0", 0), ("after=17", 17), ("after=" + "9" * 18, 10**18 - 1)]
)
def test_after_is_the_id_of_the_last_message_known(query: str, after: int) -> None:
    assert read_after(request(query=query)) == after


@pytest.mark.parametrize("after", ["", "-1", "1.5", "abc", "%C2%B2", "%D9%A3", "1e3", "9" * 19, "0x10", "1%202"])
def test_an_after_that_is_no_number_is_refused(after: str) -> None:
    with pytest.raises(Refused) as refused:
        read_after(request(query=f"after={after}"))
    assert (refused.value.status, refused.value.error) == (400, "after_is_not_a_number")
