"""Addresses: what is sealed, and what is hashed of them."""

import pytest

from bot.address import Address
from bot.crypto import Vault

VAULT = Vault(b"s" * 32)


@pytest.mark.parametrize("address", [Address(1001), Address(-1001234567890, 42)])
def test_an_address_comes_back_from_json(address: Address) -> None:
    assert Address.from_json(address.to_json()) == address


def test_topics_of_a_chat_share_its_key() -> None:
    assert Address(-100, 1).key(VAULT) == Address(-100, 2).key(VAULT)


def test_chats_have_keys_of_their_own() -> None:
    assert Address(-100).key(VAULT) != Address(100).key(VAULT)
