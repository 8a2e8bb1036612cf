"""The settings: the only reader of the environment."""

import base64
import binascii
import re
from pathlib import Path
from typing import Annotated, Any, Final, Literal, Self

from pydantic import (
    Field,
    SecretStr,
    ValidationError,
    ValidationInfo,
    field_validator,
    model_validator,
)
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from bot.crypto import KEY_BYTES, Vault
from bot.errors import StartError

_TOKEN: Final = re.compile(r"\d{1,20}:[A-Za-z0-9_-]{3,}")
_WEBHOOK_SECRET: Final = re.compile(r"[A-Za-z0-9_-]{16,256}")  # Bot API: setWebhook
_SMTP: Final = re.compile(r"smtps?://([^\s/@:]+:[^\s/@]+@)?[^\s/@:]+(:\d{1,5})?/?")
_SENTRY: Final = re.compile(r"https?://\w+(:\w+)?@[^\s/@]+(/\S*)?/\d+")
_WANTED: Final = {
    "BOT_TOKEN": "a token from @BotFather such as 123456:ABC-DEF",
    "SECRET_KEY": "32 bytes in base64, as `viche keygen` prints them",
    "SECRET_KEYS_OLD": "former keys, each 32 bytes in base64, divided by commas",
    "TELEGRAM_API_URL": "the root of a Bot API server, http(s)://host[:port]",
    "DATABASE_URL": "postgresql://user:password@host/database, or nothing",
    "WEBHOOK_URL": "an https:// address (http:// on a loopback one), or nothing",
    "WEBHOOK_SECRET": "16 to 256 of A-Z a-z 0-9 _ - beside WEBHOOK_URL",
    "COORDINATORS": "Telegram ids divided by commas, such as 1001,1002",
    "PORT": "a port from 1 to 65535",
    "OPS_PORT": "a port from 0 (off) to 65535",
    "LOG_LEVEL": "DEBUG, INFO, WARNING or ERROR",
    "LOG_FORMAT": "json or pretty",
    "SUBMISSIONS_A_DAY": "a number from 1 to 1000",
    "UPDATES_A_MINUTE": "a number from 20 to 1000000",
    "TAKE_BACK": "seconds from 0 to 3600",
    "SMTP_URL": "smtp://user:password@host:587 or smtps://…, or nothing",
    "MAIL_FROM": "an e-mail address beside SMTP_URL",
    "PUBLIC_URL": "an https:// address beside SMTP_URL (http:// on a loopback one)",
    "SENTRY_DSN": "the DSN of a Sentry project, https://key@host/1, or nothing",
    "WORD_LISTS": "a file such as data/dangers.toml, or nothing",
}
_SECRET: Final = {
    "BOT_TOKEN",
    "SECRET_KEY",
    "SECRET_KEYS_OLD",
    "WEBHOOK_SECRET",
    "DATABASE_URL",
    "SMTP_URL",
    "SENTRY_DSN",
}

# One a second, all through a minute: Telegram lets no more answers into a private chat.
A_MINUTE: Final = 60

Port = Annotated[int, Field(ge=1, le=65535)]
PortOrOff = Annotated[int, Field(ge=0, le=65535)]


