"""People: who agreed to the notices, in which language, for which communities."""

import json
from collections.abc import Sequence
from functools import lru_cache
from typing import Final

from sqlalchemy import bindparam, delete, func, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.sql.dml import ReturningDelete

from bot.models import Community, Person, PersonCommunity
from bot.services.team import moves

CONSENT_VERSION: Final = 1
KEPT_AT_MOST: Final = 2  # home and host
_MEMO: Final = "kept communities"
_KEPT: Final = (
    select(Community)
    .join(PersonCommunity, PersonCommunity.community_code == Community.code)
    .where(PersonCommunity.person_id == bindparam("person_id"))
    .order_by(PersonCommunity.since.desc(), Community.code)
)


async def find(session: AsyncSession, accounts: Sequence[bytes]) -> Person | None:
    """Find a person by the hashes of the account, the current key's first.

    Whoever is found under an old key is hashed anew.
    """
    rows = await session.scalars(select(Person).where(Person.account.in_(accounts)))
    person = min(rows, key=lambda row: accounts.index(row.account), default=None)
    if person is not None and person.account != accounts[0]:
        person.account = accounts[0]
    return person


async def agree(
    session: AsyncSession,
    accounts: Sequence[bytes],
    *,
    language: str,
    consent_version: int = CONSENT_VERSION,
) -> Person:
    """Remember that a person agreed to this version of the notices; again is fine."""
    found = await find(session, accounts)
    if found is not None:
        found.language, found.consent_version = language, consent_version
        found.consent_at = func.app_now()
        return found
    return await _insert(session, accounts[0], language, consent_version)


async def set_language(session: AsyncSession, person: Person, language: str) -> None:
    """Answer this person in another language from now on."""
    person.language = language
    session.add(person)


async def keep_community(session: AsyncSession, person: Person, code: str) -> None:
    """Keep a community for a person; a third takes the place of the oldest.

    That is a move, allowed once in 30 days: nobody shall vote across the country.
    """
    statement = (
        insert(PersonCommunity)
        .values(person_id=person.id, community_code=code)
        .on_conflict_do_update(
            index_elements=["person_id", "community_code"],
            set_={"since": func.app_now()},
        )
    )
    await session.execute(statement)
    dropped = await session.execute(_drop_oldest(person, code))
    if dropped.all():
        await moves.note(session, person.id)
    session.info.pop(_MEMO, None)


async def keep_only(session: AsyncSession, person: Person, code: str) -> None:
    """Keep one community of a person's and drop the other; that is a move, too."""
    dropped = await session.execute(
        delete(PersonCommunity)
        .where(
            PersonCommunity.person_id == person.id,
            PersonCommunity.community_code != code,
        )
        .returning(PersonCommunity.community_code)
    )
    if dropped.all():
        await moves.note(session, person.id)
    session.info.pop(_MEMO, None)


async def communities_of(session: AsyncSession, person: Person) -> Sequence[Community]:
    """List the communities that a person keeps, the newest first.

    Asked several times while an update is carried out, so read once a session.
    """
    known: dict[int, Sequence[Community]] = session.info.setdefault(_MEMO, {})
    if person.id not in known:
        found = await session.scalars(_KEPT, {"person_id": person.id})
        known[person.id] = found.all()
    return known[person.id]


def recall_kept(session: AsyncSession, person_id: int, columns: str | None) -> None:
    """Take note of kept communities that were read in another way: JSON of columns."""
    session.info[_MEMO] = {person_id: _communities(columns or "[]")}


@lru_cache(1024)
def _communities(columns: str) -> Sequence[Community]:
    """Make communities to look at; many people keep the same."""
    return [Community(**each) for each in json.loads(columns)]


async def _insert(
    session: AsyncSession, account: bytes, language: str, consent_version: int
) -> Person:
    given = {"language": language, "consent_version": consent_version}
    statement = (
        insert(Person)
        .values(account=account, **given)
        .on_conflict_do_update(index_elements=["account"], set_=given)
        .returning(Person)
    )
    person: Person = (await session.scalars(statement)).one()
    return person


def _drop_oldest(person: Person, newest: str) -> ReturningDelete[str]:
    mine = PersonCommunity.person_id == person.id
    code = PersonCommunity.community_code
    kept = (
        select(code)
        .where(mine)
        .order_by((code == newest).desc(), PersonCommunity.since.desc())
        .limit(KEPT_AT_MOST)
    )
    return delete(PersonCommunity).where(mine, code.not_in(kept)).returning(code)
