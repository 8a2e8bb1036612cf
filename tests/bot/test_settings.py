"""Settings: read from the environment, refused in one line that says what to do."""

from pathlib import Path

import pytest

from bot import settings
from bot.errors import StartError
from bot.settings import Settings

TOKEN = "123456:CANARYcanaryCANARYcanaryCANARY"
KEY = "c3Nzc3Nzc3Nzc3Nzc3Nzc3Nzc3Nzc3Nzc3Nzc3Nzc3M="
OLD_KEY = "bm5ubm5ubm5ubm5ubm5ubm5ubm5ubm5ubm5ubm5ubm4="
SHORT_KEY = "c2hvcnQ="
GOOD = {"BOT_TOKEN": TOKEN, "SECRET_KEY": KEY}
WRONG = [
    ("BOT_TOKEN", "hello"),
    ("BOT_TOKEN", "12:a b"),
    ("BOT_TOKEN", TOKEN + "\n"),
    ("SECRET_KEY", "not base64"),
    ("SECRET_KEY", SHORT_KEY),
    ("SECRET_KEYS_OLD", f"{KEY},{SHORT_KEY}"),
    ("TELEGRAM_API_URL", "api.telegram.org"),
    ("TELEGRAM_API_URL", ""),
    ("DATABASE_URL", "mysql://viche:CANARY@db/viche"),
    ("WEBHOOK_URL", "http://example.org/hook"),
    ("WEBHOOK_SECRET", "short"),
    ("WEBHOOK_SECRET", "CANARY with spaces in it"),
    ("SMTP_URL", "mail.example.org:CANARY"),
    ("SENTRY_DSN", "https://sentry.example.org/CANARY"),
    ("MAIL_FROM", "Віче"),
    ("PUBLIC_URL", "http://example.org"),
    ("COORDINATORS", "Ірина"),
    ("WORD_LISTS", "/nowhere/lists.toml"),
    ("COORDINATORS", "1001;1002"),
    ("PORT", "http"),
    ("PORT", "0"),
    ("PORT", "65536"),
    ("OPS_PORT", "-1"),
    ("LOG_LEVEL", "LOUD"),
    ("LOG_FORMAT", "xml"),
]
SECRET = {
    "BOT_TOKEN",
    "SECRET_KEY",
    "SECRET_KEYS_OLD",
    "DATABASE_URL",
    "WEBHOOK_SECRET",
    "SMTP_URL",
    "SENTRY_DSN",
}


@pytest.fixture
def environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> pytest.MonkeyPatch:
    """An environment with nothing but what must be set."""
    monkeypatch.chdir(tmp_path)
    for name in Settings.model_fields:
        monkeypatch.delenv(name.upper(), raising=False)
    for name, value in GOOD.items():
        monkeypatch.setenv(name, value)
    return monkeypatch


def refusal() -> str:
    with pytest.raises(StartError) as caught:
        settings.load()
    return str(caught.value)


@pytest.mark.usefixtures("environment")
def test_a_token_and_a_key_are_enough() -> None:
    assert settings.load().bot_id == 123456


@pytest.mark.parametrize("missing", ["MAIL_FROM", "PUBLIC_URL"])
def test_mail_needs_a_sender_and_an_address_for_its_links(
    environment: pytest.MonkeyPatch, missing: str
) -> None:
    environment.setenv("SMTP_URL", "smtp://viche:CANARY@mail.example.org:587")
    environment.setenv("MAIL_FROM", "viche@example.org")
    environment.setenv("PUBLIC_URL", "https://viche.example.org")
    environment.setenv(missing, "")
    assert refusal().startswith(f"{missing}: got nothing")


@pytest.mark.parametrize(("name", "value"), WRONG)
def test_a_wrong_setting_is_named(
    environment: pytest.MonkeyPatch, name: str, value: str
) -> None:
    environment.setenv(name, value)
    assert refusal().startswith(f"{name}: got ")


@pytest.mark.parametrize(("name", "value"), WRONG)
def test_a_refusal_is_one_line(
    environment: pytest.MonkeyPatch, name: str, value: str
) -> None:
    environment.setenv(name, value)
    assert len(refusal().splitlines()) == 1


