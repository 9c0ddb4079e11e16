"""Drawing the console's templates: what they may use, and how moments and figures are written."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, timezone
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from babel.dates import format_date, format_datetime
from babel.numbers import format_decimal
from jinja2 import Environment, FileSystemLoader, StrictUndefined, pass_context
from jinja2.runtime import Context
from markupsafe import Markup

from review.access.staff import LANGUAGES
from review.web import cookies
from review.web.forms import TOKEN_FIELD
from review.web.pages import Feature, MenuEntry, Visit, at

WEB = Path(__file__).resolve().parent
STATIC = WEB / "static"
#: Moments are shown in the time of Ukraine, wherever the server stands.
TIME_ZONE = ZoneInfo("Europe/Kyiv")


class Templates:
    """The templates of all features. A value that a template names and nobody gave is an error, not a gap."""

    def __init__(self, features: Sequence[Feature]) -> None:
        self._menu = tuple(entry for feature in features for entry in feature.menu)
        self._environment = Environment(
            loader=FileSystemLoader(WEB / "templates"),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        self._environment.globals.update(at=at, static=static, languages=LANGUAGES)
        self._environment.filters.update(moment=moment, day=day, figure=figure, iso=iso)

    def draw(self, visit: Visit, template: str, context: Mapping[str, Any]) -> str:
        """The page as HTML. `context` may not replace what every page has."""
        return self._environment.get_template(template).render({**context, **self._given(visit)})

    def _given(self, visit: Visit) -> dict[str, Any]:
        return {
            "visit": visit,
            "staff": visit.signed_in,
            "language": visit.words.language,
            "say": visit.words.say,
            "says": visit.words.has,
            "notice": cookies.notice_of(visit.request),
            "menu": self._menu_of(visit),
            "here": visit.request.url.path,
            "csrf_field": lambda: Markup('<input type="hidden" name="{}" value="{}">').format(
                TOKEN_FIELD, visit.csrf_token
            ),
        }

    def _menu_of(self, visit: Visit) -> tuple[MenuEntry, ...]:
        if visit.signed_in is None:
            return ()
        return tuple(entry for entry in self._menu if visit.signed_in.role.may(entry.role))


@cache
def _version(name: str) -> str:
    return sha256((STATIC / name).read_bytes()).hexdigest()[:10]


def static(name: str) -> str:
    """The address of a file of `static/`, which changes when the file does."""
    return f"{at('/static/')}{name}?v={_version(name)}"


@pass_context
def moment(context: Context, seconds: float) -> str:
    """A moment in Ukrainian time: "30 вер. 2026 р., 14:05"."""
    return str(format_datetime(_local(seconds), "d MMM y, HH:mm", locale=context["language"]))


@pass_context
def day(context: Context, seconds: float) -> str:
    """The day of a moment: "30 вересня 2026"."""
    return str(format_date(_local(seconds), "d MMMM y", locale=context["language"]))


@pass_context
def figure(context: Context, number: float) -> str:
    """A number as people of the language write it, at most two places."""
    return str(format_decimal(round(number, 2), locale=context["language"]))


def iso(seconds: float) -> str:
    """A moment for machines (`<time datetime>`)."""
    return datetime.fromtimestamp(seconds, timezone.utc).isoformat(timespec="seconds")


def _local(seconds: float) -> datetime:
    return datetime.fromtimestamp(seconds, TIME_ZONE)
