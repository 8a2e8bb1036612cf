"""Links in mails: only ours, only in time, only by a press, and each thing once."""

import base64
from collections.abc import AsyncIterator

import pytest
from sqlalchemy import func, select, update

from bot.crypto import Vault
from bot.db import Sessions
from bot.markup import Html, plain
from bot.models import CaseEvent, CaseTaken, MailAddress, Submission
from bot.models.case import Status
from tests.bot.mail import post
from tests.bot.mail.conftest import Office
from tests.bot.mail.post import Browser
from tests.conftest import Clock
from tests.factories import TEXT, make_case

ANSWER = "Патруль чергуватиме біля школи щоранку."


@pytest.fixture
async def browser(sessions: Sessions, vault: Vault) -> AsyncIterator[Browser]:
    async with post.browser(sessions, vault) as browser:
        yield browser


def forgeries(link: str) -> list[str]:
    """Change bytes of a token: its purpose, its row, its end and its signature."""
    base, token = link.rsplit("/", 1)
    raw = base64.urlsafe_b64decode(token + "==")
    places = (0, 1, 8, 9, 12, 13, 20, 28)
    changed = [raw[:n] + bytes([raw[n] ^ 1]) + raw[n + 1 :] for n in places]
    changed += [b"l" + raw[1:], raw[:-1], raw + b"\0", b""]
    tokens = [base64.urlsafe_b64encode(each).decode().rstrip("=") for each in changed]
    return [f"{base}/{each}" for each in (*tokens, "x", "%00", "а" * 40) if each]


async def done(office: Office) -> tuple[int, int]:
    """Count answers, and what was taken on."""
    answers = select(func.count(CaseEvent.id)).where(CaseEvent.reason == "answer")
    taken = select(func.count(CaseTaken.case_id))
    return (
        await office.session.scalar(answers) or 0,
        await office.session.scalar(taken) or 0,
    )


async def test_forged_and_expired_links_are_refused(
    office: Office, browser: Browser, clock: Clock
) -> None:
    link, case = await office.digest(), str(office.case.id)
    act = {"act": "answer", "case": case, "words": ANSWER}
    for forged in forgeries(link):
        assert (await browser.open(forged))[0] == 404
        assert (await browser.press(forged, **act))[0] == 404
    await clock.forward("14 days")
    assert (await browser.open(link))[0] == 410
    assert (await browser.press(link, **act))[0] == 410
    assert await done(office) == (0, 0)


async def test_a_link_that_is_opened_changes_nothing_and_a_replay_nothing_twice(
    office: Office, browser: Browser
) -> None:
    link, case = await office.digest(), str(office.case.id)
    assert (await browser.open(link))[0] == 200
    assert await done(office) == (0, 0)
    for act in ("take", "take", "answer", "answer"):
        status, _page = await browser.press(link, act=act, case=case, words=ANSWER)
        assert status == 200
    assert await done(office) == (1, 1)


async def test_the_page_is_the_digest_of_its_letter(
    office: Office, browser: Browser, clock: Clock
) -> None:
    link = await office.digest()
    letter = office.box.mails[-1].get_body(("plain",))
    assert letter is not None
    told = letter.get_content().partition("https://")[0].splitlines()[:-1]
    await clock.forward("1 day")
    other = await make_case(office.session, group=office.group, status="passed")
    other.text, other.passed_at = "Пандус біля пошти.", func.app_now()
    await office.session.commit()
    shown = plain(Html((await browser.open(link))[1]))
    assert [line for line in told if line not in shown] == []
    assert "\nЗа 23 листопада" in shown
    assert "Пандус" not in shown


async def test_what_was_decided_since_the_letter_waits_no_more(
    office: Office, browser: Browser
) -> None:
    link = await office.digest()
    office.case.status = Status.DECLINED
    await office.session.commit()
    shown = (await browser.open(link))[1]
    assert ("Надійшло 1" in shown, TEXT in shown) == (True, False)


@pytest.mark.parametrize(
    "words",
    ["Телефонуйте Ковальчуку Івану Петровичу.", "Там стоїть військова частина.", " "],
)
async def test_what_must_not_be_in_an_answer_is_refused_and_not_lost(
    office: Office, browser: Browser, words: str
) -> None:
    link = await office.digest()
    status, page = await browser.press(
        link, act="answer", case=str(office.case.id), words=words
    )
    assert (status, words in page) == (422, True)
    assert await done(office) == (0, 0)


async def test_other_groups_cases_and_ended_roles_are_refused(
    office: Office, browser: Browser
) -> None:
    link = await office.digest()
    assert (await browser.press(link, act="take", case="999999"))[0] == 403
    assert (await browser.press(link, act="drop", case="1"))[0] == 400
    await browser.press(link, act="leave")
    assert (await browser.open(link))[0] == 410


async def test_what_nobody_can_read_is_refused(
    office: Office, browser: Browser
) -> None:
    odd = {"Content-Type": "application/x-www-form-urlencoded; charset=nonsense"}
    at = browser._at(await office.digest())
    async with browser.client.post(at, data=b"act=take", headers=odd) as answer:
        assert answer.status == 400  # and not a fault that is logged with an address


async def test_one_click_ends_the_letters(office: Office, browser: Browser) -> None:
    await office.digest()
    leave = post.links(office.box.mails[-1])[1]
    assert (await browser.open(leave))[0] == 200
    assert await office.session.scalar(select(func.count(MailAddress.id))) == 1
    posted = {"List-Unsubscribe": "One-Click"}
    assert (await browser.press(leave, **posted))[0] == 200
    assert await office.session.scalar(select(func.count(MailAddress.id))) == 0
    assert (await browser.press(leave, **posted))[0] == 410


async def test_whose_author_has_only_a_receipt_is_told_to_who_answers(
    office: Office, browser: Browser
) -> None:
    link, case = await office.digest(), str(office.case.id)
    await office.session.execute(update(Submission).values(channel="paper"))
    await office.session.commit()
    _status, page = await browser.press(link, act="answer", case=case, words=ANSWER)
    assert "прочитає, хто відкриє квитанцію" in page
