"""People: found by their hash, in their language, with up to two communities."""

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.crypto import Vault
from bot.models import Person
from bot.services.team import people
from tests.conftest import Clock
from tests.factories import make_community, make_person

OLD, NEW = b"o" * 32, b"n" * 32


async def test_consent_is_remembered(session: AsyncSession) -> None:
    person = await people.agree(session, [b"a"], language="en")
    assert (person.language, person.consent_version) == ("en", 1)
    assert await people.find(session, [b"a"]) is person


async def test_nobody_is_found_before_consent(session: AsyncSession) -> None:
    assert await people.find(session, [b"a"]) is None


async def test_consent_given_twice_is_one_person(session: AsyncSession) -> None:
    first = await people.agree(session, [b"a"], language="uk")
    second = await people.agree(session, [b"a"], language="en")
    assert (first.id, second.language) == (second.id, "en")
    assert await session.scalar(select(func.count()).select_from(Person)) == 1


async def test_person_is_hashed_anew_after_a_rotation(session: AsyncSession) -> None:
    before, after = Vault(OLD), Vault(NEW, [OLD])
    person = await people.agree(session, before.accounts(7), language="uk")
    found = await people.find(session, after.accounts(7))
    assert found is person
    await session.flush()
    assert await people.find(session, Vault(NEW).accounts(7)) is person


async def test_the_same_account_hashes_the_same(session: AsyncSession) -> None:
    keys = Vault(OLD)
    person = await people.agree(session, keys.accounts(7), language="uk")
    assert await people.find(session, keys.accounts(8)) is None
    assert await people.find(session, keys.accounts(7)) is person


async def test_third_community_takes_the_place_of_the_oldest(
    session: AsyncSession, clock: Clock
) -> None:
    person = await make_person(session)
    three = [await make_community(session) for _ in range(3)]
    for community in three:
        await people.keep_community(session, person, community.code)
        await clock.forward("1 minute")
    assert list(await people.communities_of(session, person)) == [three[2], three[1]]


async def test_community_kept_again_stays_one(session: AsyncSession) -> None:
    person, community = await make_person(session), await make_community(session)
    for _ in range(2):
        await people.keep_community(session, person, community.code)
    assert list(await people.communities_of(session, person)) == [community]


async def test_language_changes(session: AsyncSession) -> None:
    person = await make_person(session, language="uk")
    await people.set_language(session, person, "en")
    await session.flush()
    await session.refresh(person)
    assert person.language == "en"
