"""Drawing the pages: frozen data in, HTML out. No script and no style stands in them, so the strictest policy fits."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from channels.page.takeaway import Takeaway, TopicEntries
from channels.page.words import other_language, words

HERE = Path(__file__).parent
STYLE = HERE / "page.css"


@dataclass(frozen=True)
class Addresses:
    """Where a page stands and leads to. Paths on this server, except `share`, which is whole.

    `here` is the page itself in the language shown, `other` the same in the other language.
    """

    here: str
    other: str
    general: str = ""
    share: str = ""
    calendar: str = ""


@dataclass(frozen=True)
class Form:
    """What the form of a list shows besides the list: the place asked for, and whether places mean anything here."""

    place: str = ""
    knows_places: bool = False


@dataclass(frozen=True)
class Way:
    """A link that leads on from a page that could not be shown."""

    address: str
    title: str


def list_page(
    takeaway: Takeaway, addresses: Addresses, form: Form = Form(), remarks: Sequence[str] = (), is_general: bool = True
) -> str:
    """The page of a list. `remarks` stand above it; `is_general`: nobody's answers are in it, so it may be indexed."""
    return _draw(
        "list.html",
        takeaway.language,
        addresses,
        list=takeaway,
        form=form,
        remarks=remarks,
        is_general=is_general,
    )


def all_page(topics: Sequence[TopicEntries], language: str, addresses: Addresses) -> str:
    return _draw("all.html", language, addresses, topics=topics)


def problem_page(title: str, text: str, ways: Sequence[Way], language: str, addresses: Addresses) -> str:
    """Why the page cannot be shown, and the ways on."""
    return _draw("problem.html", language, addresses, title=title, text=text, ways=ways)


def draw_chat(language: str, addresses: Addresses, **values: Any) -> str:
    return _draw("chat.html", language, addresses, **values)


def _draw(template: str, language: str, addresses: Addresses, **values: Any) -> str:
    w = words(language)
    return (
        _environment()
        .get_template(template)
        .render(
            {
                **values,
                "language": w.language,
                "other_language": other_language(w.language),
                "say": w.say,
                "day": w.day,
                "addresses": addresses,
                "style": f"/guide.css?v={_version()}",
            }
        )
    )


@cache
def _environment() -> Environment:
    return Environment(
        loader=FileSystemLoader(HERE / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


@cache
def _version() -> str:
    """Changes with the style sheet, so that browsers may keep it."""
    return sha256(STYLE.read_bytes()).hexdigest()[:10]
