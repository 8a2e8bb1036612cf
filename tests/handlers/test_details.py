"""Details that somebody adds to a proposal: to the moderators first, then the group."""

import pytest
from sqlalchemy import select, update

from bot.models import Case, Submission
from bot.models.case import Status
from bot.playground.person import Person as Phone
from bot.services.digest import digest_facts, digest_text
from bot.services.digest.digest_facts import Span
from bot.services.similar import indexing
from tests.factories import TEXT, make_published
from tests.handlers.cast import agreed, both, join, last, presses, resident, said, says
from tests.handlers.conftest import Place
from tests.world import World

AGAIN = "Хочемо лавочку коло амбулаторії: люди чекають стоячи."
ADD = "Add details"


@pytest.fixture
async def number(town: World, place: Place) -> int:
    async with town.sessions.begin() as session:
        shown = await make_published(session, place.community, place.group)
        await indexing.index_missed(session)
    return shown.id


@pytest.fixture
async def phone(town: World, place: Place, number: int, language: str) -> Phone:
    """Somebody whose text is like that proposal."""
    phone = await resident(town, place.community, language=language)
    await says(town, phone, "/idea", AGAIN)
    assert str(number) in last(phone)
    return phone


async def details(town: World) -> Submission:
    async with town.sessions() as session:
        found = select(Submission).where(Submission.adds_to.is_not(None))
        return (await session.scalars(found)).one()


async def test_details_ask_for_no_topic_and_get_a_receipt(
    town: World, phone: Phone, number: int, language: str
) -> None:
    await presses(town, phone, said(language, ADD))
    assert said(language, "Details for No. {id}", id=number) in last(phone)
    assert AGAIN in last(phone)
    await presses(town, phone, said(language, "Send"))
    sent = await details(town)
    assert (sent.adds_to, sent.topic) == (number, "P01")
    belongs = "Your details are" if language == "en" else "Ваші подробиці"
    assert belongs in last(phone)
    assert str(number) in last(phone)
    assert str(sent.id) in last(phone)


async def test_several_are_told_apart_by_number(
    town: World, place: Place, number: int, language: str
) -> None:
    async with town.sessions.begin() as session:
        other = await make_published(session, place.community, place.group)
        await indexing.index_missed(session)
    phone = await resident(town, place.community, language=language)
    await says(town, phone, "/idea", AGAIN)
    assert said(language, "Add to No. {id}", id=number) in phone.sees()[-1].buttons
    await presses(town, phone, said(language, "Add to No. {id}", id=other.id))
    await presses(town, phone, said(language, "Send"))
    assert (await details(town)).adds_to == other.id


@both
async def test_moderators_see_to_what_it_belongs_and_the_group_reads_it(
    town: World, place: Place, phone: Phone, language: str
) -> None:
    await presses(town, phone, said(language, ADD), said(language, "Send"))
    sent = await details(town)
    number = sent.adds_to
    moderator = await agreed(town, language=language)
    await join(town, moderator, place.group)
    await says(town, moderator, "/queue")
    assert said(language, "Belongs to No. {id}", id=number) in last(moderator)
    await presses(town, moderator, said(language, "Pass to the group"))
    buttons = [each for message in moderator.sees() for each in message.buttons]
    assert said(language, "Show to the community") not in buttons
    async with town.sessions() as session:
        group = await session.merge(place.group)
        group.language = language
        period = Span(group.created_at, sent.created_at)
        facts = await digest_facts.gather(session, group.id, period)
        page = digest_text.write(group, facts)
    adds = "No.\u00a0{id} · adds to No.\u00a0{other}"
    assert said(language, adds, id=sent.id, other=number) in page.messages[0]


async def test_one_may_still_say_that_it_is_different(
    town: World, phone: Phone, language: str
) -> None:
    await presses(town, phone, said(language, ADD), said(language, "Similar ones"))
    await presses(town, phone, said(language, "Mine is different"))
    topic = phone.sees()[-1].buttons[0]
    await presses(town, phone, topic, said(language, "Send"))
    async with town.sessions() as session:
        newest = select(Submission.adds_to).order_by(Submission.id.desc()).limit(1)
        assert await session.scalar(newest) is None


async def test_what_was_hidden_meanwhile_lets_the_text_stand_alone(
    town: World, phone: Phone, language: str
) -> None:
    await presses(town, phone, said(language, ADD))
    async with town.sessions.begin() as session:
        await session.execute(update(Case).values(published_at=None))
    await presses(town, phone, said(language, "Send"))
    async with town.sessions() as session:
        newest = select(Submission).order_by(Submission.id.desc()).limit(1)
        sent = (await session.scalars(newest)).one()
        status = await session.scalar(
            select(Case.status).where(Case.submission_id == sent.id)
        )
    assert (sent.adds_to, sent.topic, status) == (None, "P99", Status.RECEIVED)


@pytest.mark.parametrize("value", ["add_999999", "add_", "add_x"])
async def test_a_forged_choice_adds_to_nothing(
    town: World, phone: Phone, value: str
) -> None:
    forged = f"form.1:pick:1:similar:{value}"
    phone.forges(forged, phone.sees()[-1].message_id)
    await town.settle()
    assert TEXT in last(phone)


async def test_my_data_tells_to_what_details_belong(
    town: World, phone: Phone, number: int, language: str
) -> None:
    await presses(town, phone, said(language, ADD), said(language, "Send"))
    await says(town, phone, "/my_data")
    sent = town.telegram.calls_of("sendDocument")[-1]
    written = sent.params["document"].content.decode()
    assert said(language, "Details for No. {id}", id=number) in written
