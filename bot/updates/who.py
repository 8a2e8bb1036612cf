"""Who an update is from: the person and their open form, in one question."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.models import Conversation, Person


async def load(
    session: AsyncSession, accounts: Sequence[bytes]
) -> tuple[Person | None, Conversation | None]:
    """Load a person by the hashes of their account, and their conversation."""
    statement = (
        select(Person, Conversation)
        .outerjoin(Conversation, Conversation.person_id == Person.id)
        .where(Person.account.in_(accounts))
    )
    row = (await session.execute(statement)).first()
    if row is None:
        return None, None
    person, conversation = row
    if person.account != accounts[0]:
        # Hashed anew on the first contact after a rotation.
        person.account = accounts[0]
    return person, conversation
