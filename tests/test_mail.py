"""An official without Telegram: digest, mail, link, answer, and a resident reads it."""

from collections.abc import AsyncIterator
from dataclasses import dataclass

import pytest
from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.address import Address
from bot.crypto import Vault
from bot.db import Sessions
from bot.jobs import cases as case_jobs
from bot.mail.postman import Postman
from bot.models import CaseEvent, Staff
from bot.models.staff import Role
from bot.playground.person import Person as Phone
from tests.bot.mail import post
from tests.bot.mail.post import ADDRESS, Browser, Mailbox, links
from tests.conftest import Clock
from tests.factories import TEXT, make_bound_group, make_community
from tests.handlers.cast import (
    agreed,
    coordinator,
    join,
    last,
    presses,
    resident,
    says,
    sends_proposal,
)
from tests.world import World

ANSWER = "Патруль чергуватиме біля школи щоранку з понеділка."


@dataclass
class Story:
    """A resident whose proposal waits, a secretary, and the post between them."""

    town: World
    author: Phone
    secretary: Phone
    number: str
    box: Mailbox
    postman: Postman
    browser: Browser
    clock: Clock

    async def confirmed(self) -> None:
        """Let the secretary add an address on the phone, and its owner confirm it."""
        await says(self.town, self.secretary, "/team")
        await presses(self.town, self.secretary, "Members by e-mail", "Add an address")
        await presses(self.town, self.secretary, "Police", "Ukrainian")
        await says(self.town, self.secretary, ADDRESS.upper())
        await presses(self.town, self.secretary, "Send")
        await self.postman.once()
        await self.browser.press(links(self.box.mails[0])[0], act="confirm")

    async def digest(self) -> str:
        """Send the group's digest; gives the link of its page."""
        await says(self.town, self.secretary, "/digest now")
        await self.postman.once()
        return links(self.box.mails[-1])[0]


@pytest.fixture
async def story(
    town: World, sessions: Sessions, vault: Vault, clock: Clock
) -> AsyncIterator[Story]:
    await clock.set("2026-11-23 10:00+02")
    async with sessions.begin() as session:
        community = await make_community(session)
        group = await make_bound_group(session, Address(-100_500), community)
    author = await resident(town, community)
    secretary = await agreed(town, language="en")
    await join(town, secretary, group, Role.SECRETARY)
    moderator = await agreed(town, language="en")
    await join(town, moderator, group)
    number = await sends_proposal(town, author, TEXT)
    await says(town, moderator, "/queue")
    await presses(town, moderator, "Pass to the group")
    await case_jobs.expire_cases(sessions)
    async with (
        post.post_office(sessions) as (box, postman),
        post.browser(sessions, vault) as browser,
    ):
        yield Story(town, author, secretary, number, box, postman, browser, clock)


async def test_only_coordinators_are_offered_to_add_or_change_a_partner(
    story: Story,
) -> None:
    ways = ("Members by e-mail", "Add an address")
    boss = await coordinator(story.town, "en")
    await says(story.town, boss, "/start", "/team")
    await presses(story.town, boss, "Working Group", *ways)
    assert "Observer" in boss.sees()[-1].buttons
    await presses(story.town, boss, "Observer", "English")
    await says(story.town, boss, ADDRESS)
    assert "Observer" in last(boss)
    await presses(story.town, boss, "Send", "Members by e-mail")
    assert "1" in boss.sees()[-1].buttons
    await says(story.town, story.secretary, "/team")
    await presses(story.town, story.secretary, ways[0])
    assert "1" not in story.secretary.sees()[-1].buttons
    await presses(story.town, story.secretary, ways[1])
    assert "Observer" not in story.secretary.sees()[-1].buttons


async def case_of(session: AsyncSession) -> str:
    found = await session.execute(select(func.max(CaseEvent.case_id)))
    return str(found.scalar_one())


async def test_an_answer_from_a_mail_is_read_in_telegram(
    story: Story, session: AsyncSession, sessions: Sessions
) -> None:
    await story.confirmed()
    page = await story.digest()
    status, shown = await story.browser.open(page)
    assert (status, TEXT in shown) == (200, True)
    case = await case_of(session)
    status, shown = await story.browser.press(
        page, act="answer", case=case, words=ANSWER
    )
    assert (status, "Дякуємо!" in shown) == (200, True)
    await story.clock.set("2026-11-23 19:01+02")
    await case_jobs.tell_news(sessions)
    await story.town.settle()
    assert ANSWER in last(story.author)
    answered = await session.scalars(
        select(Staff.sector)
        .join(CaseEvent, CaseEvent.staff_id == Staff.id)
        .where(CaseEvent.reason == "answer")
    )
    assert answered.all() == ["police"]
