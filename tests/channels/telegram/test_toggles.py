"""Several answers to one question: marked in the keyboard, sent at once."""

from __future__ import annotations

from telegram import InlineKeyboardButton

from channels.payload import MAX_BYTES, Payload
from channels.reply import Choice, Question
from channels.telegram.toggles import alone, chosen, is_next, is_toggle, toggled, toggles

GOODS = Question(
    "goods",
    "What do you sell?",
    (
        Choice("Food", "answer:goods=food@k3f9"),
        Choice("Alcohol", "answer:goods=alcohol@k3f9"),
        Choice("I don't know", "answer:goods=unknown@k3f9"),
    ),
    multiple=True,
)


def keyboard() -> list[list[InlineKeyboardButton]]:
    return [[InlineKeyboardButton(one.title, callback_data=one.payload)] for one in toggles(GOODS, "Next")]


def test_each_answer_can_be_marked_and_i_do_not_know_is_an_answer_by_itself() -> None:
    assert [choice.title for choice in toggles(GOODS, "Next")] == ["☐ Food", "☐ Alcohol", "Next", "I don't know"]
    codes = [choice.payload for choice in toggles(GOODS, "Next")]
    assert [is_toggle(code) for code in codes] == [True, True, False, False]
    assert [is_next(code) for code in codes] == [False, False, True, False]


def test_what_is_marked_is_sent_as_one_answer() -> None:
    first, second, on = (row[0].callback_data for row in keyboard()[:3])
    marked = toggled(toggled(keyboard(), str(first)).inline_keyboard, str(second))
    assert chosen(marked.inline_keyboard, str(on)) == (Payload("answer", "goods=food,alcohol", "k3f9"), "Food, Alcohol")


def test_a_mark_is_taken_back_by_a_second_press() -> None:
    first, on = str(keyboard()[0][0].callback_data), str(keyboard()[2][0].callback_data)
    back = toggled(toggled(keyboard(), first).inline_keyboard, first)
    assert back.inline_keyboard[0][0].text == "☐ Food"
    assert chosen(back.inline_keyboard, on) is None


def test_without_the_keyboard_one_button_is_one_answer() -> None:
    assert alone("+goods=food@k3f9") == Payload("answer", "goods=food", "k3f9")
    assert alone("+nonsense") is None


def test_the_longest_answer_still_fits_telegram() -> None:
    longest = Choice("x", "answer:first_two_year_licence=yes_more_than_two_offences@k3f9")
    question = Question("first_two_year_licence", "?", (longest,), multiple=True)
    assert all(len(one.payload.encode()) <= MAX_BYTES for one in (longest, *toggles(question, "Next")))
