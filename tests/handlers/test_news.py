"""What authors hear when time passes and nothing else happens."""

from sqlalchemy import select

from bot.models import Submission
from bot.services import cases
from tests.conftest import Clock
from tests.handlers.cast import last, presses, said
from tests.handlers.conftest import Desk
from tests.world import World


async def test_author_hears_on_day_30(
    town: World, desk: Desk, clock: Clock, language: str
) -> None:
    await presses(town, desk.moderator, said(language, "Pass to the group"))
    await clock.forward("30 days")
    await _tick(town)
    assert desk.number in last(desk.author)
    assert await _draft(town) is None


async def test_unread_text_is_erased_and_its_author_told(
    town: World, desk: Desk, clock: Clock, language: str
) -> None:
    await clock.forward("14 days")
    await _tick(town)
    sentence = (
        "We did not read No. {id} in time and erased the text. We are sorry. Please "
        "send it again."
    )
    assert last(desk.author) == said(language, sentence, id=desk.number)
    assert await _draft(town) is None


async def _tick(town: World) -> None:
    async with town.sessions.begin() as session:
        await cases.tell_no_news(session)
        await cases.expire(session)
    await town.settle()


async def _draft(town: World) -> bytes | None:
    async with town.sessions() as session:
        return (await session.scalars(select(Submission.draft))).one()
