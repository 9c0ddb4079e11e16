"""The pages of the lists: `/guide/` with every situation, `/guide/<situation>` with its list, and its calendar.

Everything a page needs stands in its address, so it works without JavaScript, and nothing is kept on the server.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timezone
from urllib.parse import urlencode, urlsplit

from starlette.requests import Request
from starlette.responses import FileResponse, HTMLResponse, RedirectResponse, Response
from starlette.routing import Route

from actions.compose.takeaway import all_situations
from actions.offices import NO_OFFICES
from actions.wording import wording
from bot.about.negotiation import preferred
from bot.takeaway.links import BrokenLink, OutdatedLink
from bot.takeaway.lists import NOTHING_CHANGED, Lists, Opened
from bot.takeaway.wishes import DONE, LANGUAGE, LIST, PLACE, SINCE, BadWish, Wish, wish_of
from catalog.situations import Situation
from channels.page import drawing
from channels.page.calendar import as_calendar, entries_of
from channels.page.drawing import Addresses, Form, Way
from channels.page.takeaway import Takeaway
from channels.page.words import LANGUAGES, PageWords, other_language, words

#: Longest query read, in characters. The longest list of the catalogue needs a fifth of it.
LONGEST_QUERY = 8_000
STYLE_KEPT = "public, max-age=31536000, immutable"
#: What a person answered stands in these addresses: it is not for other sites, and not for shared caches.
PERSONAL = {"Cache-Control": "private, no-cache", "Referrer-Policy": "same-origin"}


@dataclass
class Problem(Exception):
    """A page that cannot be shown: the HTTP status, what to say, and the situation whose general list leads on."""

    status: int
    kind: str
    situation: str | None = None
    values: dict[str, str] | None = None


@dataclass(frozen=True)
class Asked:
    """A request for a list, read and checked. `opened` is the shared list it came as."""

    situation: Situation
    wish: Wish
    language: str
    opened: Opened | None = None


class GuidePages:
    """The routes over the lists. `public_url` begins the addresses that are handed on."""

    def __init__(self, lists: Lists, public_url: str) -> None:
        self._lists = lists
        self._public_url = public_url

    def routes(self) -> list[Route]:
        return [
            Route("/guide", _to_all, methods=["GET"]),
            Route("/guide/", self.all, methods=["GET"]),
            Route("/guide.css", _style, methods=["GET"]),
            Route("/guide/{situation}", self.one, methods=["GET"]),
            Route("/guide/{situation}/calendar.ics", self.calendar, methods=["GET"]),
        ]

    # Not async: making a list takes the processor for a while, so Starlette runs these in threads.
    def all(self, request: Request) -> Response:
        """Every situation by topic."""
        language = language_of(request)
        topics = all_situations(self._lists.known.catalogue, wording(language))
        addresses = Addresses(self._whole("/guide/", language), _in(other_language(language), "/guide/"))
        return _html(drawing.all_page(topics, language, addresses), language)

    def one(self, request: Request) -> Response:
        """The list for the answers in the address; without any, the general one."""
        try:
            return self._page(self._read(request))
        except Problem as problem:
            return self._problem(problem, request)

    def calendar(self, request: Request) -> Response:
        """The last days still to come, counted from the days in the address, as a file."""
        try:
            return self._calendar(self._read(request))
        except Problem as problem:
            return self._problem(problem, request)

    # -- what is asked -------------------------------------------------------------------------------------------

    def _read(self, request: Request) -> Asked:
        """The list asked for. Raises `Problem`: 404, 414, 400 for what there is not, 410 for what is out of date."""
        situation = self._lists.known.catalogue.situation(request.path_params["situation"])
        if situation is None:
            raise Problem(404, "unknown")
        if len(request.url.query) > LONGEST_QUERY:
            raise Problem(414, "too_long", situation.id)
        pairs, language = request.query_params.multi_items(), language_of(request)
        try:
            wish = wish_of(pairs, situation, self._lists.known.today)
            text = request.query_params.get(LIST)
            if text is None:
                return Asked(situation, wish, language)
            opened = self._lists.open(situation, text)
        except BadWish as bad:
            raise Problem(400, f"bad_{bad.kind}", situation.id, {"found": bad.found, **bad.allowed}) from None
        except BrokenLink:
            raise Problem(400, "broken", situation.id) from None
        except OutdatedLink:
            raise Problem(410, "outdated", situation.id) from None
        return Asked(situation, replace(opened.wish, since=wish.since, place=wish.place), language, opened)

    # -- what is answered ----------------------------------------------------------------------------------------

    def _page(self, asked: Asked) -> Response:
        takeaway = self._takeaway(asked)
        is_general = asked.opened is None and asked.wish == Wish({})
        page = drawing.list_page(
            takeaway,
            self._addresses(asked, takeaway),
            Form(asked.wish.place, knows_places=self._lists.known.offices is not NO_OFFICES),
            remarks=_changes_in_words(asked.opened, words(asked.language)) if asked.opened else (),
            is_general=is_general,
        )
        return _html(page, asked.language, {} if is_general else PERSONAL)

    def _calendar(self, asked: Asked) -> Response:
        takeaway, w = self._takeaway(asked), words(asked.language)
        last_days = [last for step in takeaway.steps if step.counting for last in step.counting.last_days]
        if not last_days:
            raise Problem(400, "no_dates", asked.situation.id)
        entries = entries_of(takeaway)
        if not entries:
            days = "; ".join(dict.fromkeys(w.day(last.day) for last in last_days))
            raise Problem(410, "all_passed", asked.situation.id, {"days": days})
        host = urlsplit(self._public_url).hostname or ""
        content = as_calendar(entries, takeaway, datetime.now(timezone.utc), host, self._share(asked))
        name = f"{w.say('calendar_file')}-{asked.situation.id}.ics"
        headers = {**PERSONAL, "Content-Disposition": f'attachment; filename="{name}"'}
        return Response(content, media_type="text/calendar; charset=utf-8", headers=headers)

    def _takeaway(self, asked: Asked) -> Takeaway:
        changed = asked.opened.changes if asked.opened else NOTHING_CHANGED
        return self._lists.takeaway(asked.situation, asked.wish, asked.language, changed)

    def _problem(self, problem: Problem, request: Request) -> Response:
        language = language_of(request)
        w, here = words(language), request.url.path
        ways = [Way(_in(language, "/guide/"), w.say("all_situations"))]
        if problem.situation is not None:
            ways.insert(0, Way(_in(language, f"/guide/{problem.situation}"), w.say("general_page")))
        page = drawing.problem_page(
            w.say(f"{problem.kind}_title"),
            w.say(f"{problem.kind}_text", **(problem.values or {})),
            ways,
            language,
            Addresses(_in(language, here), _in(other_language(language), "/guide/")),
        )
        return _html(page, language, PERSONAL, problem.status)

    # -- addresses -----------------------------------------------------------------------------------------------

    def _addresses(self, asked: Asked, takeaway: Takeaway) -> Addresses:
        general, other = f"/guide/{asked.situation.id}", other_language(asked.language)
        has_terms = any(step.counting for step in takeaway.steps)
        return Addresses(
            here=self._whole(general, asked.language),
            other=_query(general, asked.wish, other),
            general=general,
            share=self._share(asked),
            calendar=f"{general}/calendar.ics" if has_terms else "",
        )

    def _share(self, asked: Asked) -> str:
        plan = self._lists.plan(asked.situation, asked.wish)
        return self._public_url + self._lists.path(plan, asked.language)

    def _whole(self, path: str, language: str) -> str:
        return self._public_url + _in(language, path)


def language_of(request: Request) -> str:
    """As the address says, else as the browser prefers."""
    chosen = request.query_params.get(LANGUAGE)
    return chosen if chosen in LANGUAGES else preferred(request.headers.get("accept-language", ""), LANGUAGES)


def _changes_in_words(opened: Opened, w: PageWords) -> Sequence[str]:
    """What became of the list since it was shared."""
    said, found = [], opened.changes
    if found.changed and opened.shared.made_on is not None:
        said.append(w.say("changed_since", n=len(found.changed), day=w.day(opened.shared.made_on)))
    if found.gone:
        said.append(w.say("gone_since", n=found.gone))
    if opened.dropped:
        said.append(w.say("dropped_answers"))
    return said


def _query(path: str, wish: Wish, language: str) -> str:
    """The address of the same wish in this language."""
    pairs = [(name, value) for name, values in sorted(wish.answers.items()) for value in values]
    pairs += [(DONE, step) for step in wish.done]
    pairs += [(f"{SINCE}{step}", day.isoformat()) for step, day in wish.since.items()]
    pairs += [(PLACE, wish.place)] if wish.place else []
    return f"{path}?{urlencode([*pairs, (LANGUAGE, language)])}"


def _in(language: str, path: str) -> str:
    return f"{path}?{urlencode({LANGUAGE: language})}"


def _html(page: str, language: str, headers: dict[str, str] | None = None, status: int = 200) -> Response:
    found = {"Content-Language": language, "Vary": "Accept-Language", **(headers or {})}
    return HTMLResponse(page, status_code=status, headers=found)


async def _to_all(_request: Request) -> Response:
    return RedirectResponse("/guide/", status_code=308)


async def _style(_request: Request) -> Response:
    headers = {"Cache-Control": STYLE_KEPT}
    return FileResponse(drawing.STYLE, media_type="text/css; charset=utf-8", headers=headers)
