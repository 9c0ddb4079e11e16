"""The description of the web chat for programs is true, and complete."""

from __future__ import annotations

import json
from dataclasses import fields
from typing import Any

import httpx
import pytest
from hypothesis import given
from jsonschema import Draft202012Validator
from starlette.applications import Starlette

from channels import reply
from channels.conversation import Author, TurnStatus
from channels.conversation import Message as Sent
from channels.reply import NoticeKind, Reply, StepStatus
from channels.webchat.api import WebChat, message_as_json
from tests.channels.replies import FULL, replies
from tests.channels.scripted_assistant import BEGAN_AT, ScriptedAssistant
from tests.channels.webchat.description import DESCRIPTION, schema, validator

#: Everything the interface answers with, and what it is called in `channels.reply`.
VOCABULARY = [
    "Choice", "Notice", "GuideStep", "Total", "GivenAnswer", "Question", "Guide", "Item", "Section", "StepCard",
    "SearchResult",
]  # fmt: skip


async def test_the_description_is_served_as_json() -> None:
    app = Starlette(routes=WebChat(ScriptedAssistant(), 10, 10).routes())
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://signpost") as http:
        response = await http.get("/webchat/openapi.json")
    assert response.status_code == 200
    assert response.headers["content-type"] == "application/json"
    assert response.json() == DESCRIPTION


def test_every_route_is_described_and_every_described_one_exists() -> None:
    routes = WebChat(ScriptedAssistant(), 10, 10).routes()
    served = {(route.path, method) for route in routes for method in (route.methods or ()) if method != "HEAD"}
    described = {(path, method.upper()) for path, methods in DESCRIPTION["paths"].items() for method in methods}
    assert served - described == {("/webchat/openapi.json", "GET")}
    assert described <= served


def test_every_schema_is_a_schema() -> None:
    for name in DESCRIPTION["components"]["schemas"]:
        Draft202012Validator.check_schema(schema(name))


@pytest.mark.parametrize("name", VOCABULARY)
def test_every_field_of_the_vocabulary_is_described(name: str) -> None:
    assert set(schema(name)["properties"]) == {field.name for field in fields(getattr(reply, name))}


def test_every_field_of_a_message_is_described() -> None:
    sent = {field.name for field in fields(Sent) if field.name not in ("reply", "unasked")}
    assert set(schema("Message")["properties"]) == sent | {field.name for field in fields(Reply)}


@pytest.mark.parametrize(
    ("name", "field", "values"),
    [
        ("Answer", "status", TurnStatus),
        ("Message", "author", Author),
        ("Notice", "kind", NoticeKind),
        ("GuideStep", "status", StepStatus),
        ("StepCard", "status", StepStatus),
    ],
)
def test_every_value_of_a_closed_list_is_described(name: str, field: str, values: Any) -> None:
    assert set(schema(name)["properties"][field]["enum"]) == {value.value for value in values}


@given(replies)
def test_any_message_has_the_described_shape(made: Reply) -> None:
    message = message_as_json(Sent(7, Author.ASSISTANT, BEGAN_AT, made, "list"))
    validator(schema("Message")).validate(json.loads(json.dumps(message)))


def test_the_description_would_notice_a_missing_field() -> None:
    message = message_as_json(Sent(7, Author.ASSISTANT, BEGAN_AT, FULL))
    described = validator(schema("Message"))
    assert described.is_valid(message)
    del message["guide"]["steps"][0]["status"]
    assert not described.is_valid(message)
