"""Settings come from the environment; a wrong one is told with what is allowed."""

from __future__ import annotations

import pytest

from bot.sending_hours import SendingHours
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
        ("SIGNPOST_REMINDER_HOURS", "вдень"),
        ("SIGNPOST_REMINDER_HOURS", "21:00-8:00"),
        ("SIGNPOST_REMINDER_HOURS", "8:00-25:00"),
    ],
)
def test_a_wrong_value_names_the_variable_and_what_it_found(name: str, value: str) -> None:
    with pytest.raises(SettingsError) as refused:
        Settings.from_environment({name: value})

    assert name in str(refused.value)
    assert value.split(":")[0] in str(refused.value)


def test_reminders_come_by_day_unless_other_hours_are_set() -> None:
    assert Settings.from_environment({}).reminder_hours == SendingHours(begins=8 * 60, ends=21 * 60)
    assert Settings.from_environment({"SIGNPOST_REMINDER_HOURS": ""}).reminder_hours == SendingHours()

    always = Settings.from_environment({"SIGNPOST_REMINDER_HOURS": "0:00-24:00"}).reminder_hours

    assert all(always.allow(hour * 3600.0) for hour in range(48))


def test_an_empty_token_leaves_telegram_off() -> None:
    assert Settings.from_environment({"TELEGRAM_TOKEN": ""}).telegram_token is None


ORGANISATION = {
    "SIGNPOST_OIDC_ISSUER": "https://id.example",
    "SIGNPOST_OIDC_CLIENT_ID": "signpost",
    "SIGNPOST_OIDC_CLIENT_SECRET": "the client's secret",
    "SIGNPOST_OIDC_ROLES": "groups=it:admin",
}


def test_staff_sign_in_through_an_organisation_only_where_it_is_set_up() -> None:
    assert Settings.from_environment({}).oidc is None

    oidc = Settings.from_environment(ORGANISATION).oidc

    assert oidc is not None
    assert oidc.issuer == "https://id.example"
    assert "the client's secret" not in repr(oidc)


@pytest.mark.parametrize("name", ORGANISATION)
def test_a_missing_part_of_the_organisation_s_sign_in_is_named(name: str) -> None:
    with pytest.raises(SettingsError, match=f"^{name} is not set"):
        Settings.from_environment({**ORGANISATION, name: ""})


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("SIGNPOST_OIDC_ISSUER", "http://id.example"),
        ("SIGNPOST_OIDC_ISSUER", "http://localhost.id.example"),
        ("SIGNPOST_OIDC_ROLES", "groups=it:boss"),
    ],
)
def test_an_organisation_s_sign_in_that_cannot_be_trusted_is_refused(name: str, value: str) -> None:
    with pytest.raises(SettingsError, match=name):
        Settings.from_environment({**ORGANISATION, name: value})
