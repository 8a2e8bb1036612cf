"""What a member sees and does behind the link in a mail: as in Telegram, once each."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Literal

from sqlalchemy import Select, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from bot.models import CaseTaken, Mail, MailAct, MailAddress, Staff, WorkingGroup
from bot.services.digest import answers, digest_again, needed
from bot.services.digest.digest_cases import Item
from bot.services.digest.digest_facts import Facts
from bot.services.mail.addresses import GoneError
from bot.services.team import access

Act = Literal["take", "answer"]


class Outcome(Enum):
    """What came of a pressed button; an answer may have no reader but by a receipt."""

    TWICE = "twice"
    TAKEN = "taken"
    ANSWERED = "answered"
    ON_PAPER = "on_paper"


@dataclass(frozen=True, slots=True)
class Visit:
    """A member who came by the link of a mail, which told a digest."""

    mail_id: int
    digest_id: int | None
    address_id: int
    person_id: int
    language: str
    group: WorkingGroup


@dataclass(frozen=True, slots=True)
class Waiting:
    """A case that waits for the group; of what is urgent its text is not shown."""

    item: Item
    is_urgent: bool
    is_mine: bool
    is_answered: bool  # from this mail


@dataclass(frozen=True, slots=True)
class Shown:
    """A digest, and what of it waits; `late` is when it was due."""

    facts: Facts
    late: str
    waiting: Sequence[Waiting]


async def enter(session: AsyncSession, mail_id: int) -> Visit:
    """Let in whoever has the link of a mail, as long as the role stands."""
    rows = await session.execute(
        select(MailAddress, WorkingGroup, Mail.digest_id)
        .join(Mail, Mail.address_id == MailAddress.id)
        .join(WorkingGroup, WorkingGroup.id == MailAddress.group_id)
        .where(Mail.id == mail_id, MailAddress.person_id.is_not(None))
    )
    row = rows.one_or_none()
    if row is None or row[0].person_id is None:
        raise GoneError
    address, group, digest_id = row
    person_id = row[0].person_id
    await access.access_group(session, person_id, group.id, "group.read")
    return Visit(mail_id, digest_id, address.id, person_id, address.language, group)


async def read(session: AsyncSession, visit: Visit) -> Shown:
    """Read the digest of a mail again, and list what still waits, urgent first."""
    facts, late = await digest_again.read(session, visit.group, visit.digest_id)
    mine = set(await session.scalars(_taken_by(visit.person_id)))
    answered = set(await session.scalars(_answered_from(visit.mail_id)))
    listed = [(item, True) for item in facts.urgent]
    listed += [(item, False) for item in facts.items]
    waiting = [
        Waiting(item, is_urgent, item.case_id in mine, item.case_id in answered)
        for item, is_urgent in listed
    ]
    return Shown(facts, late, waiting)


async def act(
    session: AsyncSession, visit: Visit, act: Act, case_id: int, *, words: str = ""
) -> Outcome:
    """Do what a pressed button asks for, unless this mail's button did before."""
    # Asked first: the note below must not name a case that is not there.
    await access.access_case(session, visit.person_id, case_id, "case.take")
    noted = insert(MailAct).values(mail_id=visit.mail_id, case_id=case_id, act=act)
    done = await session.scalars(
        noted.on_conflict_do_nothing().returning(MailAct.case_id)
    )
    if done.one_or_none() is None:
        return Outcome.TWICE
    if act == "take":
        await needed.take(session, visit.person_id, case_id)
        return Outcome.TAKEN
    given = await answers.answer(session, visit.person_id, case_id, words)
    return Outcome.ON_PAPER if given.only_receipt else Outcome.ANSWERED


def _taken_by(person_id: int) -> Select[int]:
    return (
        select(CaseTaken.case_id)
        .join(Staff, Staff.id == CaseTaken.staff_id)
        .where(Staff.person_id == person_id)
    )


def _answered_from(mail_id: int) -> Select[int]:
    return select(MailAct.case_id).where(
        MailAct.mail_id == mail_id, MailAct.act == "answer"
    )
