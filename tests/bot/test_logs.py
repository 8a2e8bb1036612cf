"""Logs: no secret and no person's words in them, whoever writes and at any level."""

import asyncio
import json
import logging
import re
from collections.abc import Callable, Iterator

import pytest
import structlog
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncEngine

from tests.logged import Read, configured

NAME = "Олена Канарейчук"
TOKEN = "123456:CANARYcanaryCANARYcanaryCANARYcanary"
DSN = "postgresql+asyncpg://viche:CANARYpassword@db:5432/viche"
SECRETS = [NAME, TOKEN, "CANARYpassword"]


@pytest.fixture(params=["json", "pretty"])
def form(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def written(form: str) -> Iterator[Read]:
    """Logs at DEBUG; call it to read what was written."""
    with configured("DEBUG", form) as read:
        yield read


@pytest.fixture
def at_info() -> Iterator[Read]:
    with configured("INFO", "json") as read:
        yield read


def ours() -> structlog.stdlib.BoundLogger:
    log: structlog.stdlib.BoundLogger = structlog.get_logger("bot.test")
    return log


def leaks(output: str) -> list[str]:
    assert output, "nothing was written"
    return [secret for secret in SECRETS if secret in output]


def failing(message: str) -> Exception:
    with pytest.raises(ValueError, match=re.escape(message)) as caught:
        raise ValueError(message)
    return caught.value


@pytest.mark.parametrize("secret", [TOKEN, DSN])
@pytest.mark.parametrize(
    "wrap",
    [str, lambda secret: [secret], lambda secret: {"url": secret}, failing],
    ids=["text", "list", "dict", "error"],
)
def test_a_secret_in_a_value_is_not_written(
    written: Read, secret: str, wrap: Callable[[str], object]
) -> None:
    ours().info("called", address=wrap(secret))
    assert leaks(written()) == []


@pytest.mark.parametrize("secret", [TOKEN, DSN])
def test_a_secret_in_a_sentence_is_not_written(written: Read, secret: str) -> None:
    ours().info(f"called {secret}")
    assert leaks(written()) == []


def test_what_is_no_secret_is_written(written: Read) -> None:
    ours().info("called", seconds=5)
    assert "called" in (output := written())
    assert "5" in output


@pytest.mark.parametrize("words", SECRETS)
def test_the_message_of_an_error_is_not_written(written: Read, words: str) -> None:
    ours().error("failed", exc_info=failing(words))
    assert leaks(written()) == []


def test_the_message_of_an_error_at_hand_is_not_written(written: Read) -> None:
    try:
        int(NAME)
    except ValueError:
        ours().exception("failed")
    assert leaks(written()) == []


def test_the_message_of_a_cause_is_not_written(written: Read) -> None:
    error = failing("failed")
    error.__cause__ = failing(NAME)
    ours().error("failed", exc_info=error)
    assert leaks(written()) == []


def test_the_message_of_an_error_in_a_group_is_not_written(written: Read) -> None:
    ours().error("failed", exc_info=ExceptionGroup(NAME, [failing(NAME)]))
    assert leaks(written()) == []


def test_an_error_is_named_with_its_place(at_info: Read) -> None:
    ours().error("failed", exc_info=failing(NAME))
    line = json.loads(at_info())
    assert (line["error"], line["where"][0].split(":")[0]) == (
        "ValueError",
        "test_logs.py",
    )


def test_a_group_of_errors_is_named_by_its_first(at_info: Read) -> None:
    nested = ExceptionGroup("", [ExceptionGroup("", [failing(NAME)])])
    ours().error("failed", exc_info=nested)
    assert json.loads(at_info())["error"] == "ValueError"


@pytest.mark.parametrize("name", ["aiohttp.server", "telegram.ext", "any.library"])
def test_a_library_writes_no_values(written: Read, name: str) -> None:
    logging.getLogger(name).error("update of %s at %s", NAME, TOKEN)
    assert leaks(written()) == []


def test_a_library_writes_no_message_of_an_error(written: Read) -> None:
    logging.getLogger("aiohttp.server").error("failed", exc_info=failing(NAME))
    assert leaks(written()) == []


def test_a_library_that_logs_an_error_itself_writes_no_message(written: Read) -> None:
    logging.getLogger("aiohttp.server").error(failing(NAME))
    assert leaks(written()) == []


def test_what_a_library_says_is_written(written: Read) -> None:
    logging.getLogger("aiohttp.server").error("Error handling request from %s", NAME)
    assert "Error handling request" in written()


async def test_a_lost_task_gives_away_no_message(written: Read) -> None:
    async def fail() -> None:
        raise ValueError(NAME)

    async def lose() -> None:
        loop = asyncio.get_running_loop()
        task = loop.create_task(fail())
        await asyncio.wait([task])
        loop.call_exception_handler({"message": "lost", "task": task})

    await lose()
    assert leaks(written()) == []


@pytest.mark.parametrize("name", ["telegram", "httpx", "sqlalchemy.engine.Engine"])
def test_a_library_stays_silent_at_debug(written: Read, name: str) -> None:
    logging.getLogger(name).info(NAME)
    assert written() == ""


async def test_rows_of_the_database_are_not_written(
    written: Read, engine: AsyncEngine
) -> None:
    async with engine.connect() as connection:
        await connection.execute(text("select cast(:name as text)"), {"name": NAME})
    ours().debug("done")
    assert leaks(written()) == []


def test_our_own_details_are_written_at_debug(written: Read) -> None:
    ours().debug("a detail")
    assert "a detail" in written()


def test_details_are_left_out_at_info(at_info: Read) -> None:
    ours().debug("a detail")
    assert at_info() == ""


@pytest.mark.parametrize("words", ["a\nb", "a\r\nb", "\x1b[31ma", "\u202ea\u2028", '"'])
def test_an_event_is_one_line_of_json(at_info: Read, words: str) -> None:
    ours().info(words, value=words)
    (line,) = at_info().removesuffix("\n").split("\n")
    assert json.loads(line)["value"] == words
