"""What a button sends back."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.buttons import INTENTS
from catalog.catalogue import Catalogue
from catalog.conditions import DONT_KNOW
from channels.payload import ACTS, MAX_BYTES, Payload, PayloadError

sensible = st.one_of(
    [st.from_regex(shape, fullmatch=True).map(lambda v, act=act: (act, v)) for act, shape in ACTS.items()]
)


@given(sensible)
def test_a_payload_reads_back_as_it_was_written(parts: tuple[str, str]) -> None:
    act, value = parts
    payload = Payload(act, value)
    assert Payload.parse(str(payload)) == payload


@given(st.text())
def test_anything_else_is_refused_and_never_crashes(code: str) -> None:
    try:
        payload = Payload.parse(code)
    except PayloadError:
        return
    assert str(payload) == code.removesuffix(":")


@pytest.mark.parametrize(
    "code",
    [
        "",
        "fly:away",
        "step",
        "step:",
        "step:Register",
        "step:a b",
        "step:крок",
        "answer:married",
        "answer:married=",
        "answer:=yes",
        "answer:a=b=c",
        "language:ru",
        "list:all",
        "forget:everything",
        "situation:a\n",
        "situation:" + "a" * 49,
        "/restart",
        'situation:x"}',
    ],
)
def test_a_code_that_no_button_of_ours_sends_is_refused(code: str) -> None:
    with pytest.raises(PayloadError):
        Payload.parse(code)


def test_the_refusal_says_what_was_found_and_what_is_allowed() -> None:
    with pytest.raises(PayloadError, match='"fly" is no act of a button; allowed: answer, ask, change'):
        Payload.parse("fly:away")
    with pytest.raises(PayloadError, match='"A B" is no value for "step"'):
        Payload.parse("step:A B")


def test_every_act_of_a_button_is_understood_by_the_assistant() -> None:
    assert set(INTENTS) == set(ACTS)


def buttons_of(catalogue: Catalogue) -> Iterator[Payload]:
    """Every button the whole catalogue can ever show."""
    for situation in catalogue.situations:
        yield Payload("situation", situation.id)
        for step in situation.steps:
            for act in ("step", "done", "undone"):
                yield Payload(act, step.id)
        for circumstance in situation.circumstances:
            yield Payload("change", circumstance.id)
            for value in (*(one.id for one in circumstance.values), DONT_KNOW):
                yield Payload("answer", f"{circumstance.id}={value}")
    for service in catalogue.services:
        yield Payload("service", service.key)


def test_every_button_of_the_catalogue_fits_into_telegrams_64_bytes(catalogue: Catalogue) -> None:
    codes = {str(payload) for payload in buttons_of(catalogue)}
    assert len(codes) > 1000
    assert {code for code in codes if len(code.encode()) > MAX_BYTES} == set()
    assert {str(Payload.parse(code)) for code in codes} == codes
