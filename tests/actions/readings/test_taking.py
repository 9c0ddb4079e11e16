"""Words for what only a button does: the list is printed, kept and sent on when somebody says so."""

from __future__ import annotations

import pytest

from tests.actions.talking import Talk, guide_in


@pytest.mark.parametrize("intent", ["nlu_fallback", "affirm", "goodbye", "show_list", "situation/sell-honey", "human"])
@pytest.mark.parametrize(
    "text",
    [
        "можна роздрукувати список", "скиньте мені це", "збережіть", "can I print this", "як поділитися",
        "а можна скинути чоловіку у вайбер?", "роздруківку, будь ласка", "хочу зберегти собі на телефон",
        "можно распечатать", "send it to my phone please", "How do I share this list?", "можна в календар?",
    ],
)  # fmt: skip
def test_the_list_is_given_along_whatever_the_model_made_of_it(bees: Talk, text: str, intent: str) -> None:
    bees.begin("keep-bees")
    reply = bees.hear(text, intent)

    assert reply.text.startswith("You can take the list along.")
    assert guide_in(reply).situation == "keep-bees"


@pytest.mark.parametrize(
    "text",
    [
        "куди надіслати", "скиньте реквізити", "як зберегти роботу", "роздрукувати заяву", "не зберігайте нічого",
        "де роздрукувати довідку", "як відправити", "how to send the application", "save the bees", "не скинули",
    ],
)  # fmt: skip
def test_what_names_something_else_is_not_about_the_list(bees: Talk, text: str) -> None:
    bees.begin("keep-bees")
    assert "take the list along" not in bees.hear(text, "nlu_fallback", decision="search").text


def test_without_a_list_there_is_nothing_to_take_along(bees: Talk) -> None:
    reply = bees.hear("можна роздрукувати", "nlu_fallback", decision="search")
    assert "take the list along" not in reply.text
    assert reply.guide is None
