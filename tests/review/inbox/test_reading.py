"""A conversation as staff read it: what was said, what was understood, and what it changed in the plan."""

from __future__ import annotations

from sqlalchemy.engine import Engine
from sqlalchemy.orm import Session

from bot.conversations.models import ConversationFeedback
from catalog.situations import Situation
from review.access.roles import Role
from review.access.staff import Staff
from review.inbox import reading
from review.inbox.reading import Reading
from review.inbox.turns import Told, Voice, understood
from review.judging import judgements
from review.judging.judgements import Judgement
from review.judging.vocabulary import Reason, Verdict
from tests.catalog.small import answered, circumstance, situation, step
from tests.review.talks import Talk

OLENA = Staff(7, "Олена", Role.REVIEWER, "uk")
#: Who drives does without a ticket; who does not know yet may need both.
ROAD = situation(
    [step("map"), step("ticket", when=answered("car", "no")), step("fuel", when=answered("car", "yes"))],
    [circumstance("car")],
)


def road(situation_id: str) -> Situation | None:
    return ROAD if situation_id == ROAD.id else None


def read(engine: Engine, page: int = 1, conversation_id: str = "web-1") -> Reading:
    with Session(engine) as session:
        found = reading.read(session, conversation_id, page, road)
    assert found is not None
    return found


def test_the_opening_stands_before_the_numbered_turns(database: Engine) -> None:
    Talk(database).greeting("Вітаю!").turn("поїду", "Гаразд.").turn("Так", "Ще краще.", payload="yes")

    found = read(database)

    assert found.opening is not None
    assert [one.text for one in found.opening.answers] == ["Вітаю!"]
    assert [(one.turn.number, one.turn.said, one.turn.payload) for one in found.turns] == [
        (1, "поїду", None),
        (2, "Так", "yes"),
    ]
    assert [one.turn.answers[0].text for one in found.turns] == ["Гаразд.", "Ще краще."]
    assert (found.turns[0].turn.status, found.turns[0].turn.understood.decision) == ("answered", "answer")


def test_a_turn_tells_which_steps_it_added_dropped_and_made_certain(database: Engine) -> None:
    talk = Talk(database).turn("поїду", situation="road", answers={"road": {}})
    talk.turn("машини нема", answers={"road": {"car": ["no"]}})
    talk.turn("тобто є", answers={"road": {"car": ["yes"]}})
    talk.turn("карту взяв", done_steps={"road": ["map"]})
    talk.turn("дякую", status="small_talk")

    first, second, third, fourth, fifth = (one.plan for one in read(database).turns)

    assert first is not None
    assert (first.before, first.after) == (0, 3)
    assert second is not None
    assert ([one for one, _ in second.lost], [one for one, _ in second.certain]) == (["fuel"], ["ticket"])
    assert third is not None
    assert ([one for one, _ in third.gained], [one for one, _ in third.lost]) == (["fuel"], ["ticket"])
    assert fourth is not None
    assert [one for one, _ in fourth.done] == ["map"]
    assert fifth is None


def test_a_turn_shows_the_slots_it_changed_and_no_others(database: Engine) -> None:
    talk = Talk(database).turn("поїду", situation="road", focus_step="map")
    talk.turn("далі", situation="road", focus_step="ticket", pending_question=None)

    assert dict(read(database).turns[1].turn.slots) == {"focus_step": "ticket"}


def test_long_conversations_come_in_pages_that_know_what_went_before(database: Engine) -> None:
    talk = Talk(database).greeting().turn("поїду", situation="road", answers={"road": {"car": ["no"]}})
    for number in range(2, reading.SIZE + 1):
        talk.turn(f"повідомлення {number}")
    talk.turn("є машина", answers={"road": {"car": ["yes"]}})

    found = read(database, page=2)

    assert (found.page, found.pages, found.opening) == (2, 2, None)
    assert [(one.turn.number, one.turn.said) for one in found.turns] == [(reading.SIZE + 1, "є машина")]
    plan = found.turns[0].plan
    assert plan is not None
    assert (plan.before, [one for one, _ in plan.lost]) == (2, ["ticket"])
    assert reading.page_of(reading.SIZE + 1) == 2
    assert read(database, page=99).page == 2


def test_what_staff_write_stands_under_the_turn_it_followed(database: Engine) -> None:
    talk = Talk(database).turn("покличте людину", "Кличу.")
    talk.store.append(
        talk.id,
        [{"event": "bot", "timestamp": talk.at, "text": "Я тут.", "data": {}, "metadata": {"staff": "Олена"}}],
        {"slots": talk.slots, "events": []},
    )

    answers = read(database).turns[0].turn.answers

    assert [(one.voice, one.text) for one in answers] == [(Voice.ASSISTANT, "Кличу."), (Voice.STAFF, "Я тут.")]


def test_verdicts_and_the_persons_own_words_stand_at_their_turn(database: Engine) -> None:
    Talk(database).turn("а").turn("б")
    position = read(database).turns[1].turn.position
    with Session(database) as session, session.begin():
        judgements.judge(session, OLENA, 5.0, "web-1", position, Judgement(Verdict.WRONG, Reason.TONE, "різко"))
        session.add(ConversationFeedback(conversation_id="web-1", position=position, at=6.0, helped=False, words="ні"))

    first, second = read(database).turns

    assert (first.given, first.feedback) == ((), ())
    assert [(one.judgement.verdict, one.judgement.words, one.staff_name) for one in second.given] == [
        (Verdict.WRONG, "різко", "Олена")
    ]
    assert [(one.helped, one.words) for one in second.feedback] == [(False, "ні")]


def test_what_does_not_exist_cannot_be_read(database: Engine) -> None:
    with Session(database) as session:
        assert reading.read(session, "web-unknown", 1, road) is None


def test_meanings_are_ranked_by_full_name_where_the_model_tells_them() -> None:
    parsed = {
        "intent_ranking": [
            {"name": "nlu_fallback", "confidence": 0.9},
            {"name": "situation", "confidence": 0.7},
            {"name": "greet", "confidence": 0.2},
        ],
        "response_selector": {
            "all_retrieval_intents": ["situation"],
            "situation": {
                "ranking": [
                    {"intent_response_key": "situation/marriage", "confidence": 0.1},
                    {"intent_response_key": "situation/road", "confidence": 0.6},
                ]
            },
        },
        "entities": [{"entity": "circumstance", "value": "car=no", "group": "road"}, {"entity": "step", "value": "x"}],
        "likeness": 0.4,
    }

    found = understood({"parse_data": parsed})

    assert found.ranking == (("situation/road", 0.6), ("greet", 0.2), ("situation/marriage", 0.1))
    assert (found.told, found.likeness) == ((Told("road", "car", "no"),), 0.4)
