"""The network's digest: figures across groups, small cells hidden, once a month."""

from datetime import date

import pytest
from sqlalchemy import delete, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.jobs.digests import tell_network
from bot.models import Case, Notice, Outbox, WorkingGroup
from bot.models.case import Status
from bot.models.outbox import MessageClass
from bot.models.staff import Role
from bot.services.days.periods import month
from bot.services.figures import network_text
from bot.services.figures.network_facts import COLUMNS, Network, Row
from bot.services.steps import case_log, reached
from tests.conftest import Clock
from tests.factories import make_case, make_community, make_group, make_submission
from tests.handlers.cast import agreed, coordinator, join, last, presses, said, says
from tests.handlers.conftest import Place
from tests.world import World

HIDDEN = "fewer than 5, or hidden"


@pytest.fixture
async def november(session: AsyncSession, place: Place, clock: Clock) -> None:
    """Three groups got 12, 7 and 2 proposals; two were answered."""
    await clock.set("2026-11-10 10:00+02")
    names = {"А": "Group A", "Б": "Group B"}
    others = [
        await make_group(session, name_uk=uk, name_en=en) for uk, en in names.items()
    ]
    community = await make_community(session)
    for group, many in zip((place.group, *others), (12, 7, 2), strict=True):
        for _n in range(many):
            submission = await make_submission(session, community=community)
            case = await make_case(session, group=group, submission=submission)
            if group is others[1]:
                await case_log.append(session, case, Status.PASSED)
    await session.commit()
    await clock.set("2026-12-01 09:59+02")


@pytest.mark.usefixtures("november")
async def test_coordinators_read_figures_without_small_cells(
    town: World, clock: Clock, language: str
) -> None:
    phone = await coordinator(town, language)
    await says(town, phone, "/overview")
    running = said(language, "The month is not over: this is counted until now.")
    assert running in last(phone)
    await presses(town, phone, said(language, "A month earlier"))
    text = last(phone)
    hidden = said(language, HIDDEN)
    assert running not in text
    assert said(language, "Received: {n}", n=21) in text
    assert said(language, "First answers: {n}", n=hidden) in text
    # Two is hidden; seven, too, or it could be subtracted.
    assert text.count(said(language, "received {n}", n=hidden)) == 2
    assert said(language, "received {n}", n=12) in text
    other = {"uk": "In English", "en": "In Ukrainian"}[language]
    await presses(town, phone, said(language, other))
    title = said({"uk": "en", "en": "uk"}[language], "Digest of the network")
    assert last(phone).startswith(title)
    # A button bears its month: later it shows the same one.
    await clock.set("2027-01-05 10:00+02")
    await presses(town, phone, said(language, "Print version"))
    sent = town.telegram.calls_of("sendDocument")[-1]
    printed = sent.params["document"]
    read = "en" if language == "uk" else "uk"
    assert printed.name == f"network-202611-{read}.pdf"
    assert printed.content.startswith(b"%PDF-")


@pytest.mark.usefixtures("november")
async def test_the_month_that_is_over_is_told_once(
    town: World, session: AsyncSession, clock: Clock, language: str
) -> None:
    phone = await coordinator(town, language)
    await says(town, phone, "/menu")
    title = said(language, "Digest of the network")
    for moment, told in (
        ("2026-12-01 09:59+02", 0),
        ("2026-12-01 10:01+02", 1),
        ("2026-12-01 21:59+02", 1),
        ("2027-01-01 22:01+02", 1),  # over twelve hours late
        ("2027-02-01 10:01+02", 2),
    ):
        await clock.set(moment)
        await tell_network(town.sessions)
        await town.settle()
        messages = [each for each in phone.sees() if each.text.startswith(title)]
        assert len(messages) == told
    kinds = select(func.count()).where(Notice.kind == "network.digest")
    assert await session.scalar(kinds) == 3
    skipped = (await session.scalars(select(Outbox))).one()
    assert (skipped.state, skipped.error) == ("cancelled", "expired")
    assert skipped.message_class == MessageClass.BROADCAST


@pytest.mark.usefixtures("november")
async def test_partners_are_told_what_is_over_and_never_counted_anew(
    town: World, place: Place, clock: Clock, language: str
) -> None:
    phone = await agreed(town, language=language)
    await join(town, phone, place.group, Role.OBSERVER)
    await says(town, phone, "/menu")
    await clock.set("2026-12-01 10:01+02")
    await tell_network(town.sessions)
    await town.settle()
    told = last(phone)
    assert said(language, "Received: {n}", n=21) in told
    async with town.sessions.begin() as session:
        await session.execute(delete(Case))
    await clock.set("2026-12-09 10:00+02")
    await says(town, phone, "/overview")
    assert last(phone) == told
    later = said(language, "A month later")
    assert later not in phone.sees()[-1].buttons
    phone.forges("netdig.1:show:202612:0", phone.sees()[-1].message_id)
    await town.settle()
    running = said(language, "The month is not over: this is counted until now.")
    assert not any(running in each.text for each in phone.sees())


async def test_a_month_that_is_over_stays_as_it_was(
    session: AsyncSession, clock: Clock
) -> None:
    """Whatever is answered again, reopened or sent to two groups."""
    await clock.set("2026-11-10 10:00+02")
    submission = await make_submission(session, community=await make_community(session))
    one, _other = [await make_case(session, submission=submission) for _n in range(2)]
    await case_log.append(session, one, Status.PASSED)
    await clock.set("2026-12-10 10:00+02")
    await case_log.append(session, one, Status.DONE)
    november, december = month(date(2026, 11, 1)), month(date(2026, 12, 1))
    for period, answered in ((november, 1), (december, 0)):
        found = await reached.first_answers(session, period)
        assert found.total() == answered


def test_groups_without_room_are_counted(language: str) -> None:
    cells = dict.fromkeys(COLUMNS, 7)
    groups = [WorkingGroup(name_uk="Г" * 60, name_en="G" * 60) for _n in range(60)]
    rows = [Row(each, cells) for each in groups]
    network = Network(month(date(2026, 11, 1)), date(2026, 12, 1), cells, {}, rows)
    [only] = network_text.write(network, language, most=1)
    left = 60 - only.count(("Г" if language == "uk" else "G") * 60)
    assert left > 0
    assert said(language, "And {n} more: see the print version.", n=left) in only
