"""Channels that do not work for a while: from the first day to the last, and only those that are meant."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from catalog.catalogue import Catalogue
from catalog.outages import Outage
from catalog.situations import Channel, ChannelType, Interruption
from tests.catalog.small import catalogue, situation, step, text

DIIA = Channel(ChannelType.ONLINE, text("diia"), "https://diia.gov.ua/services/address")
TAX = Channel(ChannelType.ONLINE, text("tax"), "https://tax.gov.ua")
DESK = Channel(ChannelType.IN_PERSON, text("desk"))
DOWN = Outage("diia", text("down"), date(2026, 11, 24), date(2026, 11, 26), url="https://diia.gov.ua")


def world(*outages: Outage) -> Catalogue:
    move = situation([step("register", channels=[DIIA, DESK]), step("pay", channels=[TAX])], name="move")
    return replace(catalogue(move), outages=outages)


def stopped(found: Catalogue, day: date = date(2026, 11, 25)) -> set[str]:
    channels = [channel for one in found.as_of(day).situations[0].steps for channel in one.channels]
    return {channel.title.en.split()[0] for channel in channels if channel.outage is not None}


@pytest.mark.parametrize(
    ("day", "lasts"),
    [
        (date(2026, 11, 23), False),
        (date(2026, 11, 24), True),
        (date(2026, 11, 26), True),
        (date(2026, 11, 27), False),
    ],
)
def test_an_outage_begins_and_ends_by_itself(day: date, lasts: bool) -> None:
    assert stopped(world(DOWN), day) == ({"diia"} if lasts else set())


def test_without_an_end_it_lasts_until_it_is_removed() -> None:
    assert stopped(world(replace(DOWN, until=None)), date(2030, 1, 1)) == {"diia"}


def test_it_may_mean_a_kind_of_channel_everywhere() -> None:
    assert stopped(world(replace(DOWN, url=None, channel=ChannelType.ONLINE))) == {"diia", "tax"}


def test_it_may_mean_the_channels_of_one_step() -> None:
    assert stopped(world(replace(DOWN, url=None, step="move/register"))) == {"diia", "desk"}


def test_a_channel_must_fit_all_that_is_said() -> None:
    assert stopped(world(replace(DOWN, step="move/pay"))) == set()
    assert stopped(world(replace(DOWN, url=None, step="move/register", channel=ChannelType.IN_PERSON))) == {"desk"}


@pytest.mark.parametrize("url", ["https://diia.gov.ua.example.org", "https://diia.gov.ua/services/addressbook"])
def test_an_address_means_itself_and_the_pages_below_it_only(url: str) -> None:
    below = Outage("x", text("down"), date(2026, 1, 1), url=DIIA.url)
    assert not below.touches(Channel(ChannelType.ONLINE, text("other"), url), "move/register")
    assert below.touches(replace(DIIA, url="http://www.diia.gov.ua/services/address/?step=2"), "move/register")


def test_the_channel_carries_what_to_tell_people() -> None:
    channel = world(DOWN).as_of(date(2026, 11, 25)).situations[0].steps[0].channels[0]
    assert channel.outage == Interruption(text("down"), date(2026, 11, 26))


def test_a_situation_without_outages_stays_the_same_object() -> None:
    quiet = world()
    assert quiet.as_of(date(2026, 11, 25)).situations[0] is quiet.situations[0]
