"""The kill switch: a channel rests with a reason, on every worker at once."""

from __future__ import annotations

import pytest
from sqlalchemy.engine import Engine

from bot.conversations.switches import ALL, Pause, SwitchError, Switches

NOW = 1_795_000_000.0


def pause(channel: str, reason: str = "Оновлюємо суми.", reason_en: str = "") -> Pause:
    return Pause(channel, reason, reason_en, NOW, "Олена")


def test_a_channel_rests_until_it_is_resumed(database: Engine) -> None:
    switches, of_another_worker = Switches(database), Switches(database)

    switches.pause(pause("web"))
    assert of_another_worker.pause_of("web") == pause("web")
    assert of_another_worker.pause_of("telegram") is None

    assert switches.resume("web")
    assert of_another_worker.pause_of("web") is None
    assert not switches.resume("web")


def test_the_switch_of_all_holds_for_every_channel(database: Engine) -> None:
    switches = Switches(database)
    switches.pause(pause(ALL, "Усе стоїть."))
    switches.pause(pause("web", "Лише сайт."))

    assert switches.pause_of("telegram") == pause(ALL, "Усе стоїть.")
    assert switches.pause_of("web") == pause("web", "Лише сайт.")
    switches.resume("web")
    assert switches.pause_of("web") == pause(ALL, "Усе стоїть.")
    assert list(switches.all()) == [ALL]


def test_a_new_reason_takes_the_place_of_the_old(database: Engine) -> None:
    switches = Switches(database)
    switches.pause(pause("web", "Перша."))
    switches.pause(pause("web", "Друга.", "The second."))

    found = switches.pause_of("web")
    assert found is not None
    assert (found.reason_in("uk"), found.reason_in("en")) == ("Друга.", "The second.")


def test_the_reason_is_told_in_ukrainian_where_there_is_no_english_one() -> None:
    assert pause("web", "Чому.").reason_in("en") == "Чому."


@pytest.mark.parametrize(
    ("wrong", "fault"),
    [
        (pause("fax"), "channel"),
        (pause("web", "  "), "no_reason"),
        (pause("web", "а" * 501), "long_reason"),
        (pause("web", "а", "b" * 501), "long_reason"),
    ],
)
def test_what_cannot_be_used_pauses_nothing(database: Engine, wrong: Pause, fault: str) -> None:
    switches = Switches(database)

    with pytest.raises(SwitchError) as refused:
        switches.pause(wrong)

    assert refused.value.fault == fault
    assert switches.all() == {}


def test_what_is_noted_and_the_switch_are_kept_or_lost_together(database: Engine) -> None:
    def breaks(_session: object) -> None:
        raise RuntimeError("the audit log is full")

    switches = Switches(database)
    with pytest.raises(RuntimeError):
        switches.pause(pause("web"), breaks)

    assert switches.all() == {}
