"""How a chat becomes a working group's, and how it is lost and found again."""

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.address import Address
from bot.models import StaffAct, WorkingGroup
from bot.models.staff import Role
from bot.playground.group import Group
from bot.playground.person import Person as Phone
from bot.services.places import groups
from tests.factories import make_group
from tests.handlers.cast import (
    agreed,
    both,
    coordinator,
    join,
    last,
    link,
    payload,
    presses,
    says,
)
from tests.world import World

WORDS = {
    "uk": {
        "bound": "Цей чат під’єднано до робочої групи: Робоча група",
        "rights": "не дозволено видаляти",
        "write": "Написати боту",
    },
    "en": {
        "bound": "This chat is bound to the working group: Working Group",
        "rights": "may not delete messages",
        "write": "Write to the bot",
    },
}


async def made_link(town: World, phone: Phone) -> str:
    await says(town, phone, "/network")
    await presses(town, phone, "Робоча група", "Посилання для чату")
    assert link(phone).startswith("https://t.me/viche_bot?startgroup=b_")
    return payload(phone)


async def bound(town: World, phone: Phone, *, forum: bool = False) -> Group:
    token = await made_link(town, phone)
    chat = town.telegram.group("Чат", [phone], forum=forum, supergroup=forum)
    chat.add_bot(by=phone, payload=token)
    await town.settle()
    return chat


def texts(chat: Group) -> str:
    return "\n".join(message.text for message in chat.sees() if message.from_bot)


async def state(session: AsyncSession, group: WorkingGroup) -> str:
    await session.refresh(group)
    return group.chat_state


@both
async def test_a_link_binds_the_chat_in_the_groups_language(
    town: World, session: AsyncSession, language: str
) -> None:
    group = await make_group(session, language=language)
    chat = await bound(town, await coordinator(town))
    words = WORDS[language]
    assert words["bound"] in texts(chat)
    assert words["rights"] in texts(chat)
    [introduction] = [each for each in chat.sees() if words["bound"] in each.text]
    assert introduction.buttons == [words["write"]]
    assert await state(session, group) == "bound"


async def test_an_administrator_with_all_rights_lacks_nothing(
    town: World, session: AsyncSession
) -> None:
    await make_group(session)
    phone = await coordinator(town)
    token = await made_link(town, phone)
    chat = town.telegram.group("Чат", [phone])
    chat.add_bot(by=phone)
    chat.promote_bot()
    phone.says(f"/start@viche_bot {token}", chat=chat)
    await town.settle()
    assert WORDS["uk"]["bound"] in texts(chat)
    assert WORDS["uk"]["rights"] not in texts(chat)


async def test_anybody_with_the_link_may_bind(
    town: World, session: AsyncSession
) -> None:
    group = await make_group(session)
    token = await made_link(town, await coordinator(town))
    secretary = town.telegram.person("Secretary", id=3001)
    chat = town.telegram.group("Чат", [secretary])
    chat.add_bot(by=secretary, payload=token)
    await town.settle()
    assert await state(session, group) == "bound"


async def test_a_used_link_binds_no_second_chat(
    town: World, session: AsyncSession
) -> None:
    await make_group(session)
    phone = await coordinator(town)
    token = await made_link(town, phone)
    for _ in range(2):
        chat = town.telegram.group("Чат", [phone])
        chat.add_bot(by=phone, payload=token)
        await town.settle()
    assert texts(chat) == "Це посилання вже не діє. Попросіть, будь ласка, нове."


async def test_a_bound_chat_is_not_bound_to_another_group(
    town: World, session: AsyncSession
) -> None:
    await make_group(session)
    phone = await coordinator(town)
    chat = await bound(town, phone)
    await make_group(session, name_uk="Друга група")
    await says(town, phone, "/network")
    await presses(town, phone, "Друга група", "Посилання для чату")
    phone.says(f"/start@viche_bot {payload(phone)}", chat=chat)
    await town.settle()
    assert "належить іншій робочій групі" in last(chat)


async def test_a_start_without_a_link_is_left_alone(
    town: World, session: AsyncSession
) -> None:
    await make_group(session)
    phone = await coordinator(town)
    chat = town.telegram.group("Чат", [phone])
    chat.add_bot(by=phone, payload="")
    await town.settle()
    assert texts(chat) == ""


