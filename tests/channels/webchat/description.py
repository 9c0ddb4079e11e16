"""Answers of the web chat held against its description, openapi.json."""

from __future__ import annotations

import json
from typing import Any

import httpx
from jsonschema import Draft202012Validator

from channels.webchat.api import OPENAPI

DESCRIPTION: dict[str, Any] = json.loads(OPENAPI.read_text(encoding="utf-8"))


def schema(name: str) -> dict[str, Any]:
    return dict(DESCRIPTION["components"]["schemas"][name])


def validator(described: dict[str, Any]) -> Draft202012Validator:
    """A validator for a schema that may refer to others of the description."""
    whole = {**described, "components": DESCRIPTION["components"]}
    return Draft202012Validator(whole, format_checker=Draft202012Validator.FORMAT_CHECKER)


def conforms(response: httpx.Response, method: str, path: str) -> None:
    """Assert that the description foresees the answer's status, and that the answer has the described shape."""
    foreseen = DESCRIPTION["paths"][path][method.lower()]["responses"]
    assert str(response.status_code) in foreseen, f"{method} {path} → {response.status_code} is not described"
    content = foreseen[str(response.status_code)].get("content", {})
    if "application/json" in content:
        assert response.headers["content-type"] == "application/json"
        validator(content["application/json"]["schema"]).validate(response.json())
    else:
        assert response.content == b"" or "text/event-stream" in content
