"""Search forgives how people type, and puts the right thing first."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from catalog.catalogue import Catalogue
from catalog.search import Hit, Kind, SearchIndex, Target, index_of
from tests.catalog.small import catalogue as small_catalogue
from tests.catalog.small import situation, step

MOVE = Target(Kind.SITUATION, "moving")
DIVORCE = Target(Kind.SITUATION, "divorce")
NAME = Target(Kind.STEP, "name/after-divorce")


def found(index: SearchIndex, query: str, limit: int = 5) -> list[Target]:
    return [hit.target for hit in index.search(query, limit)]


# -- a few phrases ---------------------------------------------------------------------------------------------------


def test_what_was_asked_for_word_by_word_is_a_full_match_and_says_on_which_phrase() -> None:
    index = SearchIndex([(MOVE, "переїхали в іншу квартиру"), (MOVE, "нова адреса"), (DIVORCE, "розлучення")])
    assert index.search("Нова адреса!") == [Hit(MOVE, 1.0, "нова адреса")]


def test_a_record_is_found_once_by_its_best_phrase() -> None:
    index = SearchIndex([(MOVE, "нова адреса житла"), (MOVE, "нова адреса"), (MOVE, "адреса")])
    assert [hit.matched_on for hit in index.search("нова адреса")] == ["нова адреса"]


def test_a_record_with_many_phrases_does_not_crowd_out_the_others() -> None:
    many = [(MOVE, f"адреса {number}") for number in range(50)]
    index = SearchIndex([*many, (DIVORCE, "адреса суду для розлучення")])
    assert found(index, "адреса", limit=2) == [MOVE, DIVORCE]


def test_a_word_itself_comes_before_its_rarer_forms() -> None:
    index = SearchIndex(
        [(NAME, "змінити прізвище розлученням"), (DIVORCE, "розлучення"), (MOVE, "розлучення і переїзд")]
    )
    assert found(index, "розлучення")[0] == DIVORCE


def test_rare_words_count_more_than_common_ones() -> None:
    common = [(Target(Kind.SERVICE, str(number)), "отримати довідку") for number in range(20)]
    index = SearchIndex([*common, (DIVORCE, "отримати розлучення")])
    assert found(index, "довідку розлучення")[0] == DIVORCE


def test_a_situation_comes_before_a_term_that_matches_as_well() -> None:
    term = Target(Kind.TERM, "divorce")
    assert found(SearchIndex([(term, "розлучення"), (DIVORCE, "розлучення")]), "розлучення") == [DIVORCE, term]


def test_no_more_is_found_than_was_asked_for() -> None:
    index = SearchIndex([(Target(Kind.SERVICE, str(number)), f"послуга {number}") for number in range(9)])
    assert len(index.search("послуга", limit=3)) == 3


@pytest.mark.parametrize("query", ["", "   ", "?!", "зовсім інше слово"])
def test_nothing_is_found_when_nothing_fits(query: str) -> None:
    assert SearchIndex([(MOVE, "нова адреса"), (DIVORCE, "розлучення")]).search(query) == []


def test_an_empty_index_finds_nothing() -> None:
    assert SearchIndex([]).search("розлучення") == []


@given(st.text(max_size=40))
def test_whatever_is_typed_scores_stay_between_the_threshold_and_one(query: str) -> None:
    index = SearchIndex([(MOVE, "нова адреса"), (DIVORCE, "розлучення"), (NAME, "new name after a divorce")])
    assert all(0.35 <= hit.score <= 1 for hit in index.search(query))


def test_situations_steps_services_and_terms_are_all_in_the_index() -> None:
    index = index_of(small_catalogue(situation([step("walk")], name="road")))
    assert found(index, "дорога")[0] == Target(Kind.SITUATION, "road")
    assert found(index, "walk")[0] == Target(Kind.STEP, "road/walk")
    assert found(index, "Послуга без номера")[0] == Target(Kind.SERVICE, "s001")
    assert found(index, "00030")[0] == Target(Kind.SERVICE, "00030")
    assert found(index, "tsnap")[0] == Target(Kind.TERM, "cnap")


# -- the real catalogue ----------------------------------------------------------------------------------------------


@pytest.fixture(scope="session")
def index(catalogue: Catalogue) -> SearchIndex:
    return index_of(catalogue)


def first(index: SearchIndex, query: str) -> str:
    hits = index.search(query)
    assert hits, f"nothing found for {query}"
    return hits[0].target.key


@pytest.mark.parametrize(
    ("query", "key"),
    [
        ("свідоцтво про народженя", "birth-of-child"),
        ("розлученя", "divorce"),
        ("зруйновний будинок", "damaged-home"),
        ("вітчизняна субсидиія", "housing-subsidy"),
        ("getting marred", "marriage"),
        ("birht certificate", "birth-of-child"),
        ("drivng licence", "driving-licence"),
    ],
)
def test_typos_are_forgiven(index: SearchIndex, query: str, key: str) -> None:
    assert first(index, query) == key


@pytest.mark.parametrize(
    ("query", "key"),
    [
        ("ghjgbcrf", "moving-residence"),
        ("hjpkextyyz", "divorce"),
        ("rfd'zhyz", "open-cafe"),
        ("cgflobyf", "inheritance"),
        ("dslrhbnb ajg", "start-sole-proprietor"),
        ("dsqcmrrjvfn", "military-registration"),
    ],
)
def test_the_other_keyboard_layout_is_understood(index: SearchIndex, query: str, key: str) -> None:
    assert first(index, query) == key


@pytest.mark.parametrize(
    ("query", "key"),
    [
        ("propyska", "moving-residence"),
        ("svidotstvo pro narodzhennia", "birth-of-child"),
        ("rozluchennia", "divorce"),
        ("kavyarnya", "open-cafe"),
        ("vidkryty fop", "start-sole-proprietor"),
        ("spadshchyna", "inheritance"),
    ],
)
def test_ukrainian_in_latin_letters_is_understood(index: SearchIndex, query: str, key: str) -> None:
    assert first(index, query) == key


@pytest.mark.parametrize(
    ("query", "key"),
    [
        ("спадщину", "inheritance"),
        ("субсидію", "housing-subsidy"),
        ("кав'ярню", "open-cafe"),
        ("розлучитись", "divorce"),
        ("прописатися", "moving-residence"),
        ("прописати немовля", "birth-of-child"),
        ("зруйнованого будинку", "damaged-home"),
    ],
)
def test_other_forms_of_a_word_are_found(index: SearchIndex, query: str, key: str) -> None:
    assert first(index, query) == key


@pytest.mark.parametrize(
    ("query", "key"),
    [
        ("МСЕК", "disability"),
        ("військкомат", "military-registration"),
        ("біржа праці", "job-loss"),
        ("прописка", "moving-residence"),
        ("ЗАГС", "dracs"),
        ("ЕЦП", "kep"),
        ("ІПН", "rnokpp"),
    ],
)
def test_old_names_lead_to_what_they_are_called_today(index: SearchIndex, query: str, key: str) -> None:
    assert first(index, query) == key


def test_a_service_is_found_by_its_number_in_the_register(index: SearchIndex) -> None:
    assert first(index, "00030") == "00030"


def test_every_situation_is_found_first_by_its_own_title(index: SearchIndex, catalogue: Catalogue) -> None:
    titles = {title: one.id for one in catalogue.situations for title in (one.title.uk, one.title.en)}
    assert {title: first(index, title) for title in titles} == titles


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_whatever_people_call_a_situation_finds_it_with_a_full_match(
    index: SearchIndex, catalogue: Catalogue, data: st.DataObject
) -> None:
    one = data.draw(st.sampled_from(catalogue.situations))
    phrase = data.draw(st.sampled_from(one.known_as.all()))
    scores = {hit.target: hit.score for hit in index.search(phrase)}
    assert scores.get(Target(Kind.SITUATION, one.id)) == 1.0
