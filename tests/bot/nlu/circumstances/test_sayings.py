"""A text says what the sayings nearest to it say."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from bot.nlu.circumstances.guesses import Opinions, guess_answers, guess_in_passing
from bot.nlu.circumstances.sayings import Sayings, SituationSayings
from bot.nlu.circumstances.told import ReadText, Saying, in_order, read_text
from bot.nlu.text.views import Vectoriser

SAYINGS = in_order(
    [
        Saying("birth", "married=no", "ми з хлопцем не розписані"),
        Saying("birth", "married=no", "живемо в цивільному шлюбі"),
        Saying("birth", "married=yes", "ми з чоловіком розписані"),
        Saying("birth", "married=yes", "одружились минулого літа"),
        Saying("birth", "place=home", "народила вдома, швидка не встигла"),
        Saying("birth", "place=abroad", "народила в Польщі"),
        Saying("subsidy", "contract=no", "хазяїн боїться податкової"),
        Saying("subsidy", "contract=yes", "хазяйка згодна на договір"),
    ]
)
VECTORISER = Vectoriser.learn([saying.text for saying in SAYINGS])


def said(text: str) -> ReadText:
    return read_text(VECTORISER, text)


@pytest.fixture(scope="module")
def sayings() -> Sayings:
    return Sayings.learn(SAYINGS, VECTORISER.unit_rows([saying.text for saying in SAYINGS]))


def likeness_only(sayings: SituationSayings, texts: list[ReadText], without: tuple[int, ...] = ()) -> Opinions:
    """As if all values were as likely."""
    likeness = sayings.likeness(texts)
    likeness[:, list(without)] = 0.0
    return Opinions(likeness, np.zeros((len(texts), len(sayings.values.names) + 1)))


def answers(sayings: Sayings, situation: str, text: str) -> set[str]:
    of_situation = sayings.by_situation[situation]
    found = guess_answers(of_situation, said(text), likeness_only(of_situation, [said(text)]))
    return {guess.value for guess in found}


@pytest.mark.parametrize(
    ("situation", "text", "value"),
    [
        ("subsidy", "та хазяїн податкової боїться", "contract=no"),
        ("subsidy", "хазяйка не проти, згодна", "contract=yes"),
        ("birth", "в цивільному шлюбі живем", "married=no"),
        ("birth", "швидка не встигла приїхати", "place=home"),
    ],
)
def test_the_nearest_saying_of_a_question_is_its_answer(
    sayings: Sayings, situation: str, text: str, value: str
) -> None:
    assert value in answers(sayings, situation, text)


def test_a_denial_is_nearer_to_denials(sayings: Sayings) -> None:
    assert "married=no" in answers(sayings, "birth", "та не розписані ми")
    assert "married=yes" in answers(sayings, "birth", "та розписані ми")


def test_what_is_like_nothing_is_no_answer(sayings: Sayings) -> None:
    assert answers(sayings, "subsidy", "zzz") == set()


def test_a_saying_left_out_says_nothing(sayings: Sayings) -> None:
    of_subsidy = sayings.by_situation["subsidy"]
    text = said("хазяїн боїться податкової")
    (whole,) = guess_answers(of_subsidy, text, likeness_only(of_subsidy, [text]))
    assert (whole.value, whole.features[0]) == ("contract=no", pytest.approx(0.5, abs=0.01))
    left = guess_answers(of_subsidy, text, likeness_only(of_subsidy, [text], without=(0,)))
    assert "contract=no" not in {guess.value for guess in left}


def test_each_statement_is_read_by_itself(sayings: Sayings) -> None:
    statements = [said(text) for text in ("народила в Польщі", "живемо в цивільному шлюбі")]
    of_birth = sayings.by_situation["birth"]
    found = guess_in_passing(of_birth, statements, likeness_only(of_birth, statements), phrases=[])
    assert {guess.value: guess.statement for guess in found} == {"place=abroad": 0, "married=no": 1}


def test_stored_sayings_say_the_same(sayings: Sayings, tmp_path: Path) -> None:
    sayings.save(tmp_path)
    again = Sayings.load(tmp_path).by_situation["subsidy"]
    texts = [said("хазяїн податкової боїться"), said("хазяйка згодна")]
    assert again.values == sayings.by_situation["subsidy"].values
    assert again.likeness(texts) == pytest.approx(sayings.by_situation["subsidy"].likeness(texts), abs=1e-6)


def test_a_denial_is_half_as_like_what_denies_nothing(sayings: Sayings) -> None:
    of_birth = sayings.by_situation["birth"]
    texts = [one.text for one in SAYINGS if one.situation == "birth"]
    denying = of_birth.likeness([said("не розписані")])[0]
    telling = of_birth.likeness([ReadText(said("не розписані").row, denies=False, words=2)])[0]

    place = texts.index("ми з хлопцем не розписані")
    assert denying[place] == pytest.approx(2 * telling[place])
    assert denying[texts.index("ми з чоловіком розписані")] < denying[place]
