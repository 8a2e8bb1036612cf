"""A month of digests: what nobody acted on is seen again, and nothing else is."""

import re
from datetime import UTC, datetime, time, timedelta
from random import Random

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.address import Address
from bot.models import Case, Decision, Outbox
from bot.services.letters import post, sealed
from tests.conftest import Clock
from tests.factories import make_bound_group, make_case, make_due

MONDAY = datetime(2026, 11, 2, 7, tzinfo=UTC)
WEEK = timedelta(days=7)
NUMBER = re.compile(r"№\u00a0(\d+)(?:\.| ·)")


class Month:
    """The cases of a group, and by the test's own books which of them wait."""

    def __init__(self, session: AsyncSession) -> None:
        self.session, self.dice = session, Random(20261102)  # noqa: S311 - repeatable
        self.cases: dict[str, Case] = {}
        self.back: dict[str, datetime] = {}  # when a put off one waits again
        self.acted: set[str] = set()

    def waiting(self, moment: datetime) -> set[str]:
        """Say what waits at a moment."""
        back = {number for number, day in self.back.items() if day < moment}
        return set(self.cases) - self.acted - (set(self.back) - back)

    async def act(self, moment: datetime) -> None:
        """Let the group see to some of what waits, each in another way."""
        waits = sorted(self.waiting(moment))
        for number in self.dice.sample(waits, len(waits) // 3):
            case, way = self.cases[number], self.dice.choice(_WAYS)
            self.back.pop(number, None)
            if way == "decide":
                self.session.add(Decision(case_id=case.id, status="supported"))
                self.acted.add(number)
            elif way in {"agenda", "deferred"}:
                case.status, case.due_at = way, moment + self.dice.choice((1, 2)) * WEEK
                self.back[number] = case.due_at
            else:
                case.status, case.answered_at = way, moment
                self.acted.add(number)
        await self.session.flush()


_WAYS = ("decide", "agenda", "deferred", "referred", "declined", "merged", "done")


async def test_no_needed_decision_drops_out_and_none_comes_back_by_itself(
    session: AsyncSession, clock: Clock
) -> None:
    group = await make_bound_group(
        session, Address(-100_600), digest_weekday=0, digest_time=time(9)
    )
    group.next_digest_at, group.created_at = MONDAY, MONDAY - WEEK
    month, seen_again = Month(session), 0
    for week in range(6):
        moment = MONDAY + week * WEEK
        await clock.set(moment.isoformat())
        for _n in range(9 if week < 4 else 0):
            case = await make_case(
                session, group=group, status="passed", text="Лавки.", passed_at=moment
            )
            month.cases[str(case.submission_id)] = case
        await month.act(moment)
        wanted = month.waiting(moment)
        assert await make_due(session, group.id) is not None
        shown = set(NUMBER.findall(await _newest(session)))
        assert shown == wanted, week
        seen_again += len(wanted)
    assert seen_again > len(month.cases)


async def _newest(session: AsyncSession) -> str:
    """Read the part of the newest digest that names what needs a decision."""
    row = (await session.scalars(select(Outbox).order_by(Outbox.id.desc()))).first()
    assert row is not None
    text = sealed.open_json(session, row.payload or b"", post.payload_cell(row.id))
    return str(text["text"])
