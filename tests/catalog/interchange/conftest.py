"""A small catalogue with one of everything that can be exchanged."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from catalog.catalogue import Catalogue
from catalog.conditions import All, Any, Not
from catalog.interchange.edition import Edition
from catalog.outages import Outage
from catalog.situations import Audience, ChannelType, Confidence, Cost
from catalog.text import Text
from tests.catalog import small
from tests.catalog.small import TODAY, answered, text


@pytest.fixture
def edition() -> Edition:
    return Edition("https://example.org", "5e0f", TODAY)


@pytest.fixture
def full() -> Catalogue:
    """One of everything: nested conditions, a sum of a rate, an unknown price, quotes and line breaks in a text."""
    unmarried, abroad = answered("married", "no"), answered("place", "home", "abroad")
    nested = All((unmarried, Any((abroad, Not(answered("place", "hospital"))))))
    walk = small.step(
        "walk",
        covers=["rest"],
        documents=[small.document("map"), small.document("consent", unmarried)],
        cost=[
            Cost(49.92, Text('це {minimum_wage * 1.5}; "точно"', "it is {minimum_wage * 1.5};\n\\exactly\t"), nested),
            small.price(None, nested),
            small.price(0.0),
        ],
        takes=[small.wait(3, working=True), small.wait(None)],
        deadline=[small.term(30), small.term(None, unmarried)],
        channels=[small.online("form", nested)],
        output=[small.output("stamp")],
        pitfalls=[small.pitfall("mind the rain", Not(unmarried))],
    )
    walk = replace(
        walk,
        services=("00030", "s001"),
        eligibility=text("anyone"),
        legal_basis=(text("law"), text("decree")),
        confirm_with=text("the office"),
        confidence=Confidence.LOW,
        sources=("https://example.org/b", "general-knowledge", "https://example.org/a"),
    )
    rest = small.step("rest", when=nested, after=["walk"], optional=True, by_oneself=True, takes=[small.wait(5)])
    questions = [
        small.circumstance("place", ("home", "hospital", "abroad"), multiple=True),
        replace(small.circumstance("married", ask_when=abroad), why=text("it matters")),
    ]
    road = replace(small.situation([rest, walk], questions), not_covered=(text("flying"), text("swimming")))
    shop = replace(small.situation([small.step("sell")], name="a-shop"), audience=Audience.BUSINESS)
    outages = (
        Outage("down", text("it is down"), date(2026, 11, 20), date(2026, 12, 1), url="https://example.org"),
        Outage("form", text("moved"), date(2026, 11, 20), channel=ChannelType.ONLINE, step="road/walk"),
    )
    return replace(small.catalogue(road, shop), outages=outages)
