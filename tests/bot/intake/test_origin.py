"""Where an update comes from, and the line in which it waits."""

from typing import Any

import pytest

from bot.address import Address
from bot.crypto import Vault
from bot.intake.origin import Origin
from bot.playground.group import Group
from bot.playground.person import Person
from bot.playground.telegram import Telegram

Raw = dict[str, Any]


@pytest.fixture
def olena(telegram: Telegram) -> Person:
    return telegram.person("Olena")


@pytest.fixture
def group(telegram: Telegram, olena: Person) -> Group:
    group = telegram.group("Група", [olena, telegram.person("Petro")])
    group.add_bot(by=olena)
    telegram.updates.clear()
    return group


def came(telegram: Telegram) -> Raw:
    """Take the newest update."""
    return telegram.updates.waiting()[-1].update


def lane(raw: Raw, vault: Vault) -> int:
    return Origin.of(raw).lane(vault)


def test_messages_presses_and_blocks_of_a_private_chat_share_a_lane(
    telegram: Telegram, olena: Person, vault: Vault
) -> None:
    message = olena.says("one")
    lanes = {lane(came(telegram), vault)}
    olena.forges("a.1:b", message["message_id"])
    lanes.add(lane(came(telegram), vault))
    olena.blocks()
    lanes.add(lane(came(telegram), vault))
    assert lanes == {Address(olena.id).key(vault)}


def test_two_people_of_a_group_have_two_lanes(
    telegram: Telegram, group: Group, vault: Vault
) -> None:
    lanes = set()
    for person in list(telegram.people.values()):
        person.says("/here", chat=group)
        lanes.add(lane(came(telegram), vault))
    assert len(lanes) == 2


def test_a_person_has_a_lane_in_each_group(
    telegram: Telegram, olena: Person, group: Group, vault: Vault
) -> None:
    other = telegram.group("Друга", [olena])
    other.add_bot(by=olena)
    lanes = set()
    for each in (group, other):
        olena.says("/here", chat=each)
        lanes.add(lane(came(telegram), vault))
    assert len(lanes) == 2


def test_a_press_waits_behind_the_messages_of_its_sender(
    telegram: Telegram, olena: Person, group: Group, vault: Vault
) -> None:
    message = olena.says("/here", chat=group)
    said = lane(came(telegram), vault)
    olena.forges("a.1:b", message["message_id"], chat=group)
    assert lane(came(telegram), vault) == said


@pytest.mark.parametrize(
    "raw",
    [
        {"update_id": 1, "channel_post": {"chat": {"id": -5, "type": "channel"}}},
        {"update_id": 1, "yet_unknown": {"chat": {"id": -5, "type": "supergroup"}}},
    ],
)
def test_what_has_a_chat_and_no_sender_waits_by_its_chat(
    raw: Raw, vault: Vault
) -> None:
    assert lane(raw, vault) == vault.key("chat", -5)


@pytest.mark.parametrize(
    "raw",
    [
        {"update_id": 1, "poll_answer": {"poll_id": "1", "user": {"id": 7}}},
        {"update_id": 1, "inline_query": {"id": "1", "from": {"id": 7}}},
    ],
)
def test_what_has_a_sender_and_no_chat_waits_by_its_sender(
    raw: Raw, vault: Vault
) -> None:
    assert lane(raw, vault) == Address(7).key(vault)


@pytest.mark.parametrize("raw", [{"update_id": 1}, {"update_id": 1, "new": [1]}])
def test_what_has_neither_waits_somewhere(raw: Raw, vault: Vault) -> None:
    assert lane(raw, vault) == vault.key("chat", 0)


def test_an_edited_message_was_sent_when_it_was_edited() -> None:
    raw = {"update_id": 1, "edited_message": {"date": 10, "edit_date": 500}}
    assert Origin.of(raw).sent == 500
