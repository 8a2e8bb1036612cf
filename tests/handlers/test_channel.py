"""A group's channel: who binds it, what is posted there, and once."""

from dataclasses import dataclass

import pytest
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncSession

from bot.jobs.cases import tell_news
from bot.models import Channel, GroupNews, Inbox, Notice
from bot.models.staff import Role
from bot.playground.group import Group
from bot.playground.person import Person as Phone
from bot.services.doubts import doubts
from bot.services.news import public_digests
from tests import scan
from tests.conftest import Clock
from tests.handlers.cast import agreed, both, join, last, link, presses, said, says
from tests.handlers.conftest import Place
from tests.logged import configured
from tests.world import World

NOON = "2026-11-23 12:00+02"
TITLE = "Канал <b>громади</b>"
APPROVAL = ("You said — we did", "Earlier, or not at all", "I approve it")


@dataclass
class Studio:
    """A group's secretary and chair, and a channel of the secretary's."""

    town: World
    place: Place
    language: str
    secretary: Phone
    chair: Phone
    channel: Group

    async def add(self, by: Phone | None = None) -> None:
        """Let somebody add the bot to the channel."""
        self.channel.add_bot(by=by or self.secretary)
        await self.town.settle()

    async def bind(self) -> None:
        """Add the bot, and say whose channel it is."""
        await self.add()
        await presses(self.town, self.secretary, self.secretary.sees()[-1].buttons[0])

    async def approve(self) -> None:
        """Approve a public digest, one after the other."""
        await says(self.town, self.secretary, "/digest")
        for words in APPROVAL:
            await presses(self.town, self.secretary, said(self.language, words))
        await says(self.town, self.chair, "/digest")
        for words in (APPROVAL[0], APPROVAL[2]):
            await presses(self.town, self.chair, said(self.language, words))

    async def tell(self) -> list[str]:
        """Let what is due leave; returns what stands in the channel."""
        await tell_news(self.town.sessions)
        await self.town.settle()
        return [each.text for each in self.channel.sees()]


@pytest.fixture
async def studio(town: World, place: Place, clock: Clock, language: str) -> Studio:
    await clock.set(NOON)
    secretary, chair = [await agreed(town, language=language) for _ in range(2)]
    await join(town, secretary, place.group, Role.SECRETARY)
    await join(town, chair, place.group, Role.CHAIR)
    for each in (secretary, chair):
        await says(town, each, "/menu")
    channel = town.telegram.group(TITLE, [secretary], channel=True)
    return Studio(town, place, language, secretary, chair, channel)


async def the_channel(session: AsyncSession) -> Channel | None:
    found = select(Channel).execution_options(populate_existing=True)
    return (await session.scalars(found)).one_or_none()


@both
async def test_what_both_approve_is_posted_once_in_the_channel(
    studio: Studio, session: AsyncSession, language: str
) -> None:
    await says(studio.town, studio.secretary, "/channel")
    assert link(studio.secretary).endswith("?startchannel&admin=post_messages")
    await studio.add()
    assert TITLE in last(studio.secretary)
    await presses(studio.town, studio.secretary, studio.secretary.sees()[-1].buttons[0])
    date = "23 листопада 2026" if language == "uk" else "23 November 2026"
    assert date in last(studio.secretary)
    await studio.approve()
    too = said(language, "It is posted in the group’s channel, too.")
    assert too in last(studio.chair)
    [posted] = await studio.tell()
    # The group's language, whatever its secretary reads.
    assert posted.startswith("Ви сказали — зроблено\nРГ Станіслава")
    assert studio.channel.sees()[0].buttons == ["Написати боту"]
    assert await studio.tell() == [posted]
    assert (await session.scalars(select(GroupNews))).all() == []


async def test_of_several_groups_the_right_one_is_asked_for(
    studio: Studio, session: AsyncSession
) -> None:
    await studio.add()
    assert studio.secretary.sees()[-1].buttons == [
        "РГ Станіслава",
        said("uk", "None of them"),
    ]
    await says(studio.town, studio.secretary, "/my_data")
    document = studio.secretary.sees()[-1].raw["document"]
    written = studio.town.telegram.files[document["file_id"]].content.decode()
    assert (
        "Канали, куди ви додали бота, не під’єднані (номер зашифровано): 1" in written
    )
    await presses(studio.town, studio.secretary, said("uk", "None of them"))
    assert await the_channel(session) is None


@pytest.mark.parametrize("role", [None, Role.MODERATOR])
async def test_who_may_not_bind_a_channel_is_asked_nothing(
    studio: Studio, session: AsyncSession, role: Role | None
) -> None:
    phone = await agreed(studio.town)
    if role is not None:
        await join(studio.town, phone, studio.place.group, role)
    await says(studio.town, phone, "/menu")
    before = len(phone.sees())
    await studio.add(phone)
    assert len(phone.sees()) == before
    assert await the_channel(session) is None


async def test_nobody_binds_what_somebody_else_added(
    studio: Studio, session: AsyncSession
) -> None:
    await studio.add()
    channel = await the_channel(session)
    assert channel is not None
    group_id = studio.place.group.id
    forged = f"chan.1:bind:{channel.id}:{group_id}"
    stranger = await agreed(studio.town)
    for phone in (studio.chair, stranger):
        await says(studio.town, phone, "/menu")
        phone.forges(forged, phone.sees()[-1].message_id)
        phone.forges(f"chan.1:drop:{channel.id}", phone.sees()[-1].message_id)
        await studio.town.settle()
    found = await the_channel(session)
    assert found is not None
    assert found.group_id is None


