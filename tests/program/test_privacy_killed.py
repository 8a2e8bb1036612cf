"""A process killed in mid-form leaves no canary, neither in tables nor in its log."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.playground.person import Person as Phone
from bot.playground.telegram import Telegram
from bot.services.places import communities
from tests import processes, scan
from tests.canaries import DRAFT, PEOPLE, RESIDENT_ID, WAITING, WORDS
from tests.factories import make_group
from tests.processes import Starter, presses, shows, until

COMMUNITY = "UA18020030000035625"  # Berdychivska, of the register


@pytest.fixture
async def killed(
    database_url: str, template: str, tmp_path: Path, starter: Starter
) -> AsyncIterator[tuple[str, str]]:
    """The tables and the log of a real process that was killed in mid-form."""
    async with processes.deployed(
        database_url, tmp_path, name="privacy", template=template
    ) as deployment:
        async with deployment.sessions.begin() as session:
            community = await communities.find(session, COMMUNITY)
            assert community is not None
            await make_group(session, community)
        telegram, program = deployment.telegram, deployment.program
        loud = program.but(LOG_LEVEL="DEBUG")
        async with starter.running(loud, "run") as process:
            await leave_half_way(telegram)
            process.kill()
        async with deployment.sessions() as session:
            tables = await scan.dump(await session.connection())
        yield tables, program.log.read_text()


async def leave_half_way(telegram: Telegram) -> None:
    """Send one proposal, over a bad line, and begin another."""
    person = telegram.person(PEOPLE[0], username=PEOPLE[2], id=RESIDENT_ID)
    person.user["language_code"] = "en"
    person.says("/start")
    await presses(person, "Next")
    await presses(person, "I agree")
    await presses(person, "Berdychivska")
    await shows(person, "Your community: ")
    telegram.faults.next("429", "sendMessage")
    telegram.faults.next("reset", "sendMessage", after=True)
    await fill_in(person, WAITING)
    person.presses(person.sees()[-1].buttons[0])
    await presses(person, "Send")
    await shows(person, "Your proposal is No. 1.")
    await fill_in(person, DRAFT)


async def fill_in(person: Phone, words: str) -> None:
    """Answer the form's first question, and wait for the second."""
    before = len(person.sees())
    person.says("/idea")
    await until(lambda: "What should change" in shown(person, before))
    person.says(words)
    await until(lambda: "Which topic is it about?" in shown(person, before))


def shown(person: Phone, since: int) -> str:
    return "\n".join(each.text for each in person.sees()[since:])


@pytest.mark.timeout(240)
async def test_a_killed_process_leaves_no_canary(killed: tuple[str, str]) -> None:
    tables, log = killed
    assert "told to wait" in log
    assert scan.hits(tables + log, [*WORDS, RESIDENT_ID]) == []
