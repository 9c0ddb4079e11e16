"""Plain language, sentence by sentence: what is stopped, and what passes although it looks alike."""

from __future__ import annotations

import pytest

from catalog.authoring.problems import Place
from catalog.catalogue import Term
from catalog.editorial.abbreviations import abbreviations, explained
from catalog.editorial.findings import Rule
from catalog.editorial.manuscript import Passage
from catalog.editorial.officialese import lexicon
from catalog.editorial.plain import passage_findings
from catalog.editorial.readability import FEWEST_WORDS, lix
from catalog.editorial.sentences import is_prose, sentences, words
from catalog.text import Language, Text

UK, EN = Language.UKRAINIAN, Language.ENGLISH


def passage(wording: str, language: Language = UK, path: tuple[str, ...] = ("steps", "a", "summary")) -> Passage:
    return Passage(Place("a.yml", 1), path, language, wording)


def found(wording: str, language: Language = UK, path: tuple[str, ...] = ("steps", "a", "summary")) -> set[Rule]:
    return {rule for rule, _ in passage_findings(passage(wording, language, path), frozenset({"цнап"}))}


@pytest.mark.parametrize(
    ("rule", "language", "bad", "good"),
    [
        (Rule.PASSIVE, UK, "Допомога виплачується щомісяця.", "Допомогу платять щомісяця."),
        (Rule.PASSIVE, UK, "Заяви приймаються в ЦНАП.", "Заяви приймає ЦНАП."),
        (Rule.PASSIVE, EN, "The form is filled in by the applicant.", "You fill in the form."),
        (Rule.PASSIVE, EN, "The duty is paid by the seller.", "The duty is paid by card."),
        (Rule.NOUN_CHAIN, UK, "Для проведення оформлення прийдіть самі.", "Щоб оформити, прийдіть самі."),
        (Rule.NOUN_CHAIN, UK, "Банк має провести оцінювання.", "Банк має оцінити дім."),
        (Rule.NOUN_CHAIN, EN, "After completion of the registration of the car, pay.", "Register the car, then pay."),
        (Rule.OFFICIALESE, UK, "Об'єкти підлягають перевірці.", "Об'єкти треба перевірити."),
        (Rule.OFFICIALESE, UK, "Відповідно до закону чекайте.", "За законом чекайте."),
        (Rule.OFFICIALESE, UK, "У разі відмови пишіть скаргу.", "Якщо відмовлять, пишіть скаргу."),
        (Rule.OFFICIALESE, EN, "Apply prior to the trip.", "Apply before the trip."),
        (Rule.NUMERIC_DATE, UK, "Діє до 01.02.2026.", "Діє до 1 лютого 2026 року."),
        (Rule.NUMERIC_DATE, EN, "Valid until 2026-02-01.", "Valid until 1 February 2026."),
        (Rule.SEVERAL_IDEAS, UK, "Подайте заяву; чекайте.", "Подайте заяву. Чекайте."),
        (Rule.SEVERAL_IDEAS, UK, "Якщо той, хто їде, каже, що не знає, де живе, чекайте.", "Якщо людина їде, чекайте."),
        (Rule.ABBREVIATION, UK, "Подайте до УСЗН.", "Подайте до ЦНАП."),
        (Rule.ABBREVIATION, UK, "Спитайте в ОСББ.", "Спитайте в голови будинку."),
    ],
)  # fmt: skip
def test_bad_is_stopped_and_good_passes(rule: Rule, language: Language, bad: str, good: str) -> None:
    assert rule in found(bad, language)
    assert found(good, language) == set()


@pytest.mark.parametrize("language", list(Language))
def test_every_phrase_of_the_list_is_stopped(language: Language) -> None:
    for phrase in lexicon().phrases[language]:
        sentence = f"Так {' '.join(phrase)} тут." if language is UK else f"So {' '.join(phrase)} here."
        assert Rule.OFFICIALESE in found(sentence, language), phrase


