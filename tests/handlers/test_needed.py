"""The buttons of a digest: what needs a decision, taken on; topics; print."""

import pytest
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.address import Address
from bot.models import Case, CaseEvent, CaseTaken, Digest, WorkingGroup
from bot.models.staff import Role
from bot.playground.person import Person as Phone
from bot.services.letters import bot_name
from bot.words.codes import ROLES
from tests.factories import make_bound_group, make_case
from tests.handlers.cast import (
    agreed,
    both,
    coordinator,
    join,
    last,
    presses,
    said,
    says,
)
from tests.world import World

TEXTS = (
    "Пандус біля пошти.",
    "Лавки біля амбулаторії, бо людям ніде чекати на лікаря.",
)
BUTTONS = ("Decisions needed", "All topics", "Print version")


@pytest.fixture
async def group(town: World, session: AsyncSession, language: str) -> WorkingGroup:
    owner = town.telegram.person("Owner", id=3001)
    chat = town.telegram.group("Чат", [owner])
    chat.add_bot(by=owner)
    group = await make_bound_group(session, Address(chat.id), language=language)
    await bot_name.remember(session, town.parts.application.bot.username)
    for text in TEXTS:
        await make_case(
            session, group=group, status="passed", text=text, passed_at=group.created_at
        )
    await session.commit()
    await town.settle()
    return group


async def opens(town: World, phone: Phone, view: str, group: WorkingGroup) -> None:
    await says(town, phone, f"/start d_{group.id}_{view}")


async def test_a_digest_has_buttons_that_open_the_private_chat(
    town: World, session: AsyncSession, group: WorkingGroup, language: str
) -> None:
    phone = await agreed(town, language=language)
    await join(town, phone, group, Role.SECRETARY)
    await says(town, phone, "/digest now")
    markups = [
        call.params["reply_markup"]
        for call in town.telegram.calls_of("sendMessage")
        if (call.chat or 0) < 0 and "reply_markup" in call.params
    ]
    keys = markups[-1]["inline_keyboard"]
    assert [row[0]["text"] for row in keys] == [
        said(language, each) for each in BUTTONS
    ]
    digest_id = await session.scalar(select(Digest.id))
    views = [row[0]["url"].partition("?start=")[2] for row in keys]
    assert views == [
        f"d_{group.id}_{view}_{digest_id}" for view in ("need", "topics", "print")
    ]


async def test_a_member_pages_through_and_takes_one_on(
    town: World, session: AsyncSession, group: WorkingGroup, language: str
) -> None:
    member, other = [await agreed(town, language=language) for _ in range(2)]
    for each in (member, other):
        await join(town, each, group, Role.MEMBER)
        await opens(town, each, "need", group)
        assert TEXTS[1] in last(each)
    take, give = (said(language, each) for each in ("I take this on", "I give it back"))
    await presses(town, member, take)
    await presses(town, other, take)
    assert last(other) == said(
        language, "Somebody in the team has already taken this on."
    )
    assert len((await session.scalars(select(CaseTaken))).all()) == 1
    await presses(town, member, give, take, said(language, "Next"))
    assert TEXTS[0] in last(member)
    assert said(language, "Next") not in member.sees()[-1].buttons


@both
async def test_what_is_taken_on_and_given_back_stands_in_the_log_once(
    town: World, group: WorkingGroup, language: str
) -> None:
    boss, member = await coordinator(town, language), await agreed(town)
    await join(town, member, group, Role.MEMBER)
    await opens(town, member, "need", group)
    take, give = (said("uk", each) for each in ("I take this on", "I give it back"))
    await presses(town, member, take, give)
    await presses(town, member, take)
    await says(town, boss, "/log")
    words = ("took a case on", "gave a case back", "took a case on")
    lines = [each for each in last(boss).split("\n") if " · " in each]
    noted = [
        said(language, each) in line
        for each, line in zip(words, lines[:3], strict=True)
    ]
    assert all(noted)
    assert said(language, ROLES[Role.MEMBER].msgid) in lines[0]


async def test_a_member_answers_the_author_and_has_it_then(
    town: World, session: AsyncSession, group: WorkingGroup
) -> None:
    member = await agreed(town, language="en")
    await join(town, member, group, Role.MEMBER)
    await opens(town, member, "need", group)
    await presses(town, member, "Answer the author")
    await says(town, member, "Патруль буде там щоранку.")
    assert "the author reads it in the news of the day" in last(member)
    assert len((await session.scalars(select(CaseTaken))).all()) == 1
    [answer] = await session.scalars(select(CaseEvent).filter_by(reason="answer"))
    assert answer.status == "passed"


async def test_who_leads_goes_on_to_the_case(
    town: World, session: AsyncSession, group: WorkingGroup, language: str
) -> None:
    chair = await agreed(town, language=language)
    await join(town, chair, group, Role.CHAIR)
    await opens(town, chair, "need", group)
    await presses(town, chair, said(language, "Decide, body, date"))
    newest = (await session.scalars(select(Case).order_by(Case.id.desc()))).first()
    assert newest is not None
    assert str(newest.submission_id) in last(chair)
    assert said(language, "To the agenda") in chair.sees()[-1].buttons


@both
async def test_topics_are_counted_and_the_print_version_comes_as_pdf(
    town: World, group: WorkingGroup, language: str
) -> None:
    member = await agreed(town, language=language)
    await join(town, member, group, Role.MEMBER)
    await opens(town, member, "topics", group)
    topic = said(language, "Street safety")
    assert said(language, "{topic} — {n}", topic=topic, n=2) in last(member)
    for view in ("print", "print_7", "print_x"):
        await opens(town, member, view, group)
    assert len(town.telegram.calls_of("sendDocument")) == 3
    sent = town.telegram.calls_of("sendDocument")[-1].params["document"]
    assert sent.name.startswith("viche-digest-group-")
    assert sent.content[:5] == b"%PDF-"


async def test_strangers_read_nothing(
    town: World, group: WorkingGroup, language: str
) -> None:
    stranger = await agreed(town, language=language)
    for view in ("need", "topics", "print"):
        await opens(town, stranger, view, group)
        assert TEXTS[0][:10] not in last(stranger)
        assert TEXTS[1][:10] not in last(stranger)
    assert town.telegram.calls_of("sendDocument") == []
