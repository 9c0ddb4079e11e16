"""A message worth forwarding: whole, within the limit, and understood without what was said before."""

from __future__ import annotations

import pytest

from channels.page.message import LIMIT, as_messages
from tests.channels.page.takeaways import step, takeaway


def test_one_message_says_for_whom_what_from_where_and_when() -> None:
    (message,) = as_messages(takeaway(step(1), step(2)), "https://signpost.example/guide/x")

    for told in ("Народилася дитина", "батьки не одружені", "☐ 1. Крок номер 1", "Які документи: папір", "безоплатно",
                 "Про аліменти", "minjust.gov.ua", "лютий 2026", "25 листопада 2026",
                 "https://signpost.example/guide/x"):  # fmt: skip
        assert told in message
    assert "Підстава" not in message, "the law is on the page, a message has no room for it"


def test_what_does_not_fit_in_detail_is_told_in_less_before_it_is_split() -> None:
    (message,) = as_messages(takeaway(*(step(number, words="довгий папір " * 20) for number in range(1, 17))))

    assert len(message) <= LIMIT
    assert "☐ 16. Крок номер 16" in message
    assert "довгий папір" not in message


@pytest.mark.parametrize("limit", [120, 200, 500])
def test_several_messages_hold_every_step_in_order_and_each_fits(limit: int) -> None:
    messages = as_messages(takeaway(*(step(number) for number in range(1, 17))), limit=limit)

    assert len(messages) > 1
    assert all(0 < len(one) <= limit for one in messages)
    whole = "\n".join(messages)
    places = [whole.index(f"{number}. Крок номер {number}\n") for number in range(1, 17)]
    assert places == sorted(places)


def test_a_word_longer_than_a_message_is_not_lost() -> None:
    messages = as_messages(takeaway(step(1)), "https://signpost.example/" + "x" * 300, limit=100)

    assert "x" * 300 in "".join(messages).replace("\n", "")
    assert all(len(one) <= 100 for one in messages)
