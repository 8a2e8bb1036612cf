"""One update, one transaction."""

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.crypto import Vault
from bot.db import Sessions
from bot.models import Counter, Inbox, Outbox, Person
from bot.playground.person import Person as Phone
from bot.playground.telegram import Telegram
from tests.bot.updates.conftest import ENGLISH, FEATURE, UKRAINIAN
from tests.factories import make_person
from tests.world import World


async def effects(session: AsyncSession) -> int:
    return (
        await session.scalar(select(Counter.n).where(Counter.name == "effect"))
    ) or 0


def heard(someone: Phone) -> list[str]:
    return [message.text for message in someone.sees() if message.from_bot]


async def test_answers_leave_in_the_order_in_which_they_were_said(
    bot: World, olena: Phone
) -> None:
    olena.says("/hello")
    await bot.settle()
    assert heard(olena) == ["one", "two"]


async def test_a_done_update_keeps_its_id_and_loses_its_payload(
    bot: World, olena: Phone, session: AsyncSession
) -> None:
    olena.says("/hello")
    await bot.settle()
    row = (await session.scalars(select(Inbox))).one()
    assert (row.state, row.payload) == ("done", None)


async def test_what_was_sent_leaves_no_row(
    bot: World, olena: Phone, session: AsyncSession
) -> None:
    olena.says("/hello")
    await bot.settle()
    assert await session.scalar(select(func.count()).select_from(Outbox)) == 0


async def test_an_update_that_comes_again_is_not_carried_out_again(
    bot: World, olena: Phone, session: AsyncSession
) -> None:
    olena.says("/effect")
    again = bot.telegram.updates.waiting()[-1].update
    await bot.settle()
    await bot.parts.inbox.store([again])
    await bot.settle()
    assert await effects(session) == 1


async def test_a_refusal_undoes_what_its_handler_did(
    bot: World, olena: Phone, session: AsyncSession
) -> None:
    olena.says("/refuse")
    await bot.settle()
    assert await effects(session) == 0


async def test_a_refusal_says_its_words_and_nothing_else(
    bot: World, olena: Phone
) -> None:
    olena.says("/refuse")
    await bot.settle()
    assert heard(olena) == [UKRAINIAN]


async def test_a_refused_update_is_done(
    bot: World, olena: Phone, session: AsyncSession
) -> None:
    olena.says("/refuse")
    await bot.settle()
    assert (await session.scalars(select(Inbox.state))).all() == ["done"]


async def test_a_refusal_is_in_the_language_of_the_person(
    bot: World, olena: Phone
) -> None:
    olena.says("/agree en")
    olena.says("/refuse")
    await bot.settle()
    assert heard(olena) == [ENGLISH]


async def test_a_refused_press_gets_no_pop_up_of_its_handler(
    bot: World, olena: Phone
) -> None:
    olena.says("/hello")
    await bot.settle()
    olena.forges("trial.1:refuse", olena.sees()[-1].message_id)
    await bot.settle()
    assert [alert.get("text") for alert in olena.alerts] in ([], [None], [""])


async def test_a_refusal_in_a_group_is_said_there(bot: World, olena: Phone) -> None:
    group = bot.telegram.group("Група", [olena])
    group.add_bot(by=olena)
    olena.says("/refuse", chat=group)
    await bot.settle()
    assert group.sees()[-1].text == UKRAINIAN


async def test_a_spinner_stops_also_when_nothing_is_to_be_said(
    bot: World, olena: Phone
) -> None:
    olena.says("/hello")
    await bot.settle()
    olena.forges("trial.1:refuse", olena.sees()[-1].message_id)
    await bot.settle()
    assert len(bot.telegram.calls_of("answerCallbackQuery")) == 1


async def test_after_a_change_of_keys_people_are_known_and_hashed_anew(
    sessions: Sessions, telegram: Telegram, session: AsyncSession, vault: Vault
) -> None:
    olena = telegram.person("Olena", language_code="uk")
    old = Vault(b"o" * 32).accounts(olena.id)[0]
    await make_person(session, account=old, language="en")
    await session.commit()
    sessions.kw["info"] = {"vault": Vault(b"s" * 32, [b"o" * 32])}
    bot = World(sessions, telegram, [FEATURE])
    await bot.start()
    olena.says("/refuse")
    await bot.settle()
    accounts = (await session.scalars(select(Person.account))).all()
    assert (heard(olena), accounts) == ([ENGLISH], [vault.accounts(olena.id)[0]])


async def test_an_update_may_say_more_than_a_block_of_rows(
    bot: World, olena: Phone
) -> None:
    olena.says("/count 40")
    await bot.settle()
    assert heard(olena) == [str(n) for n in range(40)]
