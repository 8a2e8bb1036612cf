"""The command line, in processes of its own, against a real database and HTTP."""

import asyncio
import base64
import json
import re
from collections.abc import AsyncIterator, Mapping

import pytest
from sqlalchemy import insert, select

from bot import db, schema
from bot.db import Sessions
from bot.errors import EX_CONFIG
from bot.intake.store import payload_cell
from bot.models import Inbox
from tests import databases, processes
from tests.databases import CHARACTERS_C, FIRST, of_first_tables
from tests.processes import KEY, TOKEN, Deployment, Outcome, Starter

OTHER_KEY = base64.b64encode(b"CANARY-key-canary-CANARY-key-can").decode()
CANARY = "КАНАРКА"
SECRETS = (TOKEN, KEY, OTHER_KEY, "CANARYpassword")
NOWHERE = "postgresql://viche:CANARYpassword@127.0.0.1:1/viche"
BOT_ID = 123456
WRONG = {
    "no token": "BOT_TOKEN",
    "wrong token": "BOT_TOKEN",
    "wrong key": "SECRET_KEY",
    "character type C": "DATABASE_URL",
    "no schema": "schema",
    "older schema": "schema",
    "newer schema": "schema",
    "out of reach": "DATABASE_URL",
    "out of reach for migrate": "DATABASE_URL",
    "port taken": "OPS_PORT",
    "no folder to forget": "FOLDERS",
    "no such group": "--group",
    "no days": "--since",
    "no folder to write to": "FILE",
    "no port": "PORT",
}
Ran = Mapping[str, Outcome]

pytestmark = pytest.mark.timeout(240)  # processes start slowly on a busy machine


@pytest.fixture(scope="module")
async def deployment(
    database_url: str, template: str, tmp_path_factory: pytest.TempPathFactory
) -> AsyncIterator[Deployment]:
    folder = tmp_path_factory.mktemp("cli")
    async with processes.deployed(
        database_url, folder, name="cli", template=template
    ) as made:
        yield made


@pytest.fixture(scope="module")
async def ran(deployment: Deployment, database_url: str, starter: Starter) -> Ran:
    """Every command that ends by itself; a few as processes from the ground up."""
    program, sessions = deployment.program, deployment.sessions
    for number in range(101, 104):
        await set_aside(sessions, number, f"REF{number}")
    async with (
        of_first_tables(database_url, "cli_c", schema.head(), **CHARACTERS_C) as c_url,
        databases.made(database_url, "cli_empty") as empty_url,
        databases.made(database_url, "cli_new") as new_url,
        of_first_tables(database_url, "cli_older", FIRST) as older_url,
        of_first_tables(database_url, "cli_newer", "later") as newer_url,
    ):
        alone = {
            "no token": (program.but(BOT_TOKEN=None), "run"),
            "keygen": (program.but(SECRET_KEY=None), "keygen"),
        }
        forked = {
            "wrong token": (program.but(BOT_TOKEN=f"{TOKEN}x"), "run"),
            "wrong key": (program.but(SECRET_KEY=OTHER_KEY), "run"),
            "character type C": (program.but(DATABASE_URL=c_url), "migrate"),
            "no schema": (program.but(DATABASE_URL=empty_url), "run"),
            "older schema": (program.but(DATABASE_URL=older_url), "run"),
            "newer schema": (program.but(DATABASE_URL=newer_url), "run"),
            "out of reach": (program.but(DATABASE_URL=NOWHERE), "run"),
            "out of reach for migrate": (program.but(DATABASE_URL=NOWHERE), "migrate"),
            "port taken": (program.but(OPS_PORT=deployment.port), "run"),
            "migrate": (program.but(DATABASE_URL=new_url), "migrate"),
            "stats": (program, "stats --since 2026-01-01 --until 2026-12-31"),
            "no folder to forget": (program, f"forget-again {program.folder}/nope"),
            "no such group": (program, "stats --group 99"),
            "no days": (program, "stats --since 2026-02-01 --until 2026-01-31"),
            "no folder to write to": (program, "export /nope/all.csv"),
            "no port": (program, "demo --port 99999"),
            "list": (program, "dead-letters list"),
            "show": (program, "dead-letters show REF101"),
            "show unknown": (program, "dead-letters show NOSUCH"),
            "resend unknown": (program, "outbox resend 7"),
            "retry": (program, "dead-letters retry REF102"),
            "drop": (program, "dead-letters drop REF103"),
            "unknown": (program, "dead-letters retry NOSUCH"),
            "invite": (program, "invite coordinator"),
            "export": (program, f"export {program.folder}/all.csv"),
            "export to": (program, "export all.doc"),
        }
        ran = {
            name: await by.run(*words.split()) for name, (by, words) in alone.items()
        }
        # Before another key comes, the database must have learned its own.
        ran["status"] = await starter.run(program, "status")
        runs = [starter.run(by, *words.split()) for by, words in forked.values()]
        return ran | dict(zip(forked, await asyncio.gather(*runs), strict=True))


