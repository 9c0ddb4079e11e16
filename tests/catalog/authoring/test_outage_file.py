"""`outages.yml`: what an editor may write there, and what is said about mistakes."""

from __future__ import annotations

from datetime import date

import pytest

from catalog.outages import Outage
from catalog.situations import ChannelType
from catalog.text import Text
from tests.catalog.content_folder import Content

ENTRY = """\
outages:
  - id: diia
    url: "https://example.org"
    channel: online
    from: "2026-11-25"
    until: "2026-11-27"
    text: {uk: "Портал оновлюють.", en: "The portal is being updated."}
"""


def with_outages(content: Content, written: str) -> Content:
    (content.folder / "outages.yml").write_text(written, encoding="utf-8")
    return content


def test_an_entry_is_read_in_full(content: Content) -> None:
    (outage,) = with_outages(content, ENTRY).read().outages
    assert outage == Outage(
        id="diia",
        text=Text(uk="Портал оновлюють.", en="The portal is being updated."),
        since=date(2026, 11, 25),
        until=date(2026, 11, 27),
        url="https://example.org",
        channel=ChannelType.ONLINE,
    )


def test_without_the_file_and_with_an_empty_list_everything_works(content: Content) -> None:
    assert content.read().outages == ()
    assert with_outages(content, "outages: []\n").read().outages == ()


@pytest.mark.parametrize(
    ("old", "new", "found", "allowed"),
    [
        ("2026-11-27", "2026-11-20", "the outage ends before it begins", "write its last day"),
        ("2026-11-27", "friday", '"friday" is not a day', "write 2026-01-31"),
        ("https://example.org", "example.org", '"example.org" is not an address', "write it in full: https://…"),
        ("https://example.org", "https://other.org", '"diia" touches no channel', "copy the address"),
        ("channel: online", "channel: onlin", '"onlin" is not allowed for "channel"', 'did you mean "online"?'),
        (
            '    url: "https://example.org"\n    channel: online\n',
            "",
            '"diia" names no channel',
            "say which: url, channel or step",
        ),
        (
            'url: "https://example.org"',
            "step: moving-house/register-adress",
            'no step is called "moving-house/register-adress"',
            'did you mean "moving-house/register-address"?',
        ),
    ],
)
def test_a_mistake_is_named_with_what_is_allowed(
    content: Content, old: str, new: str, found: str, allowed: str
) -> None:
    assert ENTRY.count(old) == 1
    problems = with_outages(content, ENTRY.replace(old, new)).problems()
    assert any(found in one.found and allowed in one.allowed for one in problems), [str(one) for one in problems]
    assert {one.place.file for one in problems} == {"outages.yml"}
