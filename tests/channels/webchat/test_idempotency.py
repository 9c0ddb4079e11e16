"""A message sent again after a lost answer is answered again, not said twice."""

from __future__ import annotations

import asyncio

import pytest
from starlette.requests import Request
from starlette.responses import Response

from channels.webchat import idempotency
from channels.webchat.idempotency import RecentAnswers, read_idempotency_key
from channels.webchat.requests import Refused


class Counting:
    """Answers with how often it was asked, once it may go on."""

    def __init__(self) -> None:
        self.asked = 0
        self.may_go_on = asyncio.Event()
        self.may_go_on.set()
        self.refusing: Exception | None = None

    async def __call__(self) -> Response:
        self.asked += 1
        await self.may_go_on.wait()
        if self.refusing:
            raise self.refusing
        return Response(str(self.asked))


def body(response: Response) -> str:
    return bytes(response.body).decode()


async def test_the_same_key_gets_the_same_answer_and_another_key_a_new_one() -> None:
    answers, answer = RecentAnswers(), Counting()
    told = [body(await answers.once("web-1", key, answer)) for key in ("key-one-1", "key-one-1", "key-two-2")]
    assert told == ["1", "1", "2"]


async def test_without_a_key_every_message_is_a_new_one() -> None:
    answers, answer = RecentAnswers(), Counting()
    assert [body(await answers.once("web-1", None, answer)) for _ in range(2)] == ["1", "2"]


async def test_the_same_key_in_another_conversation_is_another_message() -> None:
    answers, answer = RecentAnswers(), Counting()
    assert body(await answers.once("web-1", "key-one-1", answer)) == "1"
    assert body(await answers.once("web-2", "key-one-1", answer)) == "2"


async def test_a_retry_while_the_first_is_still_being_answered_waits_for_it() -> None:
    answers, answer = RecentAnswers(), Counting()
    answer.may_go_on.clear()
    both = [asyncio.ensure_future(answers.once("web-1", "key-one-1", answer)) for _ in range(2)]
    await asyncio.sleep(0)
    answer.may_go_on.set()
    assert [body(one) for one in await asyncio.gather(*both)] == ["1", "1"]


async def test_who_hangs_up_finds_the_answer_on_the_next_try() -> None:
    answers, answer = RecentAnswers(), Counting()
    answer.may_go_on.clear()
    impatient = asyncio.ensure_future(answers.once("web-1", "key-one-1", answer))
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    impatient.cancel()
    with pytest.raises(asyncio.CancelledError):
        await impatient
    answer.may_go_on.set()
    assert body(await answers.once("web-1", "key-one-1", answer)) == "1"
    assert answer.asked == 1


@pytest.mark.parametrize("trouble", [Refused(429, "too_fast", 3), RuntimeError("the database is away")])
async def test_what_was_refused_or_failed_may_be_sent_again(trouble: Exception) -> None:
    answers, answer = RecentAnswers(), Counting()
    answer.refusing = trouble
    with pytest.raises(type(trouble)):
        await answers.once("web-1", "key-one-1", answer)
    answer.refusing = None
    assert body(await answers.once("web-1", "key-one-1", answer)) == "2"


async def test_the_oldest_answers_are_forgotten(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(idempotency, "REMEMBERED", 2)
    answers, answer = RecentAnswers(), Counting()
    for key in ("key-one-1", "key-two-2", "key-three-3"):
        await answers.once("web-1", key, answer)
    assert body(await answers.once("web-1", "key-three-3", answer)) == "3"
    assert body(await answers.once("web-1", "key-one-1", answer)) == "4"


def request(key: str | None) -> Request:
    headers = [(b"idempotency-key", key.encode())] if key is not None else []
    return Request({"type": "http", "method": "POST", "headers": headers, "path": "/"})


def test_a_key_is_read_from_its_header() -> None:
    assert read_idempotency_key(request("key-one_1")) == "key-one_1"
    assert read_idempotency_key(request(None)) is None


@pytest.mark.parametrize("key", ["", "short", "a" * 65, "with space", "ключ-ключ", "a;b;c;d;e"])
def test_a_key_that_cannot_be_one_is_refused(key: str) -> None:
    with pytest.raises(Refused) as refused:
        read_idempotency_key(request(key))
    assert (refused.value.status, refused.value.error) == (400, "bad_idempotency_key")