async def test_a_second_channel_is_refused_and_the_first_unbound(
    studio: Studio, session: AsyncSession
) -> None:
    await studio.bind()
    other = studio.town.telegram.group("Інший", [studio.secretary], channel=True)
    other.add_bot(by=studio.secretary)
    await studio.town.settle()
    question = studio.secretary.sees()[-1].buttons[0]
    await presses(studio.town, studio.secretary, question)
    assert last(studio.secretary) == said(
        "uk", "The group has a channel. Unbind it first."
    )
    await says(studio.town, studio.secretary, "/channel")
    await presses(studio.town, studio.secretary, said("uk", "Unbind the channel"))
    await presses(studio.town, studio.secretary, said("uk", "Bind the added channel"))
    found = await the_channel(session)
    assert found is not None
    assert found.group_id == studio.place.group.id


@pytest.mark.parametrize("how", ["kick_bot", "mute_bot"])
async def test_the_team_hears_once_that_the_channel_is_lost(
    studio: Studio, how: str, clock: Clock
) -> None:
    await studio.bind()
    getattr(studio.channel, how)()
    studio.channel.mute_bot()
    await studio.town.settle()
    told = [each.text for each in studio.chair.sees()]
    assert sum("більше не може публікувати" in each for each in told) == 1
    await studio.approve()
    assert await studio.tell() == []
    studio.channel.promote_bot()
    await studio.town.settle()
    await clock.set("2026-11-23 14:00+02")
    assert len(await studio.tell()) == 1


async def test_a_refused_post_is_told_and_not_sent_again(
    studio: Studio, session: AsyncSession
) -> None:
    await studio.bind()
    await studio.approve()
    studio.channel.mute_bot()
    studio.town.telegram.updates.clear()  # it is on its way
    assert await studio.tell() == []
    channel = await the_channel(session)
    assert channel is not None
    assert channel.lost_at is not None
    assert "більше не може публікувати" in last(studio.chair)
    studio.channel.promote_bot()
    assert await studio.tell() == []


async def test_a_channel_that_was_lost_can_be_bound_anew(
    studio: Studio, clock: Clock
) -> None:
    await studio.bind()
    await studio.approve()
    studio.channel.mute_bot()
    studio.town.telegram.updates.clear()
    assert await studio.tell() == []
    await says(studio.town, studio.secretary, "/channel")
    await presses(studio.town, studio.secretary, said("uk", "Unbind the channel"))
    studio.channel.kick_bot()
    await studio.bind()
    await clock.set("2026-11-24 12:00+02")
    await studio.approve()
    assert len(await studio.tell()) == 1


async def test_that_a_second_channel_is_lost_is_told_like_the_first(
    studio: Studio,
) -> None:
    for title in ("Перший", "Другий"):
        studio.channel = studio.town.telegram.group(
            title, [studio.secretary], channel=True
        )
        await studio.bind()
        studio.channel.kick_bot()
        await studio.town.settle()
        await says(studio.town, studio.secretary, "/channel")
        await presses(studio.town, studio.secretary, said("uk", "Unbind the channel"))
    told = [each.text for each in studio.chair.sees()]
    assert sum("більше не може публікувати" in each for each in told) == 2


@pytest.mark.parametrize("is_unbound", [False, True])
async def test_a_post_in_doubt_is_sent_days_later_unless_its_channel_is_gone(
    studio: Studio, session: AsyncSession, clock: Clock, *, is_unbound: bool
) -> None:
    await studio.bind()
    await studio.approve()
    studio.town.telegram.faults.next("reset", "sendMessage")
    assert await studio.tell() == []
    await clock.forward("2 days")
    [doubt] = await doubts.find_all(session)
    assert doubt.group
    assert (doubt.in_channel, doubt.group.id) == (True, studio.place.group.id)
    if is_unbound:
        await says(studio.town, studio.secretary, "/channel")
        await presses(studio.town, studio.secretary, said("uk", "Unbind the channel"))
    assert await doubts.send_again(session, doubt.reference) is not is_unbound
    await session.commit()
    [notice] = await session.scalars(select(Notice).filter_by(recipient="channel"))
    assert (await public_digests.told(session, notice) is None) is is_unbound
    assert len(await studio.tell()) == (not is_unbound)


@both
async def test_a_post_in_doubt_is_sent_again_by_a_press(
    studio: Studio, language: str
) -> None:
    await studio.bind()
    await studio.approve()
    studio.town.telegram.faults.next("reset", "sendMessage")
    assert await studio.tell() == []
    await presses(studio.town, studio.chair, said(language, "Send again"))
    assert len(await studio.tell()) == 1


async def test_what_is_written_in_a_channel_is_nothing_to_the_bot(
    studio: Studio, session: AsyncSession
) -> None:
    await studio.bind()
    for text in ("/start", "/here", "/digest now", "У нас пропозиція"):
        studio.secretary.says(text, chat=studio.channel)
    await studio.town.settle()
    assert not [each for each in studio.channel.sees() if each.raw.get("reply_markup")]
    assert len(studio.channel.sees()) == 4
    states = await session.scalars(select(Inbox.state))
    assert set(states) == {"done"}


async def test_neither_title_nor_number_of_a_channel_is_kept_in_clear(
    studio: Studio, connection: AsyncConnection
) -> None:
    with configured("DEBUG", "json") as log:
        await studio.bind()
        await studio.approve()
        assert len(await studio.tell()) == 1
        studio.channel.kick_bot()
        await studio.town.settle()
    secrets = ["Канал <b>", str(studio.channel.id)]
    assert scan.hits(await scan.dump(connection), secrets) == []
    assert scan.hits(log(), secrets) == []
