"""Digests owed to addresses: with few questions, and to nobody who is gone."""

from datetime import time
from typing import Any

import pytest
from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.models import Digest, Mail, Outbox
from bot.services.digest import digests
from bot.services.letters import mails
from bot.services.letters.mails import Owed
from bot.services.mail import addresses, joining
from tests.bot.mail.conftest import Office
from tests.factories import make_case, make_due

QUERIES = 10  # of a digest, however many cases and addresses


@pytest.fixture
async def crowded(office: Office) -> Office:
    """Let a digest fall due in a group with two texts and three addresses."""
    asked = office.session, office.secretary.id, office.group.id
    for name, language in (("a", "en"), ("b", "uk")):
        row = await addresses.add(
            *asked, f"{name}@example.org", sector="ses", language=language
        )
        await joining.confirm(office.session, row)
    await make_case(office.session, group=office.group, status="passed", text="Лавки.")
    group = office.group
    group.digest_weekday, group.digest_time = 0, time(9)
    group.next_digest_at = await office.session.scalar(select(func.app_now()))
    await office.session.commit()
    return office


async def count(session: AsyncSession, table: Any) -> int:
    return await session.scalar(select(func.count()).select_from(table)) or 0


async def test_a_digest_with_mails_takes_ten_questions(
    crowded: Office, heard: list[Any]
) -> None:
    session, before = crowded.session, await count(crowded.session, Mail)
    heard.clear()
    assert await make_due(session, crowded.group.id)
    await session.commit()
    asked = [said for said, _values in heard if "savepoint" not in said.lower()]
    assert len(asked) <= QUERIES
    assert await count(session, Mail) - before == 3
    assert await count(session, Outbox) > 0


async def test_an_address_that_went_meanwhile_is_owed_nothing(office: Office) -> None:
    before = await count(office.session, Mail)
    asked = office.session, office.secretary.id, office.group.id
    digest_id = await digests.ask(*asked, 1)
    owed = [Owed(999_999, digest_id or 0, {"subject": "Лавки"})]
    await mails.owe_digests(office.session, owed)
    await office.session.flush()
    assert await count(office.session, Digest) == 1
    assert await count(office.session, Mail) - before == 1
