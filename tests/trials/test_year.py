"""The search of a year: a planted canary is found, and so is what is left of one."""

from sqlalchemy import insert

from bot.db import Sessions
from bot.models import Counter
from trials import evidence
from trials.network import KEYS


async def test_a_planted_canary_is_found(sessions: Sessions) -> None:
    wanted = evidence.canaries([evidence.IDS + 1], KEYS)
    async with sessions.begin() as session:
        planted = [{"name": str(each), "n": 1} for each in wanted]
        await session.execute(insert(Counter), planted)
    found = await evidence.gather(sessions, "")
    hits = evidence.hits(found, wanted)
    places = ("tables", "metrics", "commands")
    assert {f"{each} in {place}" for each in wanted for place in places} <= set(hits)


async def test_the_hash_of_somebody_who_is_gone_is_found(sessions: Sessions) -> None:
    keys, gone = sessions.kw["info"]["vault"], evidence.IDS + 1
    account, chat = keys.accounts(gone)[0].hex(), keys.key("chat", gone)
    assert evidence.left_of(f'(7,"\\\\x{account}")', keys, [gone]) == 1
    assert evidence.left_of(f"(7,{chat},new)", keys, [gone]) == 1
    assert evidence.left_of("(7,12345678901234567)", keys, [gone]) == 0
