"""Circumstances told in the person's own words, by the clauses of the real catalogue."""

from __future__ import annotations

import pytest

from actions.hearing.clauses import speaks_of, told_in_own_words, without_plain_answer
from actions.knowledge import Knowledge


@pytest.mark.parametrize(
    ("situation", "text", "told"),
    [
        ("divorce", "ні, він не згоден", {"mutual_consent": ("no",)}),
        ("divorce", "аліменти теж потрібні", {"wants_alimony": ("yes",)}),
        ("vehicle-purchase", "ще не розмитнена", {"customs_status": ("not_cleared",)}),
        ("vehicle-purchase", "обоє є в дії", {"both_in_diia": ("yes",)}),
        ("housing-subsidy", "опалюю дровами", {"heating": ("solid_fuel_or_lpg",)}),
        ("housing-subsidy", "боргів нема", {"utility_debt": ("no",)}),
        ("inheritance", "я за кордоном зараз", {"heir_location": ("abroad",)}),
        ("open-cafe", "таки без алкоголю", {"alcohol": ("none",)}),
        ("open-cafe", "все-таки буде пиво", {"alcohol": ("beer_or_cider",)}),
        ("open-pharmacy", "таки ФОП", {"legal_form": ("fop",)}),
        # What the question is about is no answer, though the clause of one value happens to name it.
        ("open-cafe", "з алкоголем", {}),
        ("death-of-relative", "смерть", {}),
        ("divorce", "він згоден?", {}),
        ("divorce", "ні, інше", {}),
        ("divorce", "загубив права в маршрутці", {}),
        ("divorce", "так", {}),
    ],
)
def test_a_short_message_is_the_answer_whose_clause_says_all_of_it(
    known: Knowledge, situation: str, text: str, told: dict[str, tuple[str, ...]]
) -> None:
    found = known.catalogue.situation(situation)
    assert found is not None
    assert told_in_own_words(text, found.circumstances) == told


def test_several_answers_are_heard_at_once_where_several_may_hold(known: Knowledge) -> None:
    shop = known.catalogue.situation("open-shop")
    assert shop is not None
    assert told_in_own_words("продукти й алкоголь", shop.circumstances, "goods") == {"goods": ("food", "alcohol")}


def test_a_no_to_something_else_is_no_answer(known: Knowledge) -> None:
    divorce = known.catalogue.situation("divorce")
    assert divorce is not None
    children = divorce.circumstance("minor_children")
    assert children is not None
    assert not speaks_of("ні, він не згоден", children)
    assert speaks_of("ні", children)
    assert speaks_of("так, є діти", children)


def test_a_leading_yes_or_no_is_set_aside() -> None:
    assert without_plain_answer("ні, він не згоден") == "він не згоден"
    assert without_plain_answer("ні") == "ні"
