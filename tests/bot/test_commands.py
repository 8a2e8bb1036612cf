"""Commands of the operator that work on the whole database."""

import base64
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from sqlalchemy import func, select

from bot import db, forgotten, settings
from bot.address import Address
from bot.commands import database, forgetting, rotating
from bot.crypto import Vault
from bot.models import Person
from bot.services.team import people
from bot.services.upkeep import rotation
from bot.settings import Settings
from tests import databases
from tests.conftest import SECRET
from tests.factories import make_community, make_submission
from tests.world import TOKEN

NEW, CHAT = b"n" * 32, Address(101)


@pytest.fixture
async def chosen(
    database_url: str, template: str, tmp_path: Path
) -> AsyncIterator[Settings]:
    """Settings after a rotation, over a database that the old key has sealed."""
    old, new = (base64.b64encode(key).decode() for key in (SECRET, NEW))
    async with databases.made(database_url, "commands", template=template) as url:
        await _fill(url)
        yield settings.load(
            _env_file=None,
            bot_token=TOKEN,
            secret_key=new,
            secret_keys_old=old,
            database_url=url,
            data_dir=tmp_path,
        )


async def _fill(url: str) -> None:
    engine = db.connect(url)
    async with db.make_sessions(engine, Vault(SECRET)).begin() as session:
        accounts = Vault(SECRET).accounts(CHAT.chat_id)
        person = await people.agree(session, accounts, language="uk")
        community = await make_community(session)
        for _ in range(4):
            await make_submission(
                session, community=community, person=person, address=CHAT
            )
    await engine.dispose()


async def test_rotation_seals_everything_anew_in_batches(
    chosen: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rotation, "BATCH", 3)
    assert await rotating._rotate(chosen) == 8
    assert await rotating._rotate(chosen) == 0


async def test_a_restored_backup_forgets_again(chosen: Settings) -> None:
    written, keys = forgotten.of(chosen.data_dir), chosen.vault()
    async with database.sessions(chosen) as sessions, sessions.begin() as session:
        moment = await db.now(session)
        written.erased(moment, keys.accounts(CHAT.chat_id), CHAT.keys(keys))
        assert await forgetting.repeat(session, [written]) == (1, 0)
        assert await session.scalar(select(func.count(Person.id))) == 0
