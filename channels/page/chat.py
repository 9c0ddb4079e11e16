"""The conversation as a form: everything the widget can do, in a browser that runs no script.

GET  /chat    the latest messages, with a form under them
POST /chat    a message or a pressed button; then back to the page, at the message
"""

from __future__ import annotations

import math
import time
from collections.abc import Iterator, Sequence
from datetime import datetime, timezone
from typing import Any

from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.routing import Route

from channels.conversation import MAX_TEXT, Assistant, Author, Incoming, Message, TurnStatus
from channels.page import chat_form
from channels.page.chat_form import FormProblem, Sent
from channels.page.drawing import Addresses, draw_chat
from channels.page.words import LANGUAGES, other_language
from channels.rate_limit import RateLimiter
from channels.reply import Choice, Reply
from channels.take_along import TakeAlong
from channels.webchat import tokens
from channels.webchat.idempotency import RecentAnswers

PATH = "/chat"
#: Messages shown; the earlier ones are a link away.
SHOWN = 12
HEADERS = {"Cache-Control": "no-store", "Referrer-Policy": "same-origin", "X-Robots-Tag": "noindex"}


class FormChat:
    """The page over an assistant. Its conversations are web conversations like those of the widget."""

    def __init__(
        self,
        assistant: Assistant,
        messages_per_minute: int,
        conversations_per_minute: int,
        take_along: TakeAlong | None = None,
    ) -> None:
        self._assistant = assistant
        self._message_limit = RateLimiter(messages_per_minute)
        self._conversation_limit = RateLimiter(conversations_per_minute)
        self._take_along = take_along
        self._answers = RecentAnswers()

    def routes(self) -> list[Route]:
        return [
            Route(PATH, self.show, methods=["GET"]),
            Route(PATH, self.say, methods=["POST"]),
        ]

    async def show(self, request: Request) -> Response:
        """The conversation so far. Nothing is begun by looking: that takes a message."""
        token = chat_form.token_in(request)
        if token is None and chat_form.comes_from_elsewhere(request):
            return self._page(request, "", came=True)
        if _conversation(token) is None:
            token = tokens.new_token()
        forgotten = "alert_forgotten" if "forgotten" in request.query_params else None
        response = await self._conversation_page(request, token or "", alert=forgotten)
        chat_form.keep_token(response, request, token or "")
        return response

    async def say(self, request: Request) -> Response:
        """Take the form. What is not taken is shown again, with the reason and the text."""
        token = chat_form.token_in(request)
        conversation = _conversation(token)
        try:
            sent = await chat_form.read_form(request)
            if token is None or conversation is None or not chat_form.is_sealed(sent, token):
                raise FormProblem(403, "alert_form", sent.text[:MAX_TEXT])
            if sent.payload is None:
                chat_form.check_text(sent.text)
            answer = await self._answers.once(conversation, sent.key, lambda: self._answer(request, conversation, sent))
        except FormProblem as problem:
            return await self._refused(request, problem)
        if answer.headers.get("location", "").endswith("forgotten=1"):
            chat_form.drop_token(answer, request)
        return answer

    async def _answer(self, request: Request, conversation: str, sent: Sent) -> Response:
        _within(self._message_limit, conversation, sent.text)
        if not await self._assistant.exists(conversation):
            _within(self._conversation_limit, request.client.host if request.client else "", sent.text)
            language = sent.language if sent.language in LANGUAGES else LANGUAGES[0]
            await self._assistant.begin(conversation, tokens.CHANNEL, language)
        history = await self._assistant.history(conversation)
        text = sent.text if sent.payload is None else _title_of(str(sent.payload), history)
        turn = await self._assistant.respond(Incoming(conversation, tokens.CHANNEL, text, sent.payload))
        if turn.status is TurnStatus.FORGOTTEN:
            return RedirectResponse(f"{PATH}?language={turn.language}&forgotten=1", status_code=303, headers=HEADERS)
        if turn.status is TurnStatus.PAUSED:
            return await self._conversation_page(request, chat_form.token_in(request) or "", unkept=turn.replies)
        return RedirectResponse(f"{PATH}?language={turn.language}#latest", status_code=303, headers=HEADERS)

    async def _refused(self, request: Request, problem: FormProblem) -> Response:
        """The page again, with the reason. A lost cookie gets a new one, for the next try."""
        token = chat_form.token_in(request)
        known = _conversation(token) is not None
        # A form of another site brings no cookie: the person's own must not be replaced.
        if not known and chat_form.comes_from_elsewhere(request):
            return self._page(request, "", came=True, status=403)
        token = token if known and token else tokens.new_token()
        response = await self._conversation_page(
            request, token, alert=problem.alert, text=problem.text, status=problem.status, wait=problem.wait
        )
        if problem.wait:
            response.headers["Retry-After"] = str(problem.wait)
        chat_form.keep_token(response, request, token)
        return response

    async def _conversation_page(
        self, request: Request, token: str, unkept: Sequence[Reply] = (), **values: Any
    ) -> Response:
        """The conversation; behind it what is told now and stands in no history (the channel is paused)."""
        conversation = _conversation(token)
        assert conversation is not None
        history = await self._assistant.history(conversation)
        messages = [*history, *_as_messages(unkept, history)]
        last_own = max((place for place, one in enumerate(messages) if one.author is Author.PERSON), default=0)
        first = 0 if "all" in request.query_params else max(0, min(len(messages) - SHOWN, last_own))
        return self._page(
            request,
            token,
            messages=messages[first:],
            has_earlier=first > 0,
            live_from=messages[last_own].id if messages else 0,
            seen=messages[-1].id if messages else 0,
            lists=self._lists_in(conversation, messages[last_own:]),
            spoken=next((one.reply.language for one in reversed(messages) if one.reply.language), None),
            **values,
        )

    def _lists_in(self, conversation: str, messages: Sequence[Message]) -> dict[str, str]:
        """The page to take along of each situation whose list or step is shown, by its id."""
        shown = {card.situation for one in messages for card in (one.reply.guide, one.reply.step) if card is not None}
        if self._take_along is None:
            return {}
        paths = {situation: self._take_along.path(conversation, situation) for situation in shown}
        return {situation: path for situation, path in paths.items() if path is not None}

    def _page(
        self,
        request: Request,
        token: str,
        *,
        came: bool = False,
        messages: Sequence[Message] = (),
        has_earlier: bool = False,
        live_from: int = 0,
        seen: int = 0,
        lists: dict[str, str] | None = None,
        spoken: str | None = None,
        alert: str | None = None,
        text: str = "",
        wait: int = 0,
        status: int = 200,
    ) -> Response:
        language = spoken or _asked_language(request)
        page = draw_chat(
            language,
            Addresses(PATH, f"{PATH}?language={other_language(language)}"),
            came=came,
            messages=messages,
            has_earlier=has_earlier,
            live_from=live_from,
            seen=seen,
            lists=lists or {},
            seal=chat_form.seal_of(token) if token else "",
            alert=alert,
            text=text,
            wait=wait,
            longest=MAX_TEXT,
        )
        headers = {**HEADERS, "Content-Language": language}
        return HTMLResponse(page, status_code=status, headers=headers)


