"""The whole plan in a browser that runs nothing: every situation, its list, its form, its address, its calendar."""

from __future__ import annotations

import itertools
from dataclasses import replace
from datetime import date, timedelta

import pytest
from icalendar import Calendar  # type: ignore[import-untyped]

from actions.knowledge import Knowledge
from catalog.catalogue import Catalogue
from catalog.situations import Situation
from tests.actions.small_catalogue import CATALOGUE, KEEP_BEES, TODAY
from tests.bot.takeaway.conftest import PUBLIC, World
from tests.reading import PageRead

BEES = "/guide/keep-bees"


def read(world: World, address: str, status: int = 200) -> PageRead:
    answer = world.client.get(address.removeprefix(PUBLIC))
    assert answer.status_code == status, answer.text
    return PageRead(answer.text)


def shared_address(page: PageRead) -> str:
    return page.one("input", id="share").attributes["value"]


def change(world: World, situation: Situation) -> None:
    """Another edition of the catalogue is taken into use."""
    others = tuple(one for one in CATALOGUE.situations if one.id != situation.id)
    world.known = Knowledge.of(replace(CATALOGUE, situations=(situation, *others)), TODAY)


def test_every_situation_is_found_under_its_topic_and_leads_to_its_list(world: World) -> None:
    page = read(world, "/guide/?language=en")

    leading = {link.attributes["href"]: link.text for link in page.all("a")}
    assert leading[f"{BEES}?language=en"] == "Keeping bees"
    assert len(page.all("h2")) >= 1


def test_the_general_list_shows_all_steps_in_order_and_what_they_depend_on(world: World) -> None:
    page = read(world, f"{BEES}?language=en")

    steps = [one for one in page.all("li") if "id" in one.attributes]
    assert [one.attributes["id"] for one in steps][:3] == ["learn", "passport", "licence"]
    assert [one.attributes["value"] for one in steps] == [str(number) for number in range(1, len(steps) + 1)]
    licence = next(one for one in steps if one.attributes["id"] == "licence")
    assert "if you sell honey" in licence.text
    assert "What about sells?" in licence.text


def test_a_step_tells_everything_the_catalogue_knows(world: World) -> None:
    passport = read(world, f"{BEES}?language=en").one("li", id="passport").text

    for told in (
        "Bee office", "bee portal", "application", "free", "5 working days", "within 10 days after the first hive",
        "bee passport", "Whoever owns a hive", "Bee law, article 1", "A passport without a stamp is void",
        "example.gov.ua", "Checked: February 2024", "The newest source",
    ):  # fmt: skip
        assert told in passport


def test_the_page_says_what_is_not_covered_and_what_to_do_when_refused_and_when_it_was_made(world: World) -> None:
    text = read(world, f"{BEES}?language=en").one("main").text

    assert "Wasps" in text
    assert "written refusal" in text
    assert "List made on 25 November 2026" in text
    assert "Rules change" in text


def test_answers_in_the_form_make_the_list_exact(world: World) -> None:
    page = read(world, f"{BEES}?language=en&sells=no&near_school=yes&helpers=family&helpers=hired&many=&done=learn")

    ids = [one.attributes["id"] for one in page.all("li") if "id" in one.attributes]
    assert "licence" not in ids
    assert {"fence", "contracts"} <= set(ids)
    assert "the honey stays at home" in page.one("main").text
    assert "checked" in page.one("input", name="sells", value="no").attributes
    assert "checked" in page.one("input", name="helpers", value="hired").attributes
    assert "checked" in page.one("input", name="many", value="").attributes
    assert "checked" in page.one("input", name="done", value="learn").attributes


def test_names_that_other_sites_add_to_links_change_nothing(world: World) -> None:
    plain, linked = (read(world, f"{BEES}?language=en{more}") for more in ("", "&fbclid=1&utm_source=x"))

    assert plain.one("main").text == linked.one("main").text


@pytest.mark.parametrize(
    ("query", "status", "told"),
    [
        ("sells=perhaps", 400, ("sells=perhaps", "yes, no, unknown")),
        ("sells=yes&sells=no", 400, ("sells=yes,no",)),
        ("done=fly", 400, ("fly",)),
        ("from-passport=31.12.2026", 400, ("31.12.2026", "2026-11-25")),
        ("from-passport=1526-01-01", 400, ("1526-01-01",)),
        ("from-fly=2026-01-01", 400, ("fly",)),
        ("list=nonsense", 400, ("damaged",)),
        ("list=0.WyJ", 410, ("out of date",)),
        ("sells=" + "x" * 9_000, 414, ("too long",)),
    ],
)
def test_what_there_is_not_is_told_with_a_way_on(world: World, query: str, status: int, told: tuple[str, ...]) -> None:
    page = read(world, f"{BEES}?language=en&{query}", status)

    assert all(one in page.one("main").text for one in told)
    assert page.all("a", href=f"{BEES}?language=en")


