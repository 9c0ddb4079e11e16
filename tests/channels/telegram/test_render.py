"""Replies as Telegram shows them. What is drawn is read back the way Telegram reads it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from telegram.constants import InlineKeyboardMarkupLimit, MessageLimit

from actions.compose.step import StepComposer
from actions.knowledge import Knowledge
from actions.wording import wording
from catalog.plan import plan
from channels.payload import MAX_BYTES, tag_of
from channels.reply import (
    Choice,
    GivenAnswer,
    Guide,
    GuideStep,
    Notice,
    NoticeKind,
    Question,
    Reply,
    SearchResult,
    StepStatus,
)
from channels.telegram.render import NUMBERS_A_ROW, SHORT_TITLE, Screen, screens, split
from channels.telegram.texts import texts
from tests.actions.talking import Talk
from tests.channels.replies import FULL, GUIDE, STEP, replies
from tests.channels.telegram.bot_api import visible_text

LIMIT = MessageLimit.MAX_TEXT_LENGTH
NASTY = '<b>"А & Б"</b> <script>'


def only(reply: Reply, language: str = "uk") -> Screen:
    (screen,) = screens(reply, language)
    return screen


def titles(screen: Screen) -> list[list[str]]:
    return [[choice.title for choice in row] for row in screen.rows]


# -- text -------------------------------------------------------------------------------------------------------------


def _poisoned(value: Any, key: str = "") -> Any:
    """The JSON of a reply with markup in every text a person sees."""
    if isinstance(value, dict):
        return {name: _poisoned(item, name) for name, item in value.items()}
    if isinstance(value, list):
        return [_poisoned(item, key) for item in value]
    known = key in ("payload", "id", "status", "kind", "circumstance", "situation", "aspect", "url", "language")
    return value if known or not isinstance(value, str) else NASTY


def test_every_value_is_shown_as_it_is_and_never_as_markup() -> None:
    poisoned = Reply.from_json(_poisoned(FULL.as_json()))
    html = "".join(screen.html for screen in screens(poisoned, "uk"))
    assert "<script" not in html
    seen = visible_text(html)
    plain = visible_text("".join(screen.html for screen in screens(FULL, "uk")))
    assert seen.count(NASTY) >= 20
    assert "&amp;" not in seen, "escaped once, not twice"
    assert len(plain) > 300


def test_a_link_with_an_ampersand_stays_a_link() -> None:
    source = replace(STEP.sources[0], url='https://x.gov.ua/?a=1&b="2"')
    html = only(Reply("так", step=replace(STEP, sources=(source,)))).html
    assert 'href="https://x.gov.ua/?a=1&amp;b=&quot;2&quot;"' in html


@given(replies)
def test_whatever_is_said_telegram_can_read_it_and_it_is_all_there(reply: Reply) -> None:
    shown = screens(reply, "uk")
    seen = visible_text("\n\n".join(screen.html for screen in shown))
    said = [reply.text, *(notice.text for notice in reply.notices)]
    if reply.guide is not None:
        said += [step.title for step in reply.guide.steps]
    if reply.step is not None:
        said += [item.text for section in reply.step.sections for item in section.items]
        said.append(reply.step.checked)
    assert [text for text in said if text.strip() not in seen] == []
    for screen in shown:
        visible_text(screen.html)


def test_a_checklist_shows_what_is_done_what_may_apply_and_what_comes_first() -> None:
    lines = visible_text(only(Reply("Ось", guide=GUIDE)).html).splitlines()
    assert "1. Візьміть довідку (зроблено)" in lines
    assert "2. Зареєструйте народження (після кроку 1)" in lines
    assert "3. Внесіть батька (якщо батьки не одружені)" in lines


@pytest.mark.parametrize(("language", "word"), [("uk", "можливо"), ("en", "may apply")])
def test_a_step_that_may_apply_says_so_even_without_a_condition(language: str, word: str) -> None:
    step = GuideStep("a", 1, "Крок", StepStatus.MAY_APPLY)
    html = only(Reply("Ось", guide=Guide("s", "Назва", (step,))), language).html
    assert f"1. Крок (<i>{word}</i>)" in html


def test_a_done_step_is_crossed_out() -> None:
    assert "1. <s>Візьміть довідку</s> (зроблено)" in only(Reply("Ось", guide=GUIDE)).html


def test_sums_question_reason_and_what_is_not_covered_are_shown() -> None:
    seen = visible_text(only(Reply("Ось", guide=GUIDE)).html)
    for text in (
        "Гроші: безоплатно", "Скільки чекати: приблизно 1 день", "Ви одружені?", "Від цього залежить запис про батька.",
        texts("uk")["not_covered"], "• Як обрати ім'я", texts("uk")["press_number"],
    ):  # fmt: skip
        assert text in seen


def test_a_step_shows_its_sections_sites_sources_and_date() -> None:
    html = only(Reply("Ось", step=STEP)).html
    assert "<b>Куди звертатися</b>\n• ДРАЦС\n• онлайн: Дія\nhttps://diia.gov.ua/malyatko" in html
    assert '<a href="https://zakon.rada.gov.ua/laws/1">zakon.rada.gov.ua</a>, загальновідоме' in html
    assert html.endswith("Перевірено: лютий 2026")


def test_the_same_source_twice_is_named_once() -> None:
    doubled = replace(STEP, sources=(*STEP.sources, *STEP.sources))
    assert only(Reply("Ось", step=doubled)).html == only(Reply("Ось", step=STEP)).html


def test_notices_stand_before_the_answer_and_a_short_crisis_line_is_bold() -> None:
    notices = (Notice(NoticeKind.CRISIS, "Телефонуйте 112"), Notice(NoticeKind.PRIVACY, "Приховано"))
    assert only(Reply("Ось", notices=notices)).html == "<b>Телефонуйте 112</b>\n\nПриховано\n\nОсь"


# -- buttons ----------------------------------------------------------------------------------------------------------


def test_answers_come_first_then_the_numbers_then_the_ways_on() -> None:
    screen = only(
        Reply("Ось", guide=GUIDE, choices=(Choice("Усі документи", "ask:documents"), Choice("Це не те", "other")))
    )
    assert titles(screen) == [
        ["Так", "Не знаю"],
        ["1", "2", "3"],
        ["Змінити відповіді"],
        ["Усі документи", "Це не те"],
    ]
    tag = tag_of(GUIDE.situation)
    assert [choice.payload for choice in screen.rows[1]] == [
        f"step:take-paper@{tag}",
        f"step:register-birth@{tag}",
        f"step:record-father@{tag}",
    ]
    assert screen.rows[2][0].payload == f"change@{tag}"


def test_a_long_checklist_stands_behind_what_is_said_about_it_unless_it_is_edited_in_place() -> None:
    steps = tuple(GuideStep(f"s{n}", n, "Дуже довга назва кроку " * 4, StepStatus.APPLIES) for n in range(1, 15))
    reply = Reply("Схоже, йдеться про це.", guide=Guide("s", "Назва", steps))
    said, checklist = screens(reply, "uk")
    assert (said.html, said.rows, said.is_guide) == ("Схоже, йдеться про це.", (), False)
    assert checklist.is_guide
    assert len(screens(reply, "uk", whole=True)) == 1


def test_given_answers_are_shown_and_a_question_of_several_answers_is_marked() -> None:
    given = GivenAnswer("goods", "ви продаєте їжу", Choice("Змінити", "change:goods"))
    choices = (Choice("Їжа", "answer:goods=food"), Choice("Не знаю", "answer:goods=unknown"))
    question = Question("goods", "Що продаєте?", choices, multiple=True)
    screen = only(Reply("Ось", guide=Guide("s", "Назва", (), answers=(given,), question=question)))
    assert "<b>Враховано:</b> ви продаєте їжу" in screen.html
    assert titles(screen)[:3] == [["☐ Їжа"], ["Далі"], ["Не знаю"]]


def test_numbers_stand_six_in_a_row() -> None:
    steps = tuple(GuideStep(f"s{n}", n, "Крок", StepStatus.APPLIES) for n in range(1, 15))
    rows = titles(only(Reply("Ось", guide=Guide("s", "Назва", steps))))
    assert rows == [[str(n) for n in range(1, 7)], [str(n) for n in range(7, 13)], ["13", "14"]]
    assert max(len(row) for row in rows) == NUMBERS_A_ROW


def test_short_buttons_share_a_row_and_a_long_one_has_its_own() -> None:
    made = [Choice(title, "list") for title in ("a", "b", "c", "x" * (SHORT_TITLE + 1), "d", "e")]
    assert titles(only(Reply("Ось", choices=tuple(made)))) == [["a", "b"], ["c"], ["x" * (SHORT_TITLE + 1)], ["d", "e"]]


def test_results_can_be_opened_and_long_titles_are_cut() -> None:
    results = (SearchResult("Дуже " * 30, "послуга", "service:1"), SearchResult("КЕП", "слово", None, "підпис"))
    screen = only(Reply("Ось", results=results))
    ((title,),) = titles(screen)
    assert len(title) <= 60
    assert title.endswith("…")
    assert "<b>КЕП</b>\nпідпис" in screen.html


def test_a_reply_without_buttons_has_no_keyboard() -> None:
    assert only(Reply("Ось")).keyboard() is None


@given(replies)
def test_every_button_is_drawn_once_in_the_order_of_the_reply(reply: Reply) -> None:
    drawn = [choice.payload for screen in screens(reply, "uk") for row in screen.rows for choice in row]
    asked = [reply.guide.question if reply.guide else None, reply.question]
    question, alone = ([choice.payload for choice in one.choices] if one else [] for one in asked)
    tag = tag_of(reply.guide.situation) if reply.guide else ""
    steps = [f"step:{step.id}@{tag}" for step in reply.guide.steps] if reply.guide else []
    change = [f"change@{tag}"] if reply.guide and reply.guide.answers else []
    results = [result.payload for result in reply.results if result.payload]
    wanted = [*question, *steps, *change, *alone, *results, *(c.payload for c in reply.choices)]
    assert drawn == wanted


def test_a_button_whose_code_telegram_would_refuse_is_left_out_and_the_rest_is_sent() -> None:
    screen = only(Reply("Ось", choices=(Choice("x" * 20, "answer:" + "a" * MAX_BYTES), Choice("y" * 20, "list"))))
    assert titles(screen) == [["y" * 20]]


# -- limits -----------------------------------------------------------------------------------------------------------

lines = st.text("абв <&>", min_size=1, max_size=15)
parts = st.lists(st.lists(lines, min_size=1, max_size=6).map("\n".join), min_size=1, max_size=8)


@given(parts, st.integers(20, 60))
def test_a_text_is_split_only_at_borders_and_nothing_is_lost(made: list[str], limit: int) -> None:
    pieces = split(made, limit)
    assert all(0 < len(piece) <= limit for piece in pieces)
    borders = "\n\n".join(made).split("\n")
    assert [line for piece in pieces for line in piece.split("\n") if line] == [line for line in borders if line]


def test_parts_that_fit_stay_together() -> None:
    assert split(["a" * 10, "b" * 10, "c" * 10], limit=22) == ["a" * 10 + "\n\n" + "b" * 10, "c" * 10]


def test_a_line_longer_than_a_whole_message_is_cut_rather_than_lost() -> None:
    assert split(["x" * 25], limit=10) == ["x" * 10, "x" * 10, "x" * 5]


def test_the_buttons_stand_under_the_last_message_of_a_long_reply() -> None:
    long = Reply("\n".join("рядок " * 10 for _ in range(200)), guide=GUIDE, choices=(Choice("Далі", "list"),))
    first, *_, last = screens(long, "uk")
    assert (first.rows, first.is_guide) == ((), False)
    assert last.is_guide
    assert last.rows[-1] == (Choice("Далі", "list"),)


def fits(reply: Reply, language: str, place: tuple[str, ...]) -> list[Screen]:
    drawn = screens(reply, language)
    for screen in drawn:
        assert 0 < len(screen.html) <= LIMIT, place
        visible_text(screen.html)
        buttons = [choice for row in screen.rows for choice in row]
        assert len(buttons) <= InlineKeyboardMarkupLimit.TOTAL_BUTTON_NUMBER, place
        assert all(len(row) <= InlineKeyboardMarkupLimit.BUTTONS_PER_ROW for row in screen.rows), place
        assert all(1 <= len(choice.payload.encode()) <= MAX_BYTES for choice in buttons), place
    return drawn


@pytest.mark.parametrize("language", ["uk", "en"])
def test_every_guide_of_the_catalogue_fits_into_one_message_to_be_edited_in_place(
    known: Knowledge, language: str
) -> None:
    for situation in known.catalogue.situations:
        talk = Talk(known, language)
        first = talk.begin(situation.id)
        assert first.guide is not None
        for reply in (first, talk.press(f"done:{first.guide.steps[0].id}"), talk.press("list")):
            assert fits(reply, language, (situation.id,))[-1].is_guide
            assert len(screens(reply, language, whole=True)) == 1, situation.id


@pytest.mark.parametrize("language", ["uk", "en"])
def test_every_step_of_the_catalogue_fits_into_telegrams_messages(known: Knowledge, language: str) -> None:
    for situation in known.catalogue.situations:
        made = plan(situation, {}, known.today)
        composer = StepComposer(made, known.catalogue, wording(language))
        for step in made.steps:
            drawn = fits(composer.reply(step), language, (situation.id, step.id))
            assert drawn[-1].rows