def _conversation(token: str | None) -> str | None:
    return tokens.conversation_of(token) if token else None


def _asked_language(request: Request) -> str:
    chosen = request.query_params.get("language", "")
    if chosen in LANGUAGES:
        return chosen
    return "en" if request.headers.get("accept-language", "").lower().startswith("en") else LANGUAGES[0]


def _within(limit: RateLimiter, sender: str, text: str) -> None:
    wait = limit.wait_for(sender, time.monotonic())
    if wait:
        raise FormProblem(429, "alert_too_fast", text, math.ceil(wait))


def _as_messages(replies: Sequence[Reply], history: Sequence[Message]) -> Iterator[Message]:
    """The replies as the next messages, but for what was just said in the same words."""
    last = history[-1] if history else None
    for number, reply in enumerate(replies, start=last.id + 1 if last else 1):
        if last is None or last.reply.text != reply.text:
            yield Message(number, Author.ASSISTANT, datetime.now(timezone.utc), reply)


def _title_of(code: str, history: Sequence[Message]) -> str | None:
    """The words of the button, from the latest message that had it; of several answers, joined."""
    for message in reversed(history):
        titles = {choice.payload: choice.title for choice in _choices(message.reply)}
        if code in titles:
            return titles[code]
        name, _, rest = code.partition("=")
        values, at, about = rest.partition("@")
        several = [titles.get(f"{name}={value}{at}{about}") for value in values.split(",")]
        if all(several):
            return ", ".join(title for title in several if title)
    return None


def _choices(reply: Reply) -> Iterator[Choice]:
    """Every button of a reply."""
    yield from reply.choices
    for question in (reply.question, reply.guide.question if reply.guide else None):
        yield from question.choices if question is not None else ()
    yield from (answer.change for answer in (reply.guide.answers if reply.guide else ()))
    yield from (Choice(result.title, result.payload) for result in reply.results if result.payload)