async def set_aside(sessions: Sessions, number: int, reference: str) -> None:
    """Write down an update that failed for good."""
    raw = json.dumps({"update_id": number, "message": {"text": CANARY}})
    async with sessions.begin() as session:
        values = {
            "bot_id": BOT_ID,
            "update_id": number,
            "lane": number,
            "payload": db.vault(session).seal(raw, payload_cell(number)),
            "state": "dead",
            "attempts": 5,
            "error": "ZeroDivisionError",
            "reference": reference,
        }
        await session.execute(insert(Inbox).values(**values))


def test_figures_are_of_the_days_that_were_asked_for(ran: Ran) -> None:
    told = [each.replace("│", " ").split() for each in ran["stats"].out.splitlines()]
    assert ["from", "2026-01-01"] in told
    assert ["to", "2026-12-31"] in told
    assert ["received", "0"] in told


@pytest.mark.parametrize("fault", WRONG)
def test_a_wrong_start_ends_with_78(ran: Ran, fault: str) -> None:
    assert ran[fault].code == EX_CONFIG


@pytest.mark.parametrize(("fault", "name"), WRONG.items())
def test_a_wrong_start_is_one_line_that_names_what_is_wrong(
    ran: Ran, fault: str, name: str
) -> None:
    (line,) = ran[fault].err.splitlines()
    assert line.startswith(f"viche: {name}: got ")


def test_a_schema_of_another_time_is_named(ran: Ran) -> None:
    older = rf"got revision {FIRST}; wanted revision \w+: run `viche migrate`"
    assert re.search(older, ran["older schema"].err)
    assert "got revision later, too new" in ran["newer schema"].err


@pytest.mark.parametrize("fault", WRONG)
def test_a_wrong_start_shows_no_secret(ran: Ran, fault: str) -> None:
    shown = ran[fault].out + ran[fault].err
    assert [secret for secret in SECRETS if secret in shown] == []


def test_keygen_prints_a_key_that_settings_accept(ran: Ran) -> None:
    assert len(base64.b64decode(ran["keygen"].out.strip(), validate=True)) == 32


def test_migrate_makes_an_empty_database_ready(ran: Ran) -> None:
    assert (ran["migrate"].code, ran["migrate"].err) == (0, "")


def test_status_counts_dead_letters(ran: Ran) -> None:
    (line,) = [each for each in ran["status"].out.splitlines() if "dead" in each]
    assert any(figure in line for figure in "123")


def test_dead_letters_are_listed_by_reference_and_error(ran: Ran) -> None:
    (line,) = [each for each in ran["list"].out.splitlines() if "REF101" in each]
    assert "ZeroDivisionError" in line


def test_dead_letters_are_listed_without_their_contents(ran: Ran) -> None:
    assert CANARY not in ran["list"].out


def test_a_dead_letter_is_shown_but_for_what_it_says(ran: Ran) -> None:
    shown = ran["show"].out
    assert all(each in shown for each in ("REF101", "ZeroDivisionError", "set aside"))
    assert CANARY not in shown


@pytest.mark.parametrize("command", ["show unknown", "resend unknown"])
def test_what_is_not_there_ends_with_1(ran: Ran, command: str) -> None:
    assert (ran[command].code, ran[command].out[:8]) == (1, "There is")


async def test_a_retried_letter_is_carried_out_once_more(
    ran: Ran, deployment: Deployment
) -> None:
    assert (ran["retry"].code, await letter(deployment, 102)) == (0, ("new", True))


async def test_a_dropped_letter_loses_what_it_said(
    ran: Ran, deployment: Deployment
) -> None:
    assert (ran["drop"].code, await letter(deployment, 103)) == (0, ("done", False))


async def letter(deployment: Deployment, number: int) -> tuple[str, bool]:
    async with deployment.sessions() as session:
        found = await session.execute(
            select(Inbox.state, Inbox.payload).where(Inbox.update_id == number)
        )
        state, payload = found.one()
    return state, payload is not None


def test_an_unknown_reference_is_said_so(ran: Ran) -> None:
    assert (ran["unknown"].code, ran["unknown"].out.strip()) == (
        1,
        "There is no dead letter with this reference.",
    )


def test_a_coordinator_is_invited_by_a_link(ran: Ran) -> None:
    assert ran["invite"].out.startswith("https://t.me/viche_bot?start=i_")


def test_what_is_published_is_written_to_a_file(
    ran: Ran, deployment: Deployment
) -> None:
    assert "Written: 0." in ran["export"].out
    assert (deployment.program.folder / "all.csv").read_text("utf-8-sig")
    assert (ran["export to"].code, "FILE" in ran["export to"].err) == (78, True)
