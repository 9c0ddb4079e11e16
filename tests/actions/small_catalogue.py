"""A made-up catalogue of bees and honey, small enough to know by heart."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from actions.knowledge import Knowledge
from catalog.catalogue import Catalogue, Contact, Service, Term, Topic
from catalog.rates import Rates
from catalog.situations import (
    Audience,
    Channel,
    ChannelType,
    Circumstance,
    Confidence,
    Cost,
    Deadline,
    Duration,
    Evidence,
    KnownAs,
    Output,
    Pitfall,
    Situation,
    Step,
    Value,
)
from catalog.text import Text
from tests.catalog import small
from tests.catalog.small import TODAY, answered

SOURCE = "https://example.gov.ua/bees/rules"


def said(english: str) -> Text:
    """A text whose Ukrainian is marked, so that a test sees which language was shown."""
    return Text(uk=f"укр {english}", en=english)


def yes_no(name: str, yes: str, no: str) -> Circumstance:
    return Circumstance(
        id=name,
        question=said(f"What about {name}?"),
        values=(
            Value("yes", Text("Так", "Yes"), said(yes)),
            Value("no", Text("Ні", "No"), said(no)),
        ),
        name=said(name.replace("_", " ")),
        why=said(f"{name} changes the list"),
    )


def step(name: str, **details: Any) -> Step:
    """A step with everything that must be said of one; `details` replace or add."""
    of_bees: dict[str, Any] = {
        "title": said(f"Do {name}"),
        "summary": said(f"Why {name} matters."),
        "authority": said("Bee office"),
        "sources": (SOURCE,),
        "checked": "2026-06",
    }
    return replace(small.step(name), **{**of_bees, **details})


SELLS = yes_no("sells", "you sell honey", "the honey stays at home")
NEAR_SCHOOL = yes_no("near_school", "a school is near", "no school is near")
MANY = yes_no("many", "you have many hives", "you have a few hives")
HILLY = yes_no("hilly", "the land is hilly", "the land is flat")
HELPERS = Circumstance(
    id="helpers",
    question=said("Who helps you?"),
    values=(
        Value("family", Text("Рідні", "Family"), said("the family helps")),
        Value("hired", Text("Наймані", "Hired people"), said("hired people help")),
        Value("nobody", Text("Ніхто", "Nobody"), said("nobody helps")),
    ),
    name=said("helpers"),
    multiple=True,
)

KEEP_BEES = Situation(
    id="keep-bees",
    title=said("Keeping bees"),
    summary=said("From the first hive to the first jar"),
    audience=Audience.CITIZEN,
    topic="bees",
    known_as=KnownAs(uk=("завести бджіл", "купив вулик"), en=("start an apiary",)),
    circumstances=(SELLS, NEAR_SCHOOL, MANY, HILLY, HELPERS),
    steps=(
        step(
            "learn",
            confidence=Confidence.LOW,
            confirm_with=said("the beekeepers' union"),
            sources=("general-knowledge",),
        ),
        step(
            "passport",
            after=("learn",),
            confidence=Confidence.MEDIUM,
            checked="2024-02",
            services=("s1", "s2"),
            channels=(
                Channel(ChannelType.ONLINE, said("bee portal"), url="https://bees.example.gov.ua"),
                Channel(ChannelType.IN_PERSON, said("bee office, room 1"), when=answered("many", "yes")),
            ),
            documents=(Evidence(said("application")), Evidence(said("laboratory note"), answered("sells", "yes"))),
            cost=(Cost(0),),
            processing_time=(Duration(said("5 working days"), 5, working=True),),
            deadline=(Deadline(said("within 10 days after the first hive"), 10),),
            output=(Output(said("bee passport")),),
            eligibility=said("Whoever owns a hive"),
            legal_basis=(said("Bee law, article 1"),),
            pitfalls=(Pitfall(said("A passport without a stamp is void")),),
        ),
        step("licence", when=answered("sells", "yes"), after=("passport",), covers=("label",), cost=(Cost(120.5),)),
        step("label", when=answered("sells", "yes"), optional=True, documents=(Evidence(said("label draft")),)),
        step("fence", when=answered("near_school", "yes"), cost=(Cost(None, said("depends on the length")),)),
        step("neighbours", when=answered("many", "yes")),
        step("terraces", when=answered("hilly", "yes"), optional=True),
        step("contracts", when=answered("helpers", "hired")),
    ),
    not_covered=(said("Wasps"),),
)

SELL_HONEY = Situation(
    id="sell-honey",
    title=said("Selling honey"),
    summary=said("A stall on the market"),
    audience=Audience.BUSINESS,
    topic="bees",
    known_as=KnownAs(uk=("продати мед",)),
    circumstances=(yes_no("online", "you sell online", "you sell at a stall"),),
    steps=(step("stall", when=answered("online", "no")),),
)

CATALOGUE = Catalogue(
    situations=(KEEP_BEES, SELL_HONEY),
    services=(
        Service("s1", "00123", "Видача паспорта пасіки", "bees", "citizen", "Закон про бджільництво", (SOURCE,)),
        Service("s2", None, "Обстеження пасіки", "bees", "citizen", "", (SOURCE,)),
    ),
    glossary=(
        Term("apiary", Text("Пасіка", "Apiary"), said("A place where hives stand"), ("пасіки",)),
        Term("smoker", Text("Димар", "Smoker"), said("What calms the bees")),
    ),
    topics=(Topic("bees", said("Bees")),),
    rates=Rates((), said("(held until {date})")),
    contacts=(
        Contact("sting", ("crisis",), said("103, when a bee stung your throat"), "103", None, (SOURCE,), "2026-06"),
        Contact("line", ("help",), said("1545, the bee line"), "1545", None, (SOURCE,), "2026-06"),
    ),
)


def knowledge(catalogue: Catalogue = CATALOGUE) -> Knowledge:
    return Knowledge.of(catalogue, TODAY)
