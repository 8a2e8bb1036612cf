"""A public digest: drawn up, approved in two taps, told to who asked for it."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

import pytest
from sqlalchemy import delete, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.jobs.cases import tell_news
from bot.models import (
    Case,
    GroupNews,
    Outbox,
    PersonCommunity,
    PublicDigest,
    StaffAct,
    Subscription,
    Unasked,
)
from bot.models.case import Status
from bot.models.outbox import MessageClass
from bot.models.staff import Role
from bot.playground.person import Person as Phone
from bot.services.news import public_digests
from bot.services.steps import case_log
from tests.conftest import Clock
from tests.factories import make_ballot, make_group, make_published
from tests.handlers.cast import agreed, both, join, last, presses, resident, said, says
from tests.handlers.conftest import Place
from tests.world import World

NOON = "2026-11-23 12:00+02"
DID = {
    Status.DONE: ("Лавки біля пошти.", {"result": "Лавки стоять біля пошти."}),
    Status.DEFERRED: ("Новий спортзал.", {"reason": "G01", "by": "2027-04-01"}),
}


@dataclass
class Office:
    """Who approves, and somebody who wants to hear."""

    town: World
    place: Place
    language: str
    secretary: Phone
    chair: Phone
    reader: Phone

    async def step(
        self, session: AsyncSession, status: Status, *, topic: str = "P15"
    ) -> Case:
        """Let the group take a step with a proposal that its community was shown."""
        text, facts = DID[status]
        submission = await make_published(
            session, self.place.community, self.place.group, text=text, status=status
        )
        submission.topic = topic
        found = await session.scalars(
            select(Case).where(Case.submission_id == submission.id)
        )
        case = found.one()
        await case_log.append(session, case, status, note=facts)
        await session.commit()
        return case

    async def approve(self, met: str = "Earlier, or not at all") -> None:
        """Approve it, one after the other."""
        yes = said(self.language, "I approve it")
        await says(self.town, self.secretary, "/digest")
        for label in ("You said — we did", met, "I approve it"):
            await presses(self.town, self.secretary, said(self.language, label))
        await presses(self.town, self.chair, said(self.language, "Open"), yes)

    async def tell(self) -> str:
        """Let what is due leave; returns what the reader got by it."""
        before = len(self.reader.sees())
        await tell_news(self.town.sessions)
        await self.town.settle()
        return "".join(each.text for each in self.reader.sees()[before:])


@pytest.fixture
async def office(town: World, place: Place, clock: Clock, language: str) -> Office:
    await clock.set(NOON)
    place.group.created_at = datetime.fromisoformat(NOON) - timedelta(days=1)
    async with town.sessions.begin() as session:
        await session.merge(place.group)
    secretary, chair = [await agreed(town, language=language) for _ in range(2)]
    await join(town, secretary, place.group, Role.SECRETARY)
    await join(town, chair, place.group, Role.CHAIR)
    for each in (secretary, chair):
        await says(town, each, "/menu")
    reader = await resident(town, place.community, language=language)
    await says(town, reader, said(language, "Group news"))
    await presses(town, reader, said(language, "Get news"))
    return Office(town, place, language, secretary, chair, reader)


async def test_news_of_a_group_that_one_left_can_be_seen_and_stopped(
    town: World, place: Place
) -> None:
    reader = await resident(town, place.community)
    await says(town, reader, "/news")
    await presses(town, reader, said("uk", "Get news"))
    async with town.sessions.begin() as session:
        await session.execute(delete(PersonCommunity))
    await says(town, reader, "/my_data")
    sent = town.telegram.calls_of("sendDocument")[-1]
    heard = said(
        "uk", "Groups whose news you get (the chat number is encrypted): {n}", n=1
    )
    assert heard in sent.params["document"].content.decode()
    await says(town, reader, "/news")
    assert said("uk", "You get its news.") in last(reader)
    await presses(town, reader, said("uk", "Stop news"))
    async with town.sessions() as session:
        assert (await session.scalars(select(Subscription))).all() == []


async def test_groups_are_told_apart_by_their_names(town: World, place: Place) -> None:
    async with town.sessions.begin() as session:
        await make_group(session, place.community, name_uk="Робоча група порту")
    reader = await resident(town, place.community)
    await says(town, reader, "/news")
    assert reader.sees()[-1].buttons == ["РГ Станіслава", "порту"]
    await presses(town, reader, "порту")
    told = said("uk", "You get its news.")
    assert f"Робоча група порту\n{told}" in last(reader)


@both
async def test_two_taps_bring_it_to_those_who_asked_for_it(
    session: AsyncSession, office: Office, language: str
) -> None:
    for status in DID:
        await office.step(session, status)
    await office.approve()
    told = await office.tell()
    assert told.startswith(said(language, "You said — we did"))
    assert "• Лавки стоять біля пошти" in told
    assert "• Новий спортзал: " in told
    fewer = said(language, "fewer than 5")
    assert said(language, "Your proposals: {n}", n=fewer) in told
    assert len((await session.scalars(select(Unasked))).all()) == 1
    assert await office.tell() == ""


async def test_what_can_be_voted_on_stands_there_with_its_link(
    session: AsyncSession, office: Office, language: str
) -> None:
    case = await office.step(session, Status.DEFERRED)
    ballot = await make_ballot(session, office.place.community)
    await session.commit()
    await office.approve()
    heading = said(language, "Vote on these now")
    assert heading in await office.tell()
    sent = office.town.telegram.calls_of("sendMessage")[-1].params["text"]
    assert f'?start=p_{case.submission_id}">' in sent
    ballot.closes_at = ballot.opens_at
    await session.commit()
    await says(office.town, office.secretary, "/digest")
    opens = said(language, "You said — we did")
    await presses(office.town, office.secretary, opens)
    assert heading not in last(office.secretary)


async def test_it_leaves_as_a_broadcast_which_is_never_sent_twice_by_itself(
    session: AsyncSession, office: Office
) -> None:
    await office.approve()
    await tell_news(office.town.sessions)
    row = (await session.scalars(select(Outbox))).one()
    assert row.message_class == MessageClass.BROADCAST


async def test_both_approvals_stand_in_the_log(
    session: AsyncSession, office: Office
) -> None:
    await office.approve()
    approved = select(StaffAct.role).where(StaffAct.act == "digest.publish")
    assert set(await session.scalars(approved)) == {Role.SECRETARY, Role.CHAIR}


async def test_one_tap_alone_sends_nothing_and_nobody_taps_twice(
    town: World, session: AsyncSession, office: Office, language: str
) -> None:
    yes = said(language, "I approve it")
    await says(town, office.secretary, "/digest")
    met = said(language, "We met yesterday")
    opens = said(language, "You said — we did")
    await presses(town, office.secretary, opens, met, yes, yes)
    turn = "You have approved it. Now the other approval is needed."
    assert last(office.secretary) == said(language, turn)
    assert await session.scalar(select(func.count()).select_from(GroupNews)) == 0


async def test_a_day_passes_after_the_meeting(office: Office, clock: Clock) -> None:
    await office.approve("We met today")
    await clock.set("2026-11-25 07:59+02")
    assert await office.tell() == ""
    await clock.set("2026-11-25 08:01+02")
    assert await office.tell() != ""


async def test_nobody_approves_it_for_no_day_or_another_day(
    town: World, session: AsyncSession, office: Office
) -> None:
    yes = said("uk", "I approve it")
    await says(town, office.secretary, "/digest")
    await presses(town, office.secretary, said("uk", "You said — we did"), yes)
    assert last(office.secretary) == said("uk", "Please say first when the group met.")
    message = office.secretary.sees()[-1].message_id
    office.secretary.forges(f"pub.1:met:{office.place.group.id}:20261124", message)
    await town.settle()
    assert last(office.secretary) == said("uk", "This day has not come yet.")
    await presses(town, office.secretary, said("uk", "We met yesterday"), yes)
    await presses(town, office.chair, said("uk", "Open"), said("uk", "We met today"))
    row = (await session.scalars(select(PublicDigest))).one()
    assert (row.secretary_id, row.chair_id) == (None, None)


async def test_an_old_draft_is_drawn_up_anew(
    town: World, session: AsyncSession, office: Office, clock: Clock
) -> None:
    opens = said("uk", "You said — we did")
    await says(town, office.secretary, "/digest")
    await presses(town, office.secretary, opens)
    await clock.set("2026-12-08 12:00+02")
    await public_digests.forget(session)
    await session.commit()
    assert (await session.scalars(select(PublicDigest))).all() == []
    await says(town, office.secretary, "/digest")
    await presses(town, office.secretary, opens)
    row = (await session.scalars(select(PublicDigest))).one()
    assert row.made_at.date() == date(2026, 12, 8)


async def test_what_finds_no_room_is_counted_and_a_pause_is_told(
    session: AsyncSession, office: Office
) -> None:
    for _n in range(12):
        await office.step(session, Status.DONE)
    office.place.group.paused_until = date(2027, 1, 10)
    await session.merge(office.place.group)
    await session.commit()
    await office.approve()
    told = await office.tell()
    assert said("uk", "And {n} more", n=2) in told
    assert "10 січня 2027" in told


@pytest.mark.parametrize("topic", ["P02", "P07"])
async def test_shelters_and_supply_are_kept_back(
    session: AsyncSession, office: Office, topic: str
) -> None:
    await office.step(session, Status.DONE, topic=topic)
    await office.approve()
    assert "Лавки" not in await office.tell()


async def test_what_is_hidden_meanwhile_is_not_told(
    session: AsyncSession, office: Office
) -> None:
    case = await office.step(session, Status.DONE)
    await office.approve()
    case.published_at = None
    await session.commit()
    told = await office.tell()
    assert told
    assert "Лавки" not in told


async def test_two_messages_a_month_are_enough(
    session: AsyncSession, office: Office
) -> None:
    row = (await session.scalars(select(Subscription))).one()
    moment = row.since
    for n in range(2):
        session.add(Unasked(chat_key=row.chat_key, at=moment.replace(microsecond=n)))
    await session.commit()
    await office.approve()
    assert await office.tell() == ""
    news = (await session.scalars(select(GroupNews))).one()
    assert (news.due_at - moment).days in {29, 30}


@pytest.mark.parametrize("leaves", ["stop", "delete"])
async def test_who_stops_or_deletes_hears_no_more(
    town: World, session: AsyncSession, office: Office, leaves: str
) -> None:
    await office.approve()
    if leaves == "stop":
        await says(town, office.reader, said(office.language, "Group news"))
        await presses(town, office.reader, said(office.language, "Stop news"))
    else:
        await says(town, office.reader, "/delete")
        await presses(town, office.reader, office.reader.sees()[-1].buttons[0])
    assert await office.tell() == ""
    for table in (Subscription, GroupNews):
        assert (await session.scalars(select(table))).all() == []


async def test_moderators_publish_nothing(
    town: World, session: AsyncSession, place: Place, language: str
) -> None:
    moderator = await agreed(town, language=language)
    await join(town, moderator, place.group)
    await says(town, moderator, "/digest")
    assert said(language, "You said — we did") not in moderator.sees()[-1].buttons
    moderator.forges(f"pub.1:open:{place.group.id}", moderator.sees()[-1].message_id)
    await town.settle()
    assert (await session.scalars(select(PublicDigest))).all() == []
