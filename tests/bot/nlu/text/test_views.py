"""Many texts and one text are read alike, as TF-IDF has it."""

from __future__ import annotations

from itertools import chain
from pathlib import Path

import numpy as np
import pytest
from scipy.sparse import hstack
from sklearn.feature_extraction.text import TfidfVectorizer

from bot.nlu.text.rows import Row
from bot.nlu.text.thesaurus import Thesaurus
from bot.nlu.text.view import Limits, View, Way
from bot.nlu.text.views import BASES, LETTERS, LETTERS_COUNT, STEMS, Vectoriser, letter_groups
from catalog.spelling import words

TEXTS = ["загубив паспорт", "вкрали паспорт і права, паспорт!", "хочемо одружитися", "to get married online", "ні"]


def dense(row: Row, width: int) -> np.ndarray:
    found = np.zeros(width)
    found[row.columns] = row.values
    return found


def test_a_view_weighs_its_features_as_scikit_learn_does() -> None:
    said = [words(text) for text in TEXTS]
    ours = View.learn(BASES, said, Limits(100))
    theirs = TfidfVectorizer(analyzer=BASES.features).fit(said)

    assert dict(ours.columns).keys() == theirs.vocabulary_.keys()
    for feature, column in theirs.vocabulary_.items():
        assert ours.weights[ours.columns[feature]] == pytest.approx(theirs.idf_[column])


def test_a_view_keeps_what_is_frequent_and_in_texts_enough() -> None:
    view = View.learn(Way(lambda words: words), [["a", "b", "b"], ["a", "c"], ["a", "c"]], Limits(2, fewest=2))

    assert set(view.columns) == {"a", "c"}
    with pytest.raises(ValueError, match="3 texts have no feature that 4"):
        View.learn(Way(lambda words: words), [["a"], ["a"], ["a"]], Limits(2, fewest=4))


def test_rows_are_what_scikit_learn_makes_of_the_same_features() -> None:
    vectoriser = Vectoriser.learn(TEXTS)
    said = [words(text) for text in TEXTS]
    views = [(BASES, 1.0, 1), (STEMS, 1.0, 1), (LETTERS, LETTERS_COUNT, 2)]
    expected = []
    for name, (way, much, fewest) in zip(("bases", "stems", "letters"), views):
        begin, end = vectoriser.columns(name)
        all_features = [list(way.features(one)) if not way.by_word else _by_word(way, one) for one in said]
        made = TfidfVectorizer(analyzer=list, sublinear_tf=True, min_df=fewest).fit_transform(all_features)
        assert made.shape[1] == end - begin
        expected.append(np.sort(made.toarray() * much, axis=1))

    rows = vectoriser.rows(TEXTS).toarray()
    for name, matrix in zip(("bases", "stems", "letters"), expected):
        begin, end = vectoriser.columns(name)
        assert np.sort(rows[:, begin:end], axis=1) == pytest.approx(matrix, abs=1e-6)


def _by_word(way: Way, said: list[str]) -> list[str]:
    return list(chain.from_iterable(way.features([word]) for word in said))


@pytest.mark.parametrize("thesaurus", [None, Thesaurus.learn([("втрата", "загубив"), ("втрата", "вкрали")])])
def test_one_text_is_read_as_many_are(thesaurus: Thesaurus | None) -> None:
    vectoriser = Vectoriser.learn(TEXTS, thesaurus)
    rows = vectoriser.rows([*TEXTS, "чого ніхто не казав"]).toarray()

    for text, expected in zip([*TEXTS, "чого ніхто не казав"], rows):
        assert dense(vectoriser.row(text), rows.shape[1]) == pytest.approx(expected, abs=1e-6)


def test_a_stored_vectoriser_reads_alike_and_is_known_as_the_same(tmp_path: Path) -> None:
    vectoriser = Vectoriser.learn(TEXTS)
    vectoriser.save(tmp_path)
    again = Vectoriser.load(tmp_path)

    assert abs(hstack([again.rows(TEXTS) - vectoriser.rows(TEXTS)])).max() < 1e-5
    assert Vectoriser.learn(TEXTS).fingerprint() == vectoriser.fingerprint()
    assert Vectoriser.learn([*TEXTS, "ще одне"]).fingerprint() != vectoriser.fingerprint()


def test_no_texts_have_no_rows() -> None:
    vectoriser = Vectoriser.learn(TEXTS)

    assert vectoriser.unit_rows([]).shape == (0, vectoriser.rows(TEXTS).shape[1])


def test_cut_words_have_columns_of_their_own() -> None:
    vectoriser = Vectoriser.learn(TEXTS)
    row = vectoriser.row("вкрали паспорт")

    assert len(vectoriser.stems.of(row).columns) == 3  # two words and their pair
    assert len(vectoriser.stems.single_of(row).columns) == 2


def test_a_word_shorter_than_a_group_is_one() -> None:
    assert letter_groups("я", (4, 5)) == []
    assert letter_groups("я", (2, 5)) == [" я", "я ", " я "]
