"""Whether the pages we point at are still there: asked one by one of each site, of several sites at once."""

from __future__ import annotations

import asyncio
import csv
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from urllib.parse import urlsplit

import httpx

from catalog.authoring.evidence import WEB_ADDRESS
from catalog.authoring.problems import Place
from catalog.editorial.findings import Finding, Rule
from catalog.editorial.manuscript import Manuscripts

#: Sites asked at the same time.
SITES_AT_ONCE = 16
#: Pause between two questions to one site, and the longest wait for an answer, in seconds.
PAUSE = 0.5
TIMEOUT = 20.0
USER_AGENT = "SignpostLinkCheck/1.0 (checks that cited pages still exist; asks each page once)"

#: The page is gone for good; anything else may be a site's mood.
GONE = frozenset({404, 410})

Addresses = Mapping[str, Place]


def cited_addresses(manuscripts: Manuscripts, services: Path) -> dict[str, Place]:
    """Every web address of the content, with the first place that names it."""
    found: dict[str, Place] = {}
    for manuscript in manuscripts.files:
        for address, place in manuscript.addresses:
            found.setdefault(address, place)
    for address, place in _of_services(services):
        found.setdefault(address, place)
    return found


def _of_services(path: Path) -> Iterator[tuple[str, Place]]:
    with path.open(encoding="utf-8", newline="") as file:
        rows = csv.DictReader(file)
        for row in rows:
            for address in row["sources"].split(" ; "):
                if WEB_ADDRESS.fullmatch(address.strip()):
                    yield address.strip(), Place(path.name, rows.line_num)


def link_findings(addresses: Addresses, pause: float = PAUSE, timeout: float = TIMEOUT) -> list[Finding]:
    """What is wrong with these pages. Goes to the network."""
    return sorted(asyncio.run(_ask_all(addresses, pause, timeout)))


async def _ask_all(addresses: Addresses, pause: float, timeout: float) -> list[Finding]:
    sites: dict[str, list[str]] = defaultdict(list)
    for address in addresses:
        sites[urlsplit(address).netloc].append(address)
    gate = asyncio.Semaphore(SITES_AT_ONCE)
    headers = {"User-Agent": USER_AGENT}
    async with httpx.AsyncClient(headers=headers, timeout=timeout, follow_redirects=True) as client:
        asked = (_ask_site(client, site, addresses, gate, pause) for site in sites.values())
        return [finding for found in await asyncio.gather(*asked) for finding in found]


async def _ask_site(
    client: httpx.AsyncClient, pages: Iterable[str], places: Addresses, gate: asyncio.Semaphore, pause: float
) -> list[Finding]:
    found = []
    async with gate:
        for number, address in enumerate(pages):
            if number:
                await asyncio.sleep(pause)
            wrong = await _wrong_with(client, address)
            if wrong is not None:
                rule, told = wrong
                found.append(Finding(places[address], rule, "link", f"{address}: {told}"))
    return found


async def _wrong_with(client: httpx.AsyncClient, address: str) -> tuple[Rule, str] | None:
    """None when the page is there. Sites that refuse HEAD are asked with GET, of which only the head is read."""
    try:
        status = (await client.head(address)).status_code
        if status >= 400:
            async with client.stream("GET", address) as answer:
                status = answer.status_code
    except (httpx.HTTPError, httpx.InvalidURL) as error:
        return Rule.LINK_UNREACHABLE, f"no answer ({type(error).__name__})"
    if status in GONE:
        return Rule.LINK_DEAD, f"answers {status}"
    return (Rule.LINK_UNREACHABLE, f"answers {status}") if status >= 400 else None
