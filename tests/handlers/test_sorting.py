"""What a moderator puts right on a card: who is in charge, and how urgent it is."""

from datetime import date

from sqlalchemy import select

from bot.models import Case
from bot.models.staff import Role
from bot.services.days.deadlines import local_day
from bot.services.texts.categories import URGENT
from bot.words.concerns import BODIES, SHORT_BODIES, URGENCIES
from tests.conftest import Clock
from tests.handlers.cast import agreed, both, join, last, presses, said, says
from tests.handlers.conftest import Desk, Place
from tests.handlers.test_long_cards import grows
from tests.world import World

CHARGE = "Change who is in charge"
SCHOOLS, POLICE = SHORT_BODIES["EDU"].msgid, SHORT_BODIES["POL"].msgid
IN_CHARGE = "In charge: {bodies}"


async def taps(town: World, desk: Desk, language: str, *buttons: str) -> None:
    for each in buttons:
        await presses(town, desk.moderator, said(language, each))


async def the_case(town: World) -> Case:
    async with town.sessions() as session:
        return (await session.scalars(select(Case))).one()


@both
async def test_another_body_stands_on_card_and_agenda(
    town: World, desk: Desk, place: Place, language: str
) -> None:
    await taps(town, desk, language, "More actions", CHARGE, SCHOOLS)
    named = said(language, SCHOOLS)
    assert said(language, IN_CHARGE, bodies=named) in last(desk.moderator)
    await taps(town, desk, language, "Pass to the group")
    member = await agreed(town, language=language)
    await join(town, member, place.group, Role.MEMBER)
    await says(town, member, "/agenda")
    assert said(language, "→ {bodies}", bodies=named) in last(member)


@both
async def test_the_usual_body_comes_back(
    town: World, desk: Desk, language: str
) -> None:
    await taps(town, desk, language, "More actions", CHARGE, POLICE)
    await taps(town, desk, language, "More actions", CHARGE, "Usual for the topic")
    assert (await the_case(town)).body is None


@both
async def test_a_proposal_can_be_urgent(
    town: World, desk: Desk, place: Place, language: str
) -> None:
    urgent = URGENCIES[URGENT].msgid
    await taps(town, desk, language, "More actions", "Change the urgency", urgent)
    assert said(language, urgent) in last(desk.moderator)
    phones = await agreed(town, language=language)
    await join(town, phones, place.group, Role.SECRETARY)
    await says(town, phones, "/menu")  # a bot may not write first
    await taps(town, desk, language, "More actions", CHARGE, POLICE)
    await taps(town, desk, language, "Pass to the group")
    police = said(language, BODIES["POL"].msgid)
    assert said(language, "Please call today: {bodies}", bodies=police) in last(phones)


async def test_a_full_card_takes_no_further_line(
    town: World, desk: Desk, language: str
) -> None:
    await grows(town, desk, 3980)
    await taps(town, desk, language, "More actions", CHARGE, POLICE)
    assert (await the_case(town)).body is None


@both
async def test_service_and_day_of_a_referral_are_two_taps(
    town: World, desk: Desk, clock: Clock, language: str
) -> None:
    await clock.set("2026-11-23 10:00+02")
    await taps(town, desk, language, "More actions", "Pass to a service", POLICE)
    weeks = {"uk": "Через 14 днів", "en": "In 14 days"}[language]
    await presses(town, desk.moderator, weeks)
    told = said(language, BODIES["POL"].msgid)
    assert told in last(desk.moderator)
    await taps(town, desk, language, "Pass to a service")
    case = await the_case(town)
    assert case.due_at is not None
    assert local_day(case.due_at) == date(2026, 12, 7)