def test_every_passive_verb_and_every_empty_verb_of_the_list_is_stopped() -> None:
    for verb in lexicon().passive_verbs:
        assert Rule.PASSIVE in found(f"Це має {verb}."), verb
    for verb in lexicon().empty_verbs:
        assert Rule.NOUN_CHAIN in found(f"Треба {verb} оцінювання."), verb


def test_a_word_is_known_in_all_its_forms() -> None:
    for form in ("надається", "надаються", "надавалася", "надаватимуться"):
        assert Rule.PASSIVE in found(f"Допомога {form} щороку."), form


def test_nouns_apart_or_of_things_are_no_chain() -> None:
    assert found("Потрібні харчування, навчання, лікування.") == set()
    assert found("Принесіть посвідчення населення.") == set()


@pytest.mark.parametrize(("count", "stopped"), [(20, False), (21, True)])
def test_a_sentence_has_at_most_twenty_words(count: int, stopped: bool) -> None:
    assert (Rule.LONG_SENTENCE in found(" ".join(["слово"] * count) + ".")) is stopped


@pytest.mark.parametrize(("language", "most"), [(UK, 8), (EN, 10)])
def test_a_heading_is_taken_in_at_a_glance(language: Language, most: int) -> None:
    for path in (("title",), ("steps", "a", "title")):
        assert Rule.LONG_HEADING not in found(" ".join(["word"] * most), language, path)
        assert Rule.LONG_HEADING in found(" ".join(["word"] * (most + 1)), language, path)
    assert Rule.LONG_HEADING not in found(" ".join(["word"] * 12), language, ("steps", "a", "documents", "0", "title"))


def test_a_list_may_have_semicolons() -> None:
    assert found("Стаж до 3 років: половина; до 6: трохи більше; до 10: дві третини.") == set()
    assert found("паспорт; заява") == set()


def test_the_official_name_of_a_law_is_left_alone_but_its_abbreviations_are_not() -> None:
    law = ("steps", "a", "legal_basis", "0")
    assert found("Порядок здійснення надання; зі змінами відповідно до закону.", UK, law) == set()
    assert found("Наказ УСЗН", UK, law) == {Rule.ABBREVIATION}


def test_abbreviations_are_found_with_endings_and_without_numbers_names_and_numerals() -> None:
    assert abbreviations("ФОПам і ТОВ, розділ XIV, № 265/95-ВР, конкурс «ВАРТО», Резерв+") == ["ФОП", "ТОВ"]


def test_the_glossary_explains_its_terms_in_every_spelling() -> None:
    term = Term("opp", Text("20-ОПП", "20-ОПП (notice)"), Text("", ""), ("форма ОПП", "haccp"))
    assert {"опп", "haccp"} <= explained([term])


def test_sentences_end_where_people_hear_it() -> None:
    assert sentences("Візьміть паспорт (ст. 12). Чи є довідка? Ні.") == [
        "Візьміть паспорт (ст. 12).",
        "Чи є довідка?",
        "Ні.",
    ]
    assert sentences("Штраф — 340 грн. Далі більше.") == ["Штраф — 340 грн.", "Далі більше."]


def test_a_sum_that_follows_a_rate_counts_as_one_word() -> None:
    (sentence,) = sentences("Штраф — {minimum_wage * 2} за людину.")
    assert len(words(sentence)) == 4


def test_a_line_of_a_list_is_no_prose() -> None:
    assert is_prose("Подайте заяву.")
    assert not is_prose("заява; паспорт")


def test_readability_is_words_to_a_sentence_and_long_words_in_a_hundred() -> None:
    text = " ".join(["Один два довгенький."] * (FEWEST_WORDS // 3 + 1))
    assert lix([passage(text)], UK) == pytest.approx(3 + 100 / 3, abs=0.05)
    assert lix([passage(text)], EN) is None
    assert lix([passage("Коротко.")], UK) is None