def test_an_unknown_situation_leads_to_all_of_them(world: World) -> None:
    assert read(world, "/guide/fly?language=en", 404).all("a", href="/guide/?language=en")


def test_nothing_a_stranger_writes_becomes_markup(world: World) -> None:
    answer = world.client.get(BEES, params={"sells": "<script>alert(1)</script>", "offices-in": '"><img>'})

    assert "<script" not in answer.text
    assert "<img" not in answer.text


# -- the address -------------------------------------------------------------------------------------------------------


def test_the_address_brings_the_same_list_back_in_either_language(world: World) -> None:
    page = read(world, f"{BEES}?language=en&sells=yes&helpers=family&done=learn&from-passport=2026-11-20")
    address = shared_address(page)

    assert address.startswith(f"{PUBLIC}{BEES}?list=1.")
    again = read(world, address)
    assert "you sell honey" in again.one("main").text
    assert "checked" in again.one("input", name="done", value="learn").attributes
    assert not again.all("p", **{"class": "remark"})
    assert again.one("input", name="from-passport").attributes["value"] == "", "days people name are not in it"
    assert "укр you sell honey" in read(world, address.replace("language=en", "language=uk")).one("main").text


@pytest.mark.parametrize("place", [3, 10, -3])
def test_an_altered_address_is_refused(world: World, place: int) -> None:
    address = shared_address(read(world, f"{BEES}?language=en&sells=yes"))
    text = address.partition("list=")[2].partition("&")[0]
    altered = text[:place] + ("A" if text[place] != "A" else "B") + text[place + 1 or len(text) :]

    read(world, f"{BEES}?list={altered}", 400)


def test_an_address_counts_for_its_situation_only(world: World) -> None:
    text = shared_address(read(world, BEES)).partition("?")[2]
    other = next(one.id for one in CATALOGUE.situations if one.id != "keep-bees")

    read(world, f"/guide/{other}?{text}", 400)


def test_an_address_of_more_than_a_year_ago_is_out_of_date(world: World) -> None:
    address = shared_address(read(world, BEES))

    world.now += timedelta(days=364).total_seconds()
    read(world, address)
    world.now += timedelta(days=2).total_seconds()
    assert "out of date" in read(world, address.replace("=uk", "=en"), 410).one("h1").text


def test_what_changed_in_the_catalogue_since_is_told_and_marked(world: World) -> None:
    address = shared_address(read(world, f"{BEES}?language=en&sells=yes"))
    learn, passport, *others = KEEP_BEES.steps
    dearer = replace(passport, cost=(replace(passport.cost[0], amount=50.0),))
    change(world, replace(KEEP_BEES, steps=(learn, dearer, *others[:-1])))

    page = read(world, address)
    remarks = " ".join(one.text for one in page.all("p", **{"class": "remark"}))
    assert "Since 25 November 2026" in remarks
    assert "1 step is new" in remarks
    assert "1 step of that list" in remarks
    assert "New or changed" in page.one("li", id="passport").text
    assert "New or changed" not in page.one("li", id="learn").text


def test_a_list_that_was_only_checked_again_has_not_changed(world: World) -> None:
    address = shared_address(read(world, BEES))
    change(world, replace(KEEP_BEES, steps=tuple(replace(one, checked="2026-11") for one in KEEP_BEES.steps)))

    assert not read(world, address).all("p", **{"class": "remark"})


def test_an_answer_the_catalogue_no_longer_knows_is_told(world: World) -> None:
    address = shared_address(read(world, f"{BEES}?language=en&hilly=yes"))
    fewer = tuple(one for one in KEEP_BEES.circumstances if one.id != "hilly")
    change(world, replace(KEEP_BEES, circumstances=fewer, steps=KEEP_BEES.steps[:2]))

    assert "no longer knows some of the answers" in read(world, address).one("main").text


# -- the calendar ------------------------------------------------------------------------------------------------------


