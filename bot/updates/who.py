"""Who an update is from: the person and their open form."""

from collections.abc import Sequence
from typing import Final

from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import make_transient_to_detached
from sqlalchemy.orm.instrumentation import manager_of_class

from bot.models import Conversation, Person
from bot.services.team import people
from bot.unit import FormRow
from bot.updates.lanes import Head

# Made as the ORM makes what it loads: its constructor, which notes every change, costs
# as much as all encryption of an update.
_PERSONS: Final = manager_of_class(Person)
Found = tuple[Person | None, FormRow | None]


async def find(session: AsyncSession, head: Head, accounts: Sequence[bytes]) -> Found:
    """Find the sender: mostly they came with the head of the lane.

    What was taken in under an older key, or before rows bore an account, is looked up.
    """
    if not accounts:
        return None, None
    if head.account == accounts[0] and head.person_id is not None:
        return _known(session, head, head.person_id)
    if head.account == accounts[0] and len(accounts) == 1:
        return None, None
    return await load(session, accounts)


async def load(session: AsyncSession, accounts: Sequence[bytes]) -> Found:
    """Load a person by the hashes of their account, and their conversation.

    Neither belongs to the session: whoever changes the person adds them to it.
    """
    person = await people.find(session, accounts)
    if person is None:
        return None, None
    await session.flush()  # hashed anew on the first contact after a rotation
    row = await session.get(Conversation, person.id)
    session.expunge(person)
    return person, _form(row)


def _known(session: AsyncSession, head: Head, person_id: int) -> Found:
    person: Person = _PERSONS.new_instance()
    person.__dict__ |= {
        "id": person_id,
        "account": head.account,
        "language": head.language,
        "consent_version": head.consent_version,
        "consent_at": head.consent_at,
    }
    make_transient_to_detached(person)
    people.recall_kept(session, person_id, head.kept)
    if head.turn is None:
        return person, None
    return person, FormRow(
        person_id, head.form, head.step, head.turn, head.answers, head.expires_at
    )


def _form(row: Conversation | None) -> FormRow | None:
    if row is None:
        return None
    return FormRow(
        row.person_id, row.form, row.step, row.turn, row.answers, row.expires_at
    )
