"""Ways on that fit anywhere."""

from __future__ import annotations

from dataclasses import replace

from actions.act import Exchange
from actions.compose.menu import COMMON, FEW, common_situations, situation_choices, ways_back
from actions.knowledge import Knowledge
from actions.said import Said
from actions.state import DialogueState
from channels.payload import tag_of
from channels.reply import Choice
from tests.actions.small_catalogue import CATALOGUE, knowledge


def exchange(known: Knowledge, situation: str | None = None) -> Exchange:
    return Exchange(Said(), DialogueState(language="en", situation=situation), known)


def test_the_commonest_situations_come_first_and_the_rest_is_one_press_away(known: Knowledge) -> None:
    choices = common_situations(exchange(known))
    assert [choice.payload for choice in choices] == [*(f"situation:{one}" for one in COMMON[:FEW]), "situations"]


def test_all_situations_are_offered_once_each_when_all_are_wanted(known: Knowledge) -> None:
    everything = len(known.catalogue.situations)
    offered = [choice.payload for choice in common_situations(exchange(known), limit=everything)]
    assert sorted(offered) == sorted(f"situation:{one.id}" for one in known.catalogue.situations)


def test_a_catalogue_without_the_common_situations_offers_its_own() -> None:
    assert common_situations(exchange(knowledge())) == (
        Choice("Keeping bees", "situation:keep-bees"),
        Choice("Selling honey", "situation:sell-honey"),
    )


def test_a_situation_the_catalogue_lost_is_not_offered() -> None:
    poorer = knowledge(replace(CATALOGUE, situations=CATALOGUE.situations[1:]))
    assert situation_choices(exchange(poorer), ["keep-bees", "sell-honey"]) == (
        Choice("Selling honey", "situation:sell-honey"),
    )


def test_the_way_back_is_the_list_while_there_is_one() -> None:
    back = [f"list@{tag_of('keep-bees')}", "restart"]
    assert [choice.payload for choice in ways_back(exchange(knowledge(), "keep-bees"))] == back
    assert [choice.payload for choice in ways_back(exchange(knowledge(), "lost-meanwhile"))] == [
        "situation:keep-bees",
        "situation:sell-honey",
    ]
