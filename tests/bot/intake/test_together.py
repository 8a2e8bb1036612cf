"""Updates that come at the same time share a statement, but not each other's faults."""

import asyncio
from collections.abc import Sequence

from bot.intake.together import Together, Update

POISON = 3
STORED = "stored"


class Store:
    """Notes what each statement was given; one update cannot be stored."""

    def __init__(self) -> None:
        self.statements: list[list[int]] = []
        self.free = asyncio.Event()

    async def store(self, updates: Sequence[Update]) -> None:
        numbers = [int(each["update_id"]) for each in updates]
        self.statements.append(numbers)
        await self.free.wait()
        if POISON in numbers:
            raise ValueError


async def come(store: Store, *numbers: int) -> list[object]:
    """Let the first come alone, the others while it is stored."""
    together, came = Together(store.store), dict[int, object]()

    async def one(number: int) -> None:
        try:
            await together.store({"update_id": number})
            came[number] = STORED
        except ValueError as error:
            came[number] = error

    async with asyncio.TaskGroup() as group:
        for number in numbers:
            group.create_task(one(number))
            while not store.statements:
                await asyncio.sleep(0)
        await asyncio.sleep(0)
        store.free.set()
    return [came[number] for number in numbers]


async def test_what_comes_during_a_statement_shares_the_next() -> None:
    store = Store()
    assert await come(store, 1, 4, 5) == [STORED] * 3
    assert store.statements == [[1], [4, 5]]


async def test_one_that_cannot_be_stored_does_not_hold_up_the_others() -> None:
    first, poison, last = await come(Store(), 1, POISON, 5)
    assert (first, last) == (STORED, STORED)
    assert isinstance(poison, ValueError)


async def test_no_statement_grows_without_end() -> None:
    store = Store()
    await come(store, *range(10, 160))
    assert list(map(len, store.statements)) == [1, 100, 49]


async def test_somebody_who_is_gone_does_not_hold_up_the_others() -> None:
    store = Store()
    together = Together(store.store)
    async with asyncio.TaskGroup() as group:
        gone = group.create_task(together.store({"update_id": 1}))
        stays = group.create_task(together.store({"update_id": 2}))
        while not store.statements:
            await asyncio.sleep(0)
        gone.cancel()
        store.free.set()
    assert stays.exception() is None
