"""Keys: who can open what, and who is the same person."""

import base64

import pytest
from cryptography.exceptions import InvalidTag
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot import crypto
from bot.crypto import Cell, Vault
from bot.models import Person
from bot.updates import who
from tests.factories import make_person

CELL = Cell("submission", "draft", 7)
OLD, NEW = b"o" * 32, b"n" * 32


@pytest.mark.parametrize(
    "elsewhere",
    [
        Cell("submission", "draft", 8),
        Cell("submission", "address", 7),
        Cell("outbox", "draft", 7),
    ],
    ids=["row", "column", "table"],
)
def test_a_value_does_not_open_in_another_cell(elsewhere: Cell) -> None:
    sealed = Vault(NEW).seal("лавки", CELL)
    with pytest.raises(InvalidTag):
        Vault(NEW).open(sealed, elsewhere)


@given(st.binary())
def test_a_value_opens_in_its_own_cell(value: bytes) -> None:
    assert Vault(NEW).open(Vault(NEW).seal(value, CELL), CELL) == value


def test_a_changed_value_does_not_open() -> None:
    sealed = bytearray(Vault(NEW).seal("лавки", CELL))
    sealed[-1] ^= 1
    with pytest.raises(InvalidTag):
        Vault(NEW).open(bytes(sealed), CELL)


def test_equal_values_are_sealed_differently() -> None:
    assert Vault(NEW).seal("лавки", CELL) != Vault(NEW).seal("лавки", CELL)


def test_an_old_key_still_opens() -> None:
    sealed = Vault(OLD).seal("лавки", CELL)
    assert Vault(NEW, [OLD]).open(sealed, CELL).decode() == "лавки"


def test_an_unknown_key_is_told_from_a_wrong_place() -> None:
    with pytest.raises(KeyError):
        Vault(NEW).open(Vault(OLD).seal("лавки", CELL), CELL)


def test_only_the_current_key_seals() -> None:
    sealed = Vault(NEW, [OLD]).seal("лавки", CELL)
    assert Vault(NEW).open(sealed, CELL).decode() == "лавки"


def test_an_account_is_hashed_by_the_current_key_first() -> None:
    current, old = Vault(NEW, [OLD]).accounts(1001)
    assert ([current], [old]) == (Vault(NEW).accounts(1001), Vault(OLD).accounts(1001))


def test_accounts_have_hashes_of_their_own() -> None:
    assert Vault(NEW).accounts(1001) != Vault(NEW).accounts(1002)


def test_a_hash_differs_by_its_key() -> None:
    assert Vault(NEW).key("chat", 1001) != Vault(OLD).key("chat", 1001)


def test_a_hash_differs_by_its_purpose() -> None:
    assert Vault(NEW).key("chat", 1001) != Vault(NEW).key("flood", 1001)


@given(st.integers(), st.text())
def test_a_hash_fits_a_bigint(number: int, words: str) -> None:
    assert -(2**63) <= Vault(NEW).key(words, number) < 2**63


def test_a_fingerprint_differs_by_its_key() -> None:
    assert Vault(NEW).fingerprint != Vault(OLD).fingerprint


def test_a_fingerprint_gives_no_part_of_the_secret() -> None:
    assert NEW.hex()[:8] not in Vault(NEW).fingerprint


def test_a_new_secret_has_the_length_of_a_key() -> None:
    assert len(base64.b64decode(crypto.make_secret(), validate=True)) == 32


def test_new_secrets_differ() -> None:
    assert crypto.make_secret() != crypto.make_secret()


async def test_a_person_is_hashed_anew_after_a_rotation(session: AsyncSession) -> None:
    (before,) = Vault(OLD).accounts(1001)
    made = await make_person(session, account=before)
    accounts = Vault(NEW, [OLD]).accounts(1001)
    await who.load(session, accounts)
    kept = select(Person.account).where(Person.id == made.id)
    assert await session.scalar(kept) == accounts[0]
