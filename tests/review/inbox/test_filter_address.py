"""Filters and addresses are exact opposites; what cannot be used is named, the rest holds."""

from __future__ import annotations

from datetime import date
from urllib.parse import parse_qsl

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.conversations.full_text import Said
from channels.conversation import TurnStatus
from review.inbox.filter_address import BadFilters, filters_of, query_of
from review.inbox.filters import Feedback, Filters, Sort, Traffic
from review.inbox.statuses import STATUSES, UNRESOLVED
from review.judging.vocabulary import Verdict

wording = st.text(st.characters(blacklist_categories=("Cs", "Cc", "Z")), max_size=40)
identifier = st.sampled_from(("", "web", "telegram", "lost-documents", "with_staff"))
per_cent = st.none() | st.integers(0, 100)


@st.composite
def any_filters(draw: st.DrawFn) -> Filters:
    days = sorted(draw(st.lists(st.dates(date(2020, 1, 1), date(2030, 1, 1)), min_size=2, max_size=2)))
    bounds = sorted(draw(st.lists(st.integers(0, 100), min_size=2, max_size=2)))
    return Filters(
        text=draw(wording),
        said=draw(st.sampled_from(Said)),
        since=draw(st.sampled_from((None, days[0]))),
        until=draw(st.sampled_from((None, days[1]))),
        channel=draw(identifier),
        language=draw(identifier),
        situation=draw(identifier),
        statuses=tuple(draw(st.lists(st.sampled_from(STATUSES), unique=True))),
        least=draw(st.sampled_from((None, bounds[0]))),
        most=draw(st.sampled_from((None, bounds[1]))),
        unlike=draw(st.booleans()),
        unresolved=draw(st.booleans()),
        feedback=draw(st.none() | st.sampled_from(Feedback)),
        verdict=draw(st.none() | st.sampled_from(Verdict)),
        tag=draw(wording),
        reviewed=draw(st.none() | st.booleans()),
        reviewer=draw(st.none() | st.integers(1, 2**31 - 1)),
        assignee=draw(st.none() | st.integers(1, 2**31 - 1)),
        traffic=draw(st.sampled_from(Traffic)),
        sort=draw(st.sampled_from(Sort)),
    )


@settings(max_examples=60, deadline=None)
@given(any_filters())
def test_whatever_is_wanted_survives_the_address(wanted: Filters) -> None:
    assert filters_of(parse_qsl(query_of(wanted))) == wanted


@settings(max_examples=60, deadline=None)
@given(any_filters())
def test_an_address_is_written_in_one_way_only(wanted: Filters) -> None:
    shuffled = parse_qsl(query_of(wanted))[::-1]

    assert query_of(filters_of(sorted(shuffled, key=lambda pair: pair[0] == "status"))).count("=") == len(shuffled)


def test_no_filters_have_no_address() -> None:
    assert query_of(Filters()) == ""
    assert filters_of([("text", ""), ("status", " "), ("after", "1.0~web-1")]) == Filters()


@pytest.mark.parametrize(
    ("name", "text", "allowed"),
    [
        ("since", "25.11.2026", "day"),
        ("confidence_from", "abc", "number"),
        ("confidence_to", "101", "number"),
        ("confidence_to", "²", "number"),
        ("feedback", "maybe", "one_of"),
        ("sort", "random", "one_of"),
        ("reviewed", "yes", "one_of"),
        ("reviewer", "0", "number"),
        ("channel", "web' OR 1=1", "identifier"),
        ("situation", "x" * 65, "identifier"),
        ("text", "x" * 201, "text"),
        ("text", "a\x00b", "text"),
    ],
)
def test_a_value_that_cannot_be_used_is_named_and_the_rest_holds(name: str, text: str, allowed: str) -> None:
    with pytest.raises(BadFilters) as caught:
        filters_of([(name, text), ("unresolved", "1")])

    assert [(one.field, one.allowed) for one in caught.value.mistakes] == [(name, allowed)]
    assert caught.value.usable == Filters(unresolved=True)


def test_ranges_that_end_before_they_begin_are_told() -> None:
    asked = [("since", "2026-11-25"), ("until", "2026-11-01"), ("confidence_from", "60"), ("confidence_to", "20")]

    with pytest.raises(BadFilters) as caught:
        filters_of(asked)

    assert [one.field for one in caught.value.mistakes] == ["until", "confidence_to"]


def test_the_inbox_knows_every_way_a_turn_may_end() -> None:
    assert {one.value for one in TurnStatus} <= set(STATUSES)
    assert set(UNRESOLVED) <= set(STATUSES)
