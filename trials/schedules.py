"""Working groups whose digests fall due during a trial, and what came of them."""

import asyncio
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, time
from typing import Final, NamedTuple

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from bot.address import Address
from bot.db import vault
from bot.playground.calls import Call
from bot.playground.group import Group
from bot.services.days import deadlines
from bot.services.places import communities, groups
from bot.services.places import schedules as chosen
from bot.services.places.groups import NewGroup
from bot.services.places.schedules import Schedule
from bot.services.team import people, staff
from trials import moments
from trials.ground import Ground
from trials.report import Report
from trials.slots import Slot

_COMMUNITY: Final = "UA18020030000035625"  # any of the register
_COORDINATOR: Final = "Coordinator"
_FALL_DUE: Final = text("""
    update working_group g set
        digest_weekday = (extract(isodow from app_now())::int + 2) % 7,
        digest_time = '12:00',
        next_digest_at = app_now() + make_interval(secs => :apart * place)
    from (select id, row_number() over (order by id) as place from working_group
          where id = any(cast(:groups as bigint[]))) as listed
    where g.id = listed.id
""")
_WAITS: Final = text("""
    with sent as (
        insert into submission (id, kind, community_code, language, topic)
        values (nextval('submission_id'), 'proposal', :code, 'en', 'P01') returning id
    )
    insert into "case" (submission_id, group_id, status, text, passed_at)
    select id, :group, 'passed', 'Benches by the clinic', app_now() from sent
""")
_DUE: Final = text(
    "select count(*) from working_group where next_digest_at <= app_now()"
)
_MAILS: Final = text("""
    select count(*) from mail
    where state = 'pending'
       or state = 'sending' and claimed_at > app_now() - interval '5 seconds'
""")
_PATIENCE: Final = 20.0
_LOOK: Final = 0.05
_MADE: Final = text("""
    select d.group_id, d.local_date, d.state, d.late, d.made_at,
        exists (select from outbox o where o.key = 'digest:' || d.id
            and o.state = 'unknown') as unknown
    from digest d order by d.id
""")


class Made(NamedTuple):
    """A digest as the database has it."""

    group_id: int
    local_date: date
    state: str
    late: bool
    made_at: datetime
    unknown: bool


