"""The guided tour: six steps, by keyboard, once."""

import pytest

from tools.desk import LARGE, SMALL, Desk

CARD = "document.querySelector('.tour')"
TITLE = "document.querySelector('#tour-title')"
STEPS = 6


async def opened(desk: Desk, language: str) -> None:
    await desk.open(language, tour=True)
    await desk.page.until(f"!{CARD}.hidden && {TITLE} === document.activeElement")


async def to_button(desk: Desk, label: str) -> None:
    """Walk with Tab to a button of the card."""
    for _ in range(4):
        if await desk.page.run("document.activeElement.textContent") == label:
            return
        await desk.page.key("Tab")
    raise AssertionError(f"Tab does not come to {label}")


@pytest.mark.parametrize("size", [LARGE, SMALL])
async def test_six_steps_lead_through_the_page_by_keyboard(
    desk: Desk, size: tuple[int, int]
) -> None:
    await desk.page.size(*size)
    await opened(desk, "en")
    for number in range(1, STEPS + 1):
        await desk.page.until(
            f"{CARD}.textContent.includes('Step {number} of {STEPS}')"
        )
        assert await is_in_view(desk)
        await to_button(desk, "Next" if number < STEPS else "Let’s go")
        await desk.page.enter()
    await desk.page.until(f"{CARD}.hidden")


async def is_in_view(desk: Desk) -> bool:
    box = f"{CARD}.getBoundingClientRect()"
    script = (
        f"{box}.left >= 0 && {box}.top >= 0 "
        f"&& {box}.right <= innerWidth && {box}.bottom <= innerHeight"
    )
    return bool(await desk.page.run(script))


async def test_it_opens_once_and_again_when_asked_for(desk: Desk) -> None:
    await opened(desk, "uk")
    await desk.page.key("Escape")
    await desk.page.until(f"{CARD}.hidden")
    await desk.open("uk", tour=True)
    await desk.page.until("document.querySelector('.pill')")
    assert await desk.page.run(f"{CARD}.hidden")
    await desk.page.click("document.querySelector('#guide')")
    await desk.page.until(f"!{CARD}.hidden")


async def test_it_can_be_skipped(desk: Desk) -> None:
    await opened(desk, "uk")
    await to_button(desk, "Пропустити")
    await desk.page.enter()
    await desk.page.until(f"{CARD}.hidden")
    assert await desk.page.run("document.activeElement.id") == "guide"
