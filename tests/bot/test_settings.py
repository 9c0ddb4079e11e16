"""Settings come from the environment; a wrong one is told with what is allowed."""

from __future__ import annotations

import pytest

from bot.settings import Settings, SettingsError


def test_without_any_variable_signpost_runs_on_sqlite_at_the_documented_address() -> None:
    settings = Settings.from_environment({})

    assert (settings.host, settings.port) == ("127.0.0.1", 5005)
    assert settings.database_url.startswith("sqlite:///")
    assert settings.telegram_token is None


def test_a_hosting_s_postgres_address_is_understood() -> None:
    settings = Settings.from_environment({"DATABASE_URL": "postgres://me@db/signpost"})

    assert settings.database_url == "postgresql://me@db/signpost"


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("SIGNPOST_PORT", "порт"),
        ("SIGNPOST_PORT", "70000"),
        ("DATABASE_URL", "mysql://db/signpost"),
        ("SIGNPOST_MESSAGES_PER_MINUTE", "0"),
    ],
)
def test_a_wrong_value_names_the_variable_and_what_it_found(name: str, value: str) -> None:
    with pytest.raises(SettingsError) as refused:
        Settings.from_environment({name: value})

    assert name in str(refused.value)
    assert value.split(":")[0] in str(refused.value)


def test_an_empty_token_leaves_telegram_off() -> None:
    assert Settings.from_environment({"TELEGRAM_TOKEN": ""}).telegram_token is None