async def test_the_team_chooses_the_topic(town: World, session: AsyncSession) -> None:
    group = await make_group(session)
    phone = await coordinator(town)
    chat = await bound(town, phone, forum=True)
    topic = chat.topic("Дайджести")
    phone.says("/here", chat=chat, thread=topic)
    await town.settle()
    said, lacks = chat.sees()[-2:]
    assert (said.text, said.thread) == ("Дайджести надходитимуть сюди.", topic)
    assert (WORDS["uk"]["rights"] in lacks.text, lacks.thread) == (True, topic)
    await session.refresh(group)
    assert groups.address_of(session, group) == Address(chat.id, topic)
    assert "group.topic" in (await session.scalars(select(StaffAct.act))).all()


async def test_strangers_do_not_choose_the_topic(
    town: World, session: AsyncSession
) -> None:
    group = await make_group(session)
    chat = await bound(town, await coordinator(town), forum=True)
    stranger = await agreed(town)
    newcomer = town.telegram.person("Newcomer", language_code="uk", id=3001)
    for phone in (stranger, newcomer):
        chat.add(phone)
        phone.says("/here", chat=chat, thread=chat.topic("Інше"))
        await town.settle()
    assert texts(chat).count("лише команді групи") == 2
    await session.refresh(group)
    assert groups.address_of(session, group) == Address(chat.id)


async def test_here_means_nothing_in_other_chats(town: World) -> None:
    phone = await coordinator(town)
    chat = town.telegram.group("Чат", [phone])
    chat.add_bot(by=phone)
    phone.says("/here", chat=chat)
    await town.settle()
    assert "ще не під’єднано" in last(chat)


async def test_who_may_use_a_command_in_the_group_sees_it_and_nobody_else(
    town: World, session: AsyncSession
) -> None:
    await make_group(session)
    phone = await coordinator(town)
    chat = await bound(town, phone)
    menus = [
        call.params
        for call in town.telegram.calls_of("setMyCommands")
        if call.params["scope"]["type"] != "chat"
    ]
    scope = {"type": "chat_member", "chat_id": chat.id, "user_id": phone.id}
    assert [each["scope"] for each in menus] == [scope]
    assert [each["command"] for each in menus[0]["commands"]] == ["here"]


async def test_the_network_tells_what_the_bot_lacks_in_a_chat(
    town: World, session: AsyncSession
) -> None:
    await make_group(session)
    phone = await coordinator(town)
    chat = await bound(town, phone, forum=True)
    topic = chat.topic("Дайджести")
    phone.says("/here", chat=chat, thread=topic)
    await town.settle()
    await groups.leave_topic(session, chat.id)
    assert "тема для дайджестів: /here" in await _standing(town, session, phone)
    await groups.unreachable(session, chat.id, "restricted")
    assert "право писати в чаті" in await _standing(town, session, phone)
    await groups.back(session, chat.id)
    assert "право писати в чаті" not in await _standing(town, session, phone)


async def _standing(town: World, session: AsyncSession, phone: Phone) -> str:
    await session.commit()
    await town.settle()  # the team hears of it, too
    await says(town, phone, "/network")
    return last(phone)


async def test_who_lost_the_role_sees_its_command_no_more_in_the_group(
    town: World, session: AsyncSession
) -> None:
    await make_group(session)
    phone, guest = await coordinator(town), await agreed(town)
    chat = await bound(town, phone)
    await says(town, phone, "/team")
    await presses(town, phone, "Координація мережі", "Запросити до команди")
    await says(town, guest, f"/start {payload(phone)}", "/team")
    await presses(town, guest, "Координація мережі", "1", "Так, забрати")
    [call] = town.telegram.calls_of("deleteMyCommands")
    scope = {"type": "chat_member", "chat_id": chat.id, "user_id": phone.id}
    assert call.params["scope"] == scope


def gone_from(town: World) -> list[tuple[int, int]]:
    """List from which chats, and of whom, commands were taken."""
    calls = town.telegram.calls_of("deleteMyCommands")
    scopes = [each.params["scope"] for each in calls]
    return [(each["chat_id"], each["user_id"]) for each in scopes]


async def test_a_chat_that_is_a_group_s_no_more_shows_no_command(
    town: World, session: AsyncSession
) -> None:
    await make_group(session)
    phone = await coordinator(town)
    former = await bound(town, phone)
    chat = await bound(town, phone)
    assert gone_from(town) == [(former.id, phone.id)]
    second = await agreed(town)
    await join(town, second, None, Role.COORDINATOR)
    await says(town, second, "/menu")
    await says(town, phone, "/network")
    await presses(town, phone, "Робоча група", "Видалити групу", "Попросити видалити")
    await presses(town, second, "Переглянути запит", "Підтвердити")
    gone = {(chat.id, each.id) for each in (phone, second)}
    assert set(gone_from(town)) == {(former.id, phone.id), *gone}
