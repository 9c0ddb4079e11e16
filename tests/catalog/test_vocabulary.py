"""Which words are like a given one."""

from __future__ import annotations

import random

from rapidfuzz.distance import JaroWinkler

from catalog.vocabulary import COMPARED, WORD_LIKENESS, Vocabulary

WORDS = ["прописка", "прописати", "підпис", "субсидія", "пенсія", "пенсіонер", "фоп"]


def found(word: str, words: list[str] = WORDS) -> list[str]:
    vocabulary = Vocabulary(words)
    return [vocabulary.word(number) for number, _ in vocabulary.alike(word)]


def test_the_word_itself_comes_first_and_counts_fully() -> None:
    vocabulary = Vocabulary(WORDS)
    number, likeness = vocabulary.alike("пенсія")[0]
    assert (vocabulary.word(number), likeness) == ("пенсія", 1.0)


def test_typos_and_endings_cost_little() -> None:
    assert found("пропіска")[0] == "прописка"
    assert found("субсидию")[0] == "субсидія"
    assert found("фопу") == ["фоп"]


def test_what_is_like_nothing_finds_nothing() -> None:
    assert found("xqzw") == []
    assert found("") == []
    assert found("пенсія", []) == []


def test_nothing_alike_is_lost_by_comparing_only_words_that_share_letters() -> None:
    chance = random.Random(7)
    words = sorted({"".join(chance.choices("абвгорпит", k=chance.randint(4, 9))) for _ in range(800)})
    vocabulary = Vocabulary(words)
    likenesses = []
    for word in chance.sample(words, 25):
        wrong = word[:-1]
        alike = {number for number, _ in vocabulary.alike(wrong)}
        # Compared one by one, with nothing left out beforehand.
        for number, other in enumerate(words):
            if JaroWinkler.normalized_similarity(wrong, other) >= 0.95:
                likenesses.append(number in alike)
    assert likenesses
    assert all(likenesses)


def test_a_word_with_very_many_neighbours_keeps_the_nearest() -> None:
    words = [f"реєстр{number:04}" for number in range(COMPARED * 2)]
    alike = Vocabulary(words).alike("реєстр0123")
    assert words[alike[0][0]] == "реєстр0123"
    assert len(alike) <= COMPARED
    assert all(likeness >= WORD_LIKENESS - 1e-6 for _, likeness in alike)
