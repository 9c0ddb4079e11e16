"""Words of one meaning meet, whatever the language and the ending; together they say more than alone."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.nlu.intents.model import IntentModel, Labelled, Settings
from bot.nlu.text.thesaurus import Thesaurus
from bot.nlu.text.views import Vectoriser

WORDS = [
    ("авто", "авто"),
    ("авто", "машина"),
    ("авто", "тачка"),
    ("авто", "car"),
    ("втрата", "вкрасти"),
    ("втрата", "потерять"),
    ("втрата", "lose"),
    ("повістка", "повістка"),
    ("повістка", "повесточка"),
]
CARS = ["у мене авто", "моє авто", "продали машину", "нова машина"]
PAPERS = ["де паспорт", "новий паспорт", "паспорт готовий", "заява на паспорт"]


@pytest.fixture(scope="module")
def thesaurus() -> Thesaurus:
    return Thesaurus.learn(WORDS)


@pytest.mark.parametrize(
    ("text", "groups"),
    [
        ("вкрали тачку", ["втрата", "авто"]),
        ("потеряла машину", ["втрата", "авто"]),
        ("I lost my cars", ["авто"]),
        ("losing it", ["втрата"]),
        ("прийшла повесточкаа", ["повістка"]),
        ("повестками", ["повістка"]),
        ("добрий вечір", []),
    ],
)
def test_a_word_is_found_in_any_form(thesaurus: Thesaurus, text: str, groups: list[str]) -> None:
    assert [one for one in thesaurus.meanings(text) if "+" not in one] == groups


def test_groups_are_paired_in_one_order_whatever_that_of_the_words(thesaurus: Thesaurus) -> None:
    assert thesaurus.meanings("вкрали машину")[-1] == thesaurus.meanings("машину вкрали")[-1] == "авто + втрата"


def test_a_group_said_twice_counts_once(thesaurus: Thesaurus) -> None:
    assert thesaurus.meanings("авто, машина, тачка") == ["авто"]


def test_a_beginning_that_two_groups_share_tells_nothing() -> None:
    shared = Thesaurus.learn([("оренда", "квартирант"), ("житло", "квартира")])

    assert shared.meanings("квартирник") == []


def test_it_is_stored_without_loss(thesaurus: Thesaurus, tmp_path: Path) -> None:
    thesaurus.save(tmp_path)

    assert Thesaurus.is_in(tmp_path)
    assert Thesaurus.load(tmp_path).meanings("вкрали тачку") == thesaurus.meanings("вкрали тачку")


def test_a_model_with_a_thesaurus_knows_a_word_that_no_example_has(thesaurus: Thesaurus, tmp_path: Path) -> None:
    texts, names = CARS + PAPERS, ["car"] * len(CARS) + ["paper"] * len(PAPERS)

    def share_of_car(vectoriser: Vectoriser) -> float:
        examples = Labelled(vectoriser.rows(texts), vectoriser.stems, names, [1.0] * len(texts))
        model = IntentModel.learn(examples, Settings(fit_strength=1.0, wrong_and_confident=0.05))
        return dict(model.rank(vectoriser.row("тачка")))["car"]

    knowing = Vectoriser.learn(texts, thesaurus)
    knowing.save(tmp_path)

    assert share_of_car(knowing) > share_of_car(Vectoriser.learn(texts))
    assert share_of_car(Vectoriser.load(tmp_path)) == pytest.approx(share_of_car(knowing), abs=2e-3)
