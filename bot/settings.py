"""Settings of the running program, read from the environment once at start."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from bot.sending_hours import BY_DAY, HoursError, SendingHours
from review.access.oidc_settings import OidcSettings, RoleMapping

#: The folder with the Rasa project: config.yml, domain.yml, nlu_data/.
PROJECT = Path(__file__).resolve().parent.parent
#: Shortest secret taken, in characters.
LEAST_SECRET = 32


#: Longest time that conversations may be kept, in days.
MOST_RETENTION_DAYS = 3650


class SettingsError(ValueError):
    """A setting has a value that cannot be used; the message names it, what was found and what is allowed."""


@dataclass(frozen=True)
class Settings:
    """How this copy of Signpost runs.

    `database_url`: SQLAlchemy address; SQLite in `var/` by default. `redis_url`: needed when several workers share the
    conversations. `telegram_token`: turns Telegram on; with `telegram_webhook_url` by webhook, else by long polling.
    `telegram_base_url`: another Bot API server. `secret` signs the addresses of lists to take along; without it one is
    made and kept beside the database. `trusted_proxies`: whose X-Forwarded-For counts. `oidc`: staff sign in
    through their organisation. `retention_days`: how long conversations are kept where staff have set no term.
    `reminder_hours`: when reminders may come.
    """

    host: str = "127.0.0.1"
    port: int = 5005
    public_url: str = "http://127.0.0.1:5005"
    secret: str | None = None
    database_url: str = "sqlite:///var/signpost.db"
    redis_url: str | None = None
    models: Path = PROJECT / "models"
    telegram_token: str | None = None
    telegram_webhook_url: str | None = None
    telegram_webhook_secret: str | None = None
    telegram_base_url: str | None = None
    allowed_origins: tuple[str, ...] = ()
    trusted_proxies: str = "127.0.0.1"
    messages_per_minute: int = 30
    conversations_per_minute: int = 20
    oidc: OidcSettings | None = None
    retention_days: int = 90
    reminder_hours: SendingHours = BY_DAY

    @classmethod
    def from_environment(cls, environment: Mapping[str, str] = os.environ) -> "Settings":
        """Read the settings. Raises `SettingsError` for a value that cannot be used."""
        return cls(
            host=environment.get("SIGNPOST_HOST", cls.host),
            port=_port(environment.get("SIGNPOST_PORT", str(cls.port))),
            public_url=_public_url(environment.get("SIGNPOST_PUBLIC_URL") or cls.public_url),
            secret=_secret(environment.get("SIGNPOST_SECRET") or None),
            database_url=_database(environment.get("DATABASE_URL", cls.database_url)),
            redis_url=environment.get("REDIS_URL") or None,
            models=Path(environment.get("SIGNPOST_MODELS", cls.models)),
            telegram_token=environment.get("TELEGRAM_TOKEN") or None,
            telegram_webhook_url=environment.get("TELEGRAM_WEBHOOK_URL") or None,
            telegram_webhook_secret=environment.get("TELEGRAM_WEBHOOK_SECRET") or None,
            telegram_base_url=environment.get("TELEGRAM_BASE_URL") or None,
            allowed_origins=tuple(environment.get("SIGNPOST_ALLOWED_ORIGINS", "").split()),
            trusted_proxies=environment.get("SIGNPOST_TRUSTED_PROXIES", cls.trusted_proxies),
            messages_per_minute=_count(environment, "SIGNPOST_MESSAGES_PER_MINUTE", cls.messages_per_minute),
            conversations_per_minute=_count(
                environment, "SIGNPOST_CONVERSATIONS_PER_MINUTE", cls.conversations_per_minute
            ),
            oidc=_oidc(environment),
            retention_days=_days(environment, "SIGNPOST_RETENTION_DAYS", cls.retention_days),
            reminder_hours=_hours(environment.get("SIGNPOST_REMINDER_HOURS")),
        )


def _port(text: str) -> int:
    if not text.isdigit() or not 0 <= int(text) <= 65535:
        raise SettingsError(f'SIGNPOST_PORT is "{text}"; write a number from 0 to 65535 (0 takes any free port)')
    return int(text)


def _public_url(text: str) -> str:
    """The address without a slash at its end. It becomes part of every address in the open data."""
    if not re.fullmatch(r'https?://[^\s<>"{}|\\^`?#]+', text):
        raise SettingsError(f'SIGNPOST_PUBLIC_URL is "{text}"; write the address people open: https://example.org')
    return text.rstrip("/")


def _secret(text: str | None) -> str | None:
    """A secret too short to guard anything is refused. The message does not repeat it."""
    if text is not None and len(text) < LEAST_SECRET:
        raise SettingsError(f"SIGNPOST_SECRET has {len(text)} characters; write at least {LEAST_SECRET}, at random")
    return text


def _count(environment: Mapping[str, str], name: str, default: int) -> int:
    text = environment.get(name, str(default))
    if not text.isdigit() or int(text) == 0:
        raise SettingsError(f'{name} is "{text}"; write a whole number above 0')
    return int(text)


def _days(environment: Mapping[str, str], name: str, default: int) -> int:
    text = environment.get(name) or str(default)
    if not (text.isascii() and text.isdigit()) or not 1 <= int(text[:6]) <= MOST_RETENTION_DAYS:
        raise SettingsError(f'{name} is "{text}"; write a whole number of days from 1 to {MOST_RETENTION_DAYS}')
    return int(text)


def _hours(text: str | None) -> SendingHours:
    if not text:
        return Settings.reminder_hours
    try:
        return SendingHours.parse(text)
    except HoursError:
        raise SettingsError(
            f'SIGNPOST_REMINDER_HOURS is "{text}"; write hours of one day in Kyiv: 8:00-21:00 (0:00-24:00 is any time)'
        ) from None


#: All of these are set, or none.
OIDC = ("SIGNPOST_OIDC_ISSUER", "SIGNPOST_OIDC_CLIENT_ID", "SIGNPOST_OIDC_CLIENT_SECRET", "SIGNPOST_OIDC_ROLES")


def _oidc(environment: Mapping[str, str]) -> OidcSettings | None:
    values = {name: environment.get(name, "").strip() for name in OIDC}
    missing = [name for name, value in values.items() if not value]
    if len(missing) == len(OIDC):
        return None
    if missing:
        raise SettingsError(
            f"{', '.join(missing)} is not set; signing in through an organisation needs {', '.join(OIDC)}"
        )
    issuer, client_id, client_secret, roles = values.values()
    address = urlsplit(issuer)
    if address.scheme != "https" and address.hostname not in ("127.0.0.1", "localhost"):
        raise SettingsError(f'SIGNPOST_OIDC_ISSUER is "{issuer}"; write an address that begins with https://')
    try:
        return OidcSettings(issuer, client_id, client_secret, RoleMapping.parse(roles))
    except ValueError as error:
        raise SettingsError(f"SIGNPOST_OIDC_ROLES: {error}") from None


def _database(url: str) -> str:
    """SQLAlchemy's name for PostgreSQL, whatever the hosting calls it."""
    if url.startswith("postgres://"):
        url = "postgresql://" + url.removeprefix("postgres://")
    if not url.startswith(("sqlite:", "postgresql")):
        raise SettingsError(f'DATABASE_URL begins with "{url.split(":")[0]}:"; write sqlite:///… or postgresql://…')
    return url
