"""Settings of the running program, read from the environment once at start."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

#: The folder with the Rasa project: config.yml, domain.yml, nlu_data/.
PROJECT = Path(__file__).resolve().parent.parent


class SettingsError(ValueError):
    """A setting has a value that cannot be used; the message names it, what was found and what is allowed."""


@dataclass(frozen=True)
class Settings:
    """How this copy of Signpost runs.

    `database_url`: SQLAlchemy address; SQLite in `var/` by default. `redis_url`: needed when several workers share the
    conversations. `telegram_token`: turns Telegram on; with `telegram_webhook_url` by webhook, else by long polling.
    `telegram_base_url`: another Bot API server. `trusted_proxies`: whose X-Forwarded-For counts.
    """

    host: str = "127.0.0.1"
    port: int = 5005
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

    @classmethod
    def from_environment(cls, environment: Mapping[str, str] = os.environ) -> "Settings":
        """Read the settings. Raises `SettingsError` for a value that cannot be used."""
        return cls(
            host=environment.get("SIGNPOST_HOST", cls.host),
            port=_port(environment.get("SIGNPOST_PORT", str(cls.port))),
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
        )


def _port(text: str) -> int:
    if not text.isdigit() or not 0 <= int(text) <= 65535:
        raise SettingsError(f'SIGNPOST_PORT is "{text}"; write a number from 0 to 65535 (0 takes any free port)')
    return int(text)


def _count(environment: Mapping[str, str], name: str, default: int) -> int:
    text = environment.get(name, str(default))
    if not text.isdigit() or int(text) == 0:
        raise SettingsError(f'{name} is "{text}"; write a whole number above 0')
    return int(text)


def _database(url: str) -> str:
    """SQLAlchemy's name for PostgreSQL, whatever the hosting calls it."""
    if url.startswith("postgres://"):
        url = "postgresql://" + url.removeprefix("postgres://")
    if not url.startswith(("sqlite:", "postgresql")):
        raise SettingsError(f'DATABASE_URL begins with "{url.split(":")[0]}:"; write sqlite:///… or postgresql://…')
    return url
