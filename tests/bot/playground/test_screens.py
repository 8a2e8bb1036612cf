from bot.playground import screens
from bot.playground.answers import JSON
from bot.playground.group import Group
from bot.playground.person import Person
from bot.playground.telegram import Telegram
from tests.bot.playground.conftest import ask, poll


def lines(telegram: Telegram, person: Person) -> list[JSON]:
    return list(screens.screen(telegram, person.chat)["messages"])


async def test_a_message_is_taken_when_the_bot_has_confirmed_it(
    telegram: Telegram, olena: Person
) -> None:
    olena.says("a")
    (update,) = await poll(telegram)
    assert not lines(telegram, olena)[-1]["taken"]
    await poll(telegram, offset=update["update_id"] + 1)
    assert lines(telegram, olena)[-1]["taken"]


async def test_watchers_hear_what_the_bot_took(
    telegram: Telegram, olena: Person
) -> None:
    olena.says("a")
    (update,) = await poll(telegram)
    with telegram.events.watch() as news:
        await poll(telegram, offset=update["update_id"] + 1)
        assert news.get_nowait() == {"kind": "taken", "chat": olena.id}


async def test_replies_and_forwards_are_shown_as_such(
    telegram: Telegram, olena: Person
) -> None:
    first = olena.says("a")["message_id"]
    olena.says("b", reply_to=first)
    olena.forwards("c")
    *_, reply, forward = lines(telegram, olena)
    assert (reply["reply_to"], forward["forwarded"]) == (first, "Olena")


async def test_a_chat_shows_the_commands_of_its_narrowest_scope(
    telegram: Telegram, olena: Person, group: Group
) -> None:
    await commands(telegram, "help")
    await commands(telegram, "idea", {"type": "all_private_chats"})
    await commands(telegram, "queue", {"type": "chat", "chat_id": olena.id})
    assert names(screens.screen(telegram, olena.chat)) == ["queue"]
    assert names(screens.screen(telegram, group.chat)) == ["help"]


async def commands(telegram: Telegram, name: str, scope: JSON | None = None) -> None:
    known = {"scope": scope} if scope else {}
    listed = [{"command": name, "description": name}]
    await ask(telegram, "setMyCommands", commands=listed, **known)


def names(screen: JSON) -> list[str]:
    return [one["command"] for one in screen["commands"]]


async def test_a_phone_names_the_bot_in_its_language(
    telegram: Telegram, olena: Person
) -> None:
    await ask(telegram, "setMyName", name="Viche")
    await ask(telegram, "setMyName", name="Віче", language_code="uk")
    assert olena.user["language_code"] == "uk"
    (person,) = screens.state(telegram)["people"]
    assert person["bot_name"] == "Віче"
