"""A message is read statement by statement; of an example, what no mark touches tells nothing."""

from __future__ import annotations

from bot.nlu.circumstances.statements import telling_nothing, worth_reading
from bot.nlu.circumstances.told import MarkedMessage


def test_questions_and_single_words_beside_others_are_not_read() -> None:
    found = worth_reading("Добрий день! Ми не розписані, він у Польщі. Як записати дитину?")

    assert [one.text for one in found] == ["Добрий день", "Ми не розписані", "він у Польщі"]


def test_a_message_of_one_statement_is_read_whatever_it_is() -> None:
    assert [one.text for one in worth_reading("як усиновити племінника?")] == ["як усиновити племінника"]


def test_what_a_mark_touches_is_told() -> None:
    text = "Народила дочку, ми з хлопцем не розписані, йому байдуже"
    begin = text.index("хлопцем")
    message = MarkedMessage(text, "birth", marks=((begin, begin + len("хлопцем не розписані")),))

    assert telling_nothing(message) == ["Народила дочку", "йому байдуже"]