class Settings(BaseSettings):
    """What an operator decides; see the table in the README."""

    model_config = SettingsConfigDict(env_file=".env", extra="ignore", frozen=True)

    bot_token: SecretStr
    secret_key: SecretStr
    secret_keys_old: Annotated[tuple[SecretStr, ...], NoDecode] = ()
    telegram_api_url: str = "https://api.telegram.org"
    database_url: SecretStr | None = None
    webhook_url: str | None = None
    webhook_secret: SecretStr | None = None
    smtp_url: SecretStr | None = None
    mail_from: str | None = None
    public_url: str | None = None
    sentry_dsn: SecretStr | None = None
    port: Port = 8080
    ops_host: str = "127.0.0.1"
    ops_port: PortOrOff = 0
    coordinators: Annotated[frozenset[int], NoDecode] = frozenset()
    data_dir: Path = Path(".data")
    word_lists: Path | None = None
    submissions_a_day: Annotated[int, Field(ge=1, le=1000)] = 5
    updates_a_minute: Annotated[int, Field(ge=20, le=1_000_000)] = A_MINUTE
    take_back: Annotated[int, Field(ge=0, le=3600)] = 60
    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = "INFO"
    log_format: Literal["json", "pretty"] = "json"

    @field_validator("secret_keys_old", "coordinators", mode="before")
    @classmethod
    def _split(cls, value: Any) -> Any:
        if not isinstance(value, str):
            return value
        return [part.strip() for part in value.split(",") if part.strip()]

    @field_validator(
        "database_url",
        "webhook_url",
        "webhook_secret",
        "smtp_url",
        "mail_from",
        "public_url",
        "sentry_dsn",
        "ops_port",
        "word_lists",
        mode="before",
    )
    @classmethod
    def _empty_is_default(cls, value: Any, info: ValidationInfo) -> Any:
        return cls.model_fields[str(info.field_name)].default if value == "" else value

    @field_validator("bot_token")
    @classmethod
    def _check_token(cls, value: SecretStr) -> SecretStr:
        _require(bool(_TOKEN.fullmatch(value.get_secret_value())))
        return value

    @field_validator("secret_key")
    @classmethod
    def _check_key(cls, value: SecretStr) -> SecretStr:
        _decode_key(value)
        return value

    @field_validator("secret_keys_old")
    @classmethod
    def _check_old_keys(cls, value: tuple[SecretStr, ...]) -> tuple[SecretStr, ...]:
        for key in value:
            _decode_key(key)
        return value

    @field_validator("telegram_api_url")
    @classmethod
    def _check_api(cls, value: str) -> str:
        _require(bool(re.fullmatch(r"https?://[^/\s]+(/[^\s]*)?", value)))
        return value.rstrip("/")

    @field_validator("webhook_url", "public_url")
    @classmethod
    def _check_webhook(cls, value: str | None) -> str | None:
        address = r"https://\S+|http://(localhost|127\.0\.0\.1)(:\d+)?(/\S*)?"
        _require(value is None or bool(re.fullmatch(address, value)))
        return value

    @field_validator("smtp_url")
    @classmethod
    def _check_smtp(cls, value: SecretStr | None) -> SecretStr | None:
        server = "" if value is None else value.get_secret_value()
        _require(value is None or bool(_SMTP.fullmatch(server)))
        return value

    @field_validator("sentry_dsn")
    @classmethod
    def _check_sentry(cls, value: SecretStr | None) -> SecretStr | None:
        project = "" if value is None else value.get_secret_value()
        _require(value is None or bool(_SENTRY.fullmatch(project)))
        return value

    @field_validator("mail_from")
    @classmethod
    def _check_sender(cls, value: str | None) -> str | None:
        _require(value is None or bool(re.fullmatch(r"[^@\s<>]+@[^@\s<>]+", value)))
        return value

    @field_validator("database_url")
    @classmethod
    def _check_database(cls, value: SecretStr | None) -> SecretStr | None:
        address = "" if value is None else value.get_secret_value()
        _require(value is None or bool(re.match(r"postgres(ql)?://\S+", address)))
        return value

    @field_validator("word_lists")
    @classmethod
    def _check_lists(cls, value: Path | None) -> Path | None:
        _require(value is None or value.is_file())
        return value

    @field_validator("webhook_secret")
    @classmethod
    def _check_secret(cls, value: SecretStr | None) -> SecretStr | None:
        secret = "" if value is None else value.get_secret_value()
        _require(value is None or bool(_WEBHOOK_SECRET.fullmatch(secret)))
        return value

    @model_validator(mode="after")
    def _check_pair(self) -> Self:
        if self.webhook_url and not self.webhook_secret:
            raise StartError(
                "WEBHOOK_SECRET", got="nothing", wanted=_WANTED["WEBHOOK_SECRET"]
            )
        return self

    @model_validator(mode="after")
    def _check_mail(self) -> Self:
        for name in ("MAIL_FROM", "PUBLIC_URL"):
            if self.smtp_url and not getattr(self, name.lower()):
                raise StartError(name, got="nothing", wanted=_WANTED[name])
        return self

    @property
    def bot_id(self) -> int:
        """Read the bot's id off its token."""
        return int(self.bot_token.get_secret_value().split(":")[0])

    def vault(self) -> Vault:
        """Build the vault of the keys that are set."""
        old = [_decode_key(key) for key in self.secret_keys_old]
        return Vault(_decode_key(self.secret_key), old)


def load(**changes: object) -> Settings:
    """Read the settings, or raise StartError naming the first wrong one."""
    try:
        return Settings(**changes)  # type: ignore[arg-type]
    except ValidationError as error:
        raise _explain(error) from None


def _explain(error: ValidationError) -> StartError:
    first = error.errors()[0]
    name = str(first["loc"][0]).upper() if first["loc"] else "settings"
    value = first.get("input")
    got = f"{len(str(value))} characters" if name in _SECRET else f"{value!r}"
    if first["type"] == "missing" or (name in _SECRET and not value):
        got = "nothing"
    return StartError(name, got=got, wanted=_WANTED.get(name, str(first["msg"])))


def _require(condition: bool) -> None:  # noqa: FBT001 - reads as a sentence
    if not condition:
        raise ValueError("wrong form")


def _decode_key(value: SecretStr) -> bytes:
    try:
        key = base64.b64decode(value.get_secret_value(), validate=True)
    except binascii.Error:
        raise ValueError("not base64") from None
    _require(len(key) == KEY_BYTES)
    return key