def test_a_named_day_gives_the_last_day_on_the_page_and_in_the_calendar(world: World) -> None:
    query = "language=en&from-passport=2026-11-20"
    assert "Last day: 30 November 2026" in read(world, f"{BEES}?{query}").one("li", id="passport").text

    answer = world.client.get(f"{BEES}/calendar.ics?{query}")
    assert answer.headers["content-type"] == "text/calendar; charset=utf-8"
    assert answer.headers["content-disposition"] == 'attachment; filename="deadlines-keep-bees.ics"'
    (event,) = Calendar.from_ical(answer.content).walk("VEVENT")
    assert event["DTSTART"].dt == date(2026, 11, 30)
    assert event["DTEND"].dt == date(2026, 12, 1)
    assert "Do passport" in event["SUMMARY"]
    assert "20 November 2026" in event["DESCRIPTION"]
    assert str(event["UID"]) == "keep-bees.passport.10@signpost.example"
    assert read(world, str(event["URL"])).one("h1").text == "Keeping bees"


def test_without_a_day_there_is_no_calendar_and_the_reason_is_told(world: World) -> None:
    assert "Nothing to count from" in read(world, f"{BEES}/calendar.ics?language=en", 400).one("h1").text


def test_a_term_that_has_passed_is_told_instead_of_written_down(world: World) -> None:
    query = "language=en&from-passport=2026-11-01"

    assert "passed on 11 November 2026" in read(world, f"{BEES}?{query}").one("li", id="passport").text
    assert "11 November 2026" in read(world, f"{BEES}/calendar.ics?{query}", 410).one("main").text


def test_steps_that_are_done_are_no_longer_counted(world: World) -> None:
    read(world, f"{BEES}/calendar.ics?from-passport=2026-11-20&done=passport", 400)


# -- for search engines, previews, screen readers ----------------------------------------------------------------------


def test_the_general_list_may_be_found_and_a_personal_one_not(world: World) -> None:
    general = read(world, f"{BEES}?language=en")
    assert general.one("link", rel="canonical").attributes["href"] == f"{PUBLIC}{BEES}?language=en"
    assert not general.all("meta", name="robots")

    personal = world.client.get(f"{BEES}?sells=yes")
    assert PageRead(personal.text).one("meta", name="robots").attributes["content"] == "noindex"
    assert personal.headers["cache-control"] == "private, no-cache"


@pytest.mark.parametrize("address", ["/guide/", BEES, f"{BEES}?sells=yes&from-passport=2026-11-20", "/guide/fly"])
def test_every_page_is_built_for_any_reader(world: World, address: str) -> None:
    page = PageRead(world.client.get(address).text)

    assert page.one("html").attributes["lang"] == "uk"
    assert len(page.all("h1")) == 1
    assert len(page.all("main")) == 1
    levels = [int(one.tag[1]) for one in page.elements if one.tag in ("h1", "h2", "h3", "h4")]
    assert all(after - before <= 1 for before, after in itertools.pairwise(levels)), "no level is skipped"
    ids = [one.attributes["id"] for one in page.elements if "id" in one.attributes]
    assert len(ids) == len(set(ids))
    named = {one.attributes["aria-labelledby"] for one in page.elements if "aria-labelledby" in one.attributes}
    assert named <= set(ids)
    assert not page.all("script")
    assert not any("style" in one.attributes for one in page.elements)


def test_no_circumstance_is_named_like_another_part_of_the_address(catalogue: Catalogue) -> None:
    names = {one.id for situation in catalogue.situations for one in situation.circumstances}

    assert not names & {"done", "offices-in", "list", "language"}
    assert not any(name.startswith("from-") for name in names)


def test_an_office_of_the_named_place_stands_on_the_page(world: World) -> None:
    class Offices:
        def nearest(self, lat: float, lon: float, kind: str | None = None, limit: int = 3) -> tuple[object, ...]:
            return ()

        def in_place(self, name: str, limit: int = 3) -> tuple[object, ...]:
            return (Office(),) if name == "Бровари" else ()

    class Office:
        name, address, hours, phones, distance_km = "ЦНАП", "вул. Вигадана, 1", None, (), None

    world.known = replace(world.known, offices=Offices())  # type: ignore[arg-type]

    assert "вул. Вигадана, 1" in read(world, f"{BEES}?offices-in=Бровари").one("address").text
    assert "Ніде" in read(world, f"{BEES}?offices-in=Ніде").one("main").text
