"""An answer told, changed and taken back in words: «ні, таки з алкоголем»."""

from __future__ import annotations

import pytest

from actions.knowledge import Knowledge
from actions.said import Learned
from tests.actions.talking import Talk


@pytest.fixture
def cafe(known: Knowledge) -> Talk:
    """Somebody who opens a café and has said that there will be no alcohol."""
    talk = Talk(known)
    talk.begin("open-cafe", alcohol="none")
    return talk


@pytest.mark.parametrize("intent", ["deny", "nlu_fallback", "change_answer", "situation/open-shop"])
def test_the_question_opens_again_where_there_are_several_kinds_of_what_is_insisted_on(cafe: Talk, intent: str) -> None:
    reply = cafe.hear("ні, таки з алкоголем", intent)

    assert reply.question is not None
    assert reply.question.circumstance == "alcohol"
    assert cafe.state.given()["alcohol"] == ("none",)

    cafe.hear("пиво", "nlu_fallback", decision="search")
    assert cafe.state.given()["alcohol"] == ("beer_or_cider",)


@pytest.mark.parametrize("intent", ["deny", "nlu_fallback", "situation/open-shop"])
@pytest.mark.parametrize(
    ("text", "alcohol"),
    [
        ("все-таки буде пиво", "beer_or_cider"), ("actually only table wine", "table_wine_only"),
        ("ні, все ж міцні напої", "spirits"),
    ],
)  # fmt: skip
def test_an_answer_insisted_on_takes_the_place_of_the_one_before(
    cafe: Talk, text: str, alcohol: str, intent: str
) -> None:
    cafe.hear(text, intent)
    assert cafe.state.given()["alcohol"] == (alcohol,)


def test_insisting_on_something_else_opens_no_question(cafe: Talk) -> None:
    reply = cafe.hear("таки піду на пенсію", "situation/retirement")
    assert reply.question is None
    assert cafe.state.situation == "retirement"


@pytest.mark.parametrize("text", ["ми за кордоном", "I am abroad", "ми зараз у Польщі"])
def test_being_abroad_is_taken_up_where_no_question_is_about_it(bees: Talk, text: str) -> None:
    bees.begin("keep-bees")

    reply = bees.hear(text, "nlu_fallback", decision="clarify", situations=(("sell-honey", 0.2),))

    assert reply.text.startswith("You are abroad. My sources do not say")
    assert reply.text.endswith("• Step 2. Do passport")
    assert reply.guide is not None


@pytest.mark.parametrize("text", ["продати мед за кордоном", "не за кордоном", "скільки коштує за кордоном"])
def test_a_need_or_a_question_about_another_country_is_not(bees: Talk, text: str) -> None:
    bees.begin("keep-bees")
    assert "You are abroad" not in bees.hear(text, "nlu_fallback", decision="search").text


def test_where_a_question_is_about_it_it_is_an_answer(known: Knowledge) -> None:
    talk = Talk(known)
    talk.begin("lost-documents")
    talk.hear("ми за кордоном", "nlu_fallback", decision="clarify")
    assert talk.state.given()["where_now"] == ("abroad",)


#: What «гості сидітимуть під липою надворі» says to two questions of a café, one of which it answers.
TERRACE = Learned("terrace", "yes", 0.98)
STAFF = Learned("staff", "yes", 0.9)


def asked_about(talk: Talk, circumstance: str) -> Talk:
    talk.press(f"change:{circumstance}")
    return talk


def test_an_answer_as_people_give_it_is_taken(cafe: Talk) -> None:
    asked_about(cafe, "terrace").hear(
        "гості сидітимуть під липою", "nlu_fallback", decision="clarify", learned=[TERRACE]
    )
    assert cafe.state.given()["terrace"] == ("yes",)


@pytest.mark.parametrize(
    "text", ["гості сидітимуть під липою?", "а скільки це коштує, під липою", "насправді сидітимуть під липою"]
)
def test_a_question_or_a_correction_is_no_such_answer(cafe: Talk, text: str) -> None:
    asked_about(cafe, "terrace").hear(text, "nlu_fallback", decision="clarify", learned=[TERRACE])
    assert "terrace" not in cafe.state.given()


@pytest.mark.parametrize(("share", "is_taken"), [(0.95, True), (0.8, False)])
def test_what_is_surely_another_need_must_be_as_sure_an_answer(cafe: Talk, share: float, is_taken: bool) -> None:
    answer = Learned("terrace", "yes", share)
    asked_about(cafe, "terrace").hear("загубив паспорт", "situation/lost-documents", learned=[answer])

    assert cafe.state.situation == ("open-cafe" if is_taken else "lost-documents")


@pytest.mark.parametrize(("share", "is_taken"), [(0.95, True), (0.8, False)])
def test_so_must_what_is_taken_for_nothing_of_ours(cafe: Talk, share: float, is_taken: bool) -> None:
    answer = Learned("terrace", "yes", share)
    asked_about(cafe, "terrace").hear("під липою", "out_of_scope/small_talk", decision="out_of_scope", learned=[answer])

    assert ("terrace" in cafe.state.given()) is is_taken


def test_an_answer_to_another_question_than_the_one_put_is_taken_for_that(cafe: Talk) -> None:
    asked_about(cafe, "staff").hear("гості сидітимуть під липою", "nlu_fallback", decision="clarify", unasked=TERRACE)

    assert cafe.state.given()["terrace"] == ("yes",)
    assert "staff" not in cafe.state.given()


def test_the_question_that_was_put_goes_first_unless_the_other_is_much_surer(cafe: Talk) -> None:
    """0.9 is nine to one, and nine times likelier an answer to the question; 0.98 is 49 to one."""
    both = {"decision": "clarify", "learned": [STAFF, TERRACE], "unasked": TERRACE}
    asked_about(cafe, "staff").hear("вдвох під липою", "nlu_fallback", **both)
    assert cafe.state.given()["staff"] == ("yes",)
    assert "terrace" not in cafe.state.given()

    hardly = Learned("staff", "yes", 0.8)
    cafe.begin("open-cafe")
    asked_about(cafe, "staff").hear("під липою", "deny", learned=[hardly, TERRACE], unasked=TERRACE)
    assert cafe.state.given()["terrace"] == ("yes",)


def test_what_is_surely_another_need_answers_no_question_that_was_not_put(cafe: Talk) -> None:
    cafe.hear("загубив паспорт", "situation/lost-documents", unasked=TERRACE)
    assert cafe.state.situation == "lost-documents"
