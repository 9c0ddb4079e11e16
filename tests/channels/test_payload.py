"""What a button sends back."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from actions.knowledge import Knowledge
from bot.buttons import INTENTS
from catalog.catalogue import Catalogue
from catalog.conditions import DONT_KNOW
from channels.payload import ACTS, MAX_BYTES, Payload, PayloadError, location_payload, tag_of

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
    with pytest.raises(PayloadError, match='"fly" is no act of a button; allowed: answer, ask, '):
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


@pytest.mark.parametrize("code", ["done:register-birth@birth-of-child", "answer:married=no@k3f9", "list@k3f9"])
def test_a_button_may_name_the_situation_it_belongs_to(code: str) -> None:
    payload = Payload.parse(code)
    assert str(payload) == code
    assert payload.about in ("birth-of-child", "k3f9")


@pytest.mark.parametrize("code", ["done:register-birth@", "done:register-birth@A B", "restart@k3f9", "situation:a@b"])
def test_only_a_button_of_a_list_names_a_situation_and_only_by_id_or_tag(code: str) -> None:
    with pytest.raises(PayloadError):
        Payload.parse(code)


def test_the_tags_of_all_situations_differ_and_the_longest_codes_fit_telegram(known: Knowledge) -> None:
    situations = known.catalogue.situations
    assert len({tag_of(one.id) for one in situations}) == len(situations)
    for situation in situations:
        tag = tag_of(situation.id)
        steps = [str(Payload("undone", step.id, tag)) for step in situation.steps]
        answers = [
            str(Payload("answer", f"{one.id}={value.id}", tag))
            for one in situation.circumstances
            for value in one.values
        ]
        assert max(len(code.encode()) for code in (*steps, *answers)) < MAX_BYTES


def test_a_location_is_kept_to_two_decimals() -> None:
    assert str(location_payload(50.450123, 30.523456)) == "location:50.45,30.52"
    assert Payload.parse("location:-5,120.1").value == "-5,120.1"
    with pytest.raises(PayloadError):
        Payload.parse("location:50.450123,30.523456")
