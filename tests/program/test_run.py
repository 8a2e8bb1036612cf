"""`viche run` as a process: it answers, stops when told, and survives a kill."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from sqlalchemy import text

from bot.playground.person import Person
from bot.services.places import communities
from tests import processes
from tests.factories import make_group
from tests.processes import Deployment, Program, Starter, presses, shows

COMMUNITY = "UA18020030000035625"  # Berdychivska, of the register
IDEA = "Put benches near the clinic, because people have nowhere to wait."

pytestmark = pytest.mark.timeout(240)  # processes start slowly on a busy machine


@pytest.fixture
async def deployment(
    database_url: str, template: str, tmp_path: Path
) -> AsyncIterator[Deployment]:
    async with processes.deployed(
        database_url, tmp_path, name="run", template=template
    ) as made:
        async with made.sessions.begin() as session:
            community = await communities.find(session, COMMUNITY)
            assert community is not None
            await make_group(session, community)
        yield made


@pytest.fixture(params=["polling", "webhook"])
def program(request: pytest.FixtureRequest, deployment: Deployment) -> Program:
    """The program in both ways to take updates in."""
    if request.param == "polling":
        return deployment.program
    port = processes.free_port()
    return deployment.program.but(
        WEBHOOK_URL=f"http://127.0.0.1:{port}/hook",
        WEBHOOK_SECRET="w" * 20,
        PORT=str(port),
    )


async def test_the_bot_answers_and_stops_cleanly_when_told(
    program: Program, deployment: Deployment, starter: Starter
) -> None:
    """Polling is tried from the ground up, the webhook in a fork."""
    person = deployment.telegram.person("Olena", language_code="en")
    person.says("/start")
    is_polling = program is deployment.program
    runs = program.running("run") if is_polling else starter.running(program, "run")
    async with runs as process:
        await shows(person, "This bot cannot call for help")
        code, seconds = await processes.stopped(process)
    assert (code, seconds < processes.STOP_SECONDS) == (0, True)
    assert (program.log.read_text(), await replicas(deployment)) == ("", 0)


async def replicas(deployment: Deployment) -> int:
    """Count the processes that look alive or crashed."""
    async with deployment.sessions() as session:
        return int(await session.scalar(text("select count(*) from replica")) or 0)


@pytest.mark.parametrize("program", ["polling"], indirect=True)  # others: the trials
async def test_a_form_goes_on_where_it_was_after_a_kill(
    program: Program, deployment: Deployment, starter: Starter
) -> None:
    person = deployment.telegram.person("Olena", language_code="en")
    async with starter.running(program, "run") as process:
        await write_idea(person)
        await written_down(deployment)
        process.kill()
        await process.wait()
    person.presses(person.sees()[-1].keys[0]["callback_data"])  # nobody listens now
    async with starter.running(program, "run"):
        await shows(person, IDEA)
        await presses(person, "Send")
        await shows(person, "Your proposal is No. 1.")


async def written_down(deployment: Deployment) -> None:
    """Wait until what was said is no longer in doubt: doubts are swept up later."""
    async with asyncio.timeout(30), deployment.sessions() as session:
        while await session.scalar(text("select count(*) from outbox")):
            await asyncio.sleep(0.05)


async def write_idea(person: Person) -> None:
    """Fill in the form as far as the question about the topic."""
    person.says("/start")
    await presses(person, "Next")
    await presses(person, "I agree")
    await presses(person, "Berdychivska")
    await shows(person, "Your community: ")
    person.taps("Suggest an idea")
    await shows(person, "What should change and why?")
    person.says(IDEA)
    await shows(person, "Which topic is it about?")
