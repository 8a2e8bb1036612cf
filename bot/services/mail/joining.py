"""An address is confirmed by its owner, who becomes a member or partner of the group.

A confirmed address is a person of its own with the role of a member, so that the same
table of rights and the same log serve what is done from a mail.
"""

import secrets

from sqlalchemy import func
from sqlalchemy.ext.asyncio import AsyncSession

from bot.models import MailAddress, Person, Staff
from bot.models.staff import Role
from bot.services.mail import addresses
from bot.services.team import acts, people
from bot.words.sectors import PARTNER


async def confirm(session: AsyncSession, address_id: int) -> MailAddress:
    """Let an address have mails, by its owner; again, nothing changes but a fault."""
    found = await addresses.find(session, address_id)
    found.failing_at = None
    if found.person_id is None:
        found.person_id = await _member(session, found)
        found.confirmed_at = func.app_now()
        await session.flush()  # the log looks for the role
        await acts.note(session, found.person_id, "mail.confirm", found.group_id)
    return found


async def _member(session: AsyncSession, found: MailAddress) -> int:
    """Make the person and the role; its account is a mark that nobody can have."""
    person = Person(
        account=secrets.token_bytes(32),
        language=found.language,
        consent_version=people.CONSENT_VERSION,
    )
    session.add(person)
    await session.flush()  # the role needs its id
    is_partner = found.sector == PARTNER
    session.add(
        Staff(
            person_id=person.id,
            group_id=found.group_id,
            role=Role.OBSERVER if is_partner else Role.MEMBER,
            sector=None if is_partner else found.sector,
        )
    )
    return person.id