@pytest.mark.parametrize(
    ("name", "value"), [each for each in WRONG if each[0] not in SECRET]
)
def test_a_refusal_shows_what_it_got(
    environment: pytest.MonkeyPatch, name: str, value: str
) -> None:
    environment.setenv(name, value)
    assert f"got {value!r}; " in refusal()


@pytest.mark.parametrize(
    ("name", "value"), [each for each in WRONG if each[0] in SECRET]
)
def test_a_refusal_shows_no_secret(
    environment: pytest.MonkeyPatch, name: str, value: str
) -> None:
    environment.setenv(name, value)
    assert f"got {len(value)} characters; " in refusal()


@pytest.mark.parametrize("name", sorted({name for name, _ in WRONG}))
def test_a_refusal_says_what_is_wanted(
    environment: pytest.MonkeyPatch, name: str
) -> None:
    environment.setenv(name, next(value for each, value in WRONG if each == name))
    assert refusal().endswith(f"; wanted {settings._WANTED[name]}")


@pytest.mark.parametrize("name", GOOD)
def test_a_missing_setting_is_named(environment: pytest.MonkeyPatch, name: str) -> None:
    environment.delenv(name)
    assert refusal().startswith(f"{name}: got nothing; wanted ")


@pytest.mark.parametrize("name", GOOD)
def test_an_empty_setting_counts_as_missing(
    environment: pytest.MonkeyPatch, name: str
) -> None:
    environment.setenv(name, "")
    assert refusal().startswith(f"{name}: got nothing; wanted ")


@pytest.mark.parametrize("name", ["DATABASE_URL", "WEBHOOK_URL", "COORDINATORS"])
def test_an_empty_optional_setting_is_left_out(
    environment: pytest.MonkeyPatch, name: str
) -> None:
    environment.setenv(name, "")
    assert not getattr(settings.load(), name.lower())


def test_a_webhook_wants_a_secret(environment: pytest.MonkeyPatch) -> None:
    environment.setenv("WEBHOOK_URL", "https://example.org/hook")
    assert refusal().startswith("WEBHOOK_SECRET: got nothing")


@pytest.mark.parametrize("host", ["localhost:8080", "127.0.0.1"])
def test_a_webhook_on_this_machine_may_do_without_https(
    environment: pytest.MonkeyPatch, host: str
) -> None:
    environment.setenv("WEBHOOK_URL", f"http://{host}/hook")
    environment.setenv("WEBHOOK_SECRET", "s" * 16)
    assert settings.load().webhook_url == f"http://{host}/hook"


def test_coordinators_are_divided_by_commas(environment: pytest.MonkeyPatch) -> None:
    environment.setenv("COORDINATORS", "1001, 1002")
    assert settings.load().coordinators == {1001, 1002}


def test_the_address_of_the_bot_api_bears_no_last_slash(
    environment: pytest.MonkeyPatch,
) -> None:
    environment.setenv("TELEGRAM_API_URL", "http://localhost:8081/")
    assert settings.load().telegram_api_url == "http://localhost:8081"


def test_old_keys_come_into_the_vault(environment: pytest.MonkeyPatch) -> None:
    environment.setenv(
        "SECRET_KEYS_OLD", "bm5ubm5ubm5ubm5ubm5ubm5ubm5ubm5ubm5ubm5ubm4="
    )
    assert len(settings.load().vault().fingerprints) == 2


def test_settings_are_read_from_a_file_too(environment: pytest.MonkeyPatch) -> None:
    environment.delenv("BOT_TOKEN")
    Path(".env").write_text(f"BOT_TOKEN={TOKEN}\n")
    assert settings.load().bot_token.get_secret_value() == TOKEN


@pytest.mark.usefixtures("environment")
@pytest.mark.parametrize("show", [repr, str])
def test_settings_shown_hide_their_secrets(show: type[str]) -> None:
    assert not [secret for secret in GOOD.values() if secret in show(settings.load())]


def test_every_setting_says_what_it_wants() -> None:
    explained = set(settings._WANTED) | {"OPS_HOST", "DATA_DIR"}  # any words will do
    assert {name.upper() for name in Settings.model_fields} == explained