class Schedules:
    """Groups with chats of their own, in which nothing is said but digests."""

    def __init__(self, ground: Ground, chats: dict[int, Group], leader: int) -> None:
        self.chats = chats
        self.ground = ground
        self.longest = 0.0  # seconds
        self.leader = leader

    async def fall_due(self, apart: float) -> None:
        """Let one digest after the other fall due, so many seconds apart."""
        values = {"apart": apart, "groups": list(self.chats)}
        async with self.ground.sessions.begin() as session:
            await session.execute(_FALL_DUE, values)

    async def set(self, group_id: int, weekday: int, at: time) -> None:
        """Set a weekly digest as a coordinator does."""
        await self.choose(group_id, Schedule(at, weekday=weekday))

    async def choose(self, group_id: int, schedule: Schedule) -> None:
        """Choose any schedule as a coordinator does."""
        async with self.ground.sessions.begin() as session:
            await chosen.choose(session, self.leader, group_id, schedule)

    async def none_due(self, patience: float = _PATIENCE) -> None:
        """Wait until nothing is due; somebody who still sees a slot may double it."""
        async with asyncio.timeout(patience):
            await asyncio.sleep(2 * _LOOK)
            while await self._due():
                await asyncio.sleep(_LOOK)

    async def all_sent(self) -> None:
        """Wait until what is due is made and has left: the clock goes on only then.

        It goes thousands of times faster than a real one: what leaves seconds later
        would be hours late. `longest` is the longest wait yet.
        """
        await self.none_due()
        took = await self.ground.calm(self._left)
        self.longest = max(self.longest, took)
        if left := await self._left():
            raise TimeoutError(f"{left} were not sent in {took} s")

    async def _left(self) -> int:
        """Count what has still to leave; a mail of a killed sender waits minutes."""
        async with self.ground.engine.connect() as connection:
            mails = int((await connection.execute(_MAILS)).scalar_one())
        return mails + await self.ground.left()

    async def _due(self) -> int:
        async with self.ground.engine.connect() as connection:
            return int((await connection.execute(_DUE)).scalar_one())

    async def made(self) -> list[Made]:
        """Read what digests were made."""
        async with self.ground.sessions.begin() as session:
            return [Made(*row) for row in await session.execute(_MADE)]

    def sent(self) -> Counter[int]:
        """Count what Telegram accepted, by the group."""
        return Counter(group for group, _call in self.accepted())

    def accepted(self) -> Iterator[tuple[int, Call]]:
        """List what Telegram accepted for the chats, each with its group."""
        groups = {chat.id: key for key, chat in self.chats.items()}
        for call in self.ground.telegram.calls_of("sendMessage"):
            if call.accepted and call.chat in groups:
                yield groups[call.chat], call

    def judge_moments(self, report: Report, due: Iterable[Slot]) -> None:
        """Ask of each digest that came whether a slot of its group had just begun."""
        slots = defaultdict[int, list[Slot]](list)
        for slot in due:
            slots[slot.group].append(slot)
        came = [
            (group, moments.at(self.ground, call.at)) for group, call in self.accepted()
        ]
        stale = [
            (group, moment)
            for group, moment in came
            if not any(slot.admits(moment) for slot in slots[group])
        ]
        report.figures["stale digests"] = f"{len(stale)} of {len(came)}"
        report.faults += [f"group {group}: stale at {at}" for group, at in stale]

    async def judge(self, report: Report) -> None:
        """Hold against each other what was made and what came."""
        made, sent = await self.made(), self.sent()
        queued = Counter(each.group_id for each in made if each.state == "queued")
        unknown = Counter(each.group_id for each in made if each.unknown)
        dates = Counter((each.group_id, each.local_date) for each in made)
        report.figures |= {
            "digests made": queued.total(),
            "digests sent": sent.total(),
            "digests in doubt": unknown.total(),
            "longest wait of the clock": self.longest,
        }
        for key in self.chats:
            if not queued[key] - unknown[key] <= sent[key] <= queued[key]:
                report.faults.append(
                    f"group {key}: {queued[key]} digests made, {sent[key]} sent"
                )
        if any(times > 1 for times in dates.values()):
            report.faults.append("more than one digest of a group and date")


async def found(
    ground: Ground, count: int, *, zones: Sequence[str] = (deadlines.ZONE,)
) -> Schedules:
    """Found working groups, each bound to a chat that the bot is in."""
    telegram = ground.telegram
    phone = telegram.person(_COORDINATOR)
    telegram.chats[phone.id].started = True  # else the bot may not write first
    chats = [telegram.group(f"Group {n}", [phone]) for n in range(count)]
    bound = {}
    async with ground.sessions.begin() as session:
        await communities.load_register(session)
        accounts = vault(session).accounts(phone.id)
        leader = await people.agree(session, accounts, language="en")
        await staff.ensure_coordinator(session, leader, Address(phone.id))
        for n, chat in enumerate(chats):
            chat.chat.statuses[telegram.bot_id] = "member"
            name = f"Group {n}"
            new = NewGroup(
                name_uk=name,
                name_en=name,
                communities=[_COMMUNITY],
                time_zone=zones[n % len(zones)],
            )
            group = await groups.create(session, leader.id, new)
            token = await groups.bind_link(session, leader.id, group.id)
            await groups.bind(session, token, Address(chat.id))
            await something_waits(session, group.id)
            bound[group.id] = chat
    return Schedules(ground, bound, leader.id)


async def something_waits(session: AsyncSession, group_id: int) -> None:
    """Let a group have to decide: a second digest that tells nothing is not sent."""
    await session.execute(_WAITS, {"group": group_id, "code": _COMMUNITY})
