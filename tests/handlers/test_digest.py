"""A digest: asked for, scheduled, and read in the group's chat."""

from datetime import date, time

import pytest
from sqlalchemy.ext.asyncio import AsyncSession

from bot.address import Address
from bot.i18n import Text
from bot.jobs.digests import send_digests
from bot.models import WorkingGroup
from bot.models.staff import Role
from bot.playground.group import Group
from bot.words.concerns import CATEGORIES
from tests.conftest import Clock
from tests.factories import (
    make_bound_group,
    make_case,
    make_community,
    make_group,
    make_submission,
)
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

WORDS = {
    "uk": {
        "sent": "Надсилаємо дайджест у чат групи «Робоча група».",
        "already": "Цей дайджест уже надсилаємо.",
        "title": "Дайджест для робочої групи",
        "saved": "Дайджест: щоп’ятниці, 16:00",
        "off": "Без дайджесту",
        "none": "Дайджест: без розкладу",
    },
    "en": {
        "sent": "The digest is on its way to the chat of Working Group.",
        "already": "This digest is already on its way.",
        "title": "Digest for the Working Group",
        "saved": "Digest: every Friday, 16:00",
        "off": "No digest",
        "none": "Digest: not scheduled",
    },
}
WHEN = {
    "uk": ("День і час", "Інший день тижня", "П’ятниця", "16:00"),
    "en": ("Day and time", "Another weekday", "Friday", "16:00"),
}


async def bound(
    town: World, session: AsyncSession, language: str = "uk"
) -> tuple[WorkingGroup, Group]:
    owner = town.telegram.person("Owner", id=3001)
    chat = town.telegram.group("Чат", [owner])
    chat.add_bot(by=owner)
    group = await make_bound_group(session, Address(chat.id), language=language)
    await make_case(
        session, group=group, status="passed", text="Поставити лавки.", passed_at=None
    )
    await session.commit()
    await town.settle()
    return group, chat


async def test_a_digest_is_sent_now(
    town: World, session: AsyncSession, language: str
) -> None:
    group, chat = await bound(town, session, language)
    phone = await agreed(town, language=language)
    await join(town, phone, group, Role.SECRETARY)
    await says(town, phone, "/digest now")
    assert WORDS[language]["sent"] in last(phone)
    assert WORDS[language]["title"] in last(chat)


async def test_a_refusal_with_its_reason_is_counted_as_an_answer(
    town: World, session: AsyncSession, language: str
) -> None:
    group, chat = await bound(town, session, language)
    await make_case(session, group=group)
    await session.commit()
    phone = await agreed(town, language=language)
    await join(town, phone, group)
    await says(town, phone, "/queue")
    refuse = said(language, "Do not pass on")
    await presses(town, phone, refuse, said(language, "Personal data"), refuse)
    await says(town, phone, "/digest now")
    counts = "Received {n} · Answered {answered}"
    assert said(language, counts, n=2, answered=1) in last(chat)


async def test_something_urgent_has_its_number_like_everything_else(
    town: World, session: AsyncSession, language: str
) -> None:
    group, chat = await bound(town, session, language)
    submission = await make_submission(
        session, community=await make_community(session), kind="concern", topic="C03"
    )
    await make_case(
        session,
        group=group,
        submission=submission,
        urgency=1,
        status="passed",
        text="Зачинено.",
        passed_at=group.created_at,
    )
    await session.commit()
    phone = await agreed(town, language=language)
    await join(town, phone, group)
    await says(town, phone, "/digest now")
    heading = said(
        language,
        "No.\u00a0{id} · {topic}",
        id=str(submission.id),
        topic=Text(CATEGORIES["C03"].msgid),
    )
    assert heading in last(chat)
    assert "Зачинено." not in last(chat)


async def test_the_group_is_chosen_if_there_are_several(
    town: World, session: AsyncSession
) -> None:
    group, chat = await bound(town, session)
    other = await make_group(session, name_uk="Друга група")
    phone = await agreed(town)
    for each in (group, other):
        await join(town, phone, each)
    await says(town, phone, "/digest now")
    await presses(town, phone, "Робоча група")
    assert WORDS["uk"]["title"] in last(chat)


@pytest.mark.parametrize("command", ["/digest", "/digest now"])
async def test_a_button_that_sends_goes_and_sends_once(
    town: World, session: AsyncSession, language: str, command: str
) -> None:
    group, chat = await bound(town, session, language)
    other = await make_group(session)
    phone = await agreed(town, language=language)
    await join(town, phone, group, Role.SECRETARY)
    if command == "/digest now":
        await join(town, phone, other)
    await says(town, phone, command)
    button = phone.sees()[-1]
    press = f"digest.1:now:{group.id}"
    for _ in range(2):
        phone.forges(press, button.message_id)  # both before the first is answered
    await town.settle()
    assert WORDS[language]["sent"] in last(phone)
    assert phone.sees()[-2].buttons == []
    assert phone.alerts[-1]["text"] == WORDS[language]["already"]
    sent = [each for each in chat.sees() if WORDS[language]["title"] in each.text]
    assert len(sent) == 1


async def test_a_weekly_digest_is_scheduled_by_buttons(
    town: World, session: AsyncSession, language: str
) -> None:
    words = WORDS[language]
    group = await make_group(session)
    phone = await agreed(town, language=language)
    await join(town, phone, group, Role.CHAIR)
    await says(town, phone, "/digest")
    assert words["none"] in last(phone)
    await presses(town, phone, *WHEN[language])
    assert words["saved"] in last(phone)
    await session.refresh(group)
    assert (group.digest_weekday, group.digest_time) == (4, time(16))
    await presses(town, phone, words["off"])
    assert words["none"] in last(phone)


async def test_the_weekly_digest_comes_at_its_local_time(
    town: World, session: AsyncSession, clock: Clock
) -> None:
    await clock.set("2026-11-26 12:00+02")
    group, chat = await bound(town, session)
    phone = await agreed(town)
    await join(town, phone, group, Role.SECRETARY)
    await says(town, phone, "/digest")
    await presses(town, phone, *WHEN["uk"])
    for moment in ("2026-11-27 15:59+02", "2026-11-27 16:00+02", "2026-11-27 16:01+02"):
        await clock.set(moment)
        await send_digests(town.sessions)
        await town.settle()
    titles = [each for each in chat.sees() if WORDS["uk"]["title"] in each.text]
    assert len(titles) == 1


TYPED = {
    "uk": ("щотижня пн 09:00", "щомісяця 1 10:00", "вимкнути", "пауза 07.12.2026"),
    "en": ("weekly Mon 09:00", "monthly 1 10:00", "off", "pause 07.12.2026"),
}
SHOWN = {
    "uk": (
        "щопонеділка, 09:00\nНаступні, за часом Europe/Kyiv:\n• 30 листопада, 09:00",
        "1-го числа щомісяця, 10:00\nНаступні, за часом Europe/Kyiv:\n• 1 грудня, 10:",
        "без розкладу",
        "Перерва, дайджести знову з 7 грудня 2026 року",
    ),
    "en": (
        "Monday, 09:00\nNext ones, by the clock of Europe/Kyiv:\n• 30 November, 09:00",
        "month, 10:00\nNext ones, by the clock of Europe/Kyiv:\n• 1 December, 10:00",
        "not scheduled",
        "Paused; digests come again from 7 December 2026",
    ),
}


@both
async def test_a_schedule_is_typed(
    town: World, session: AsyncSession, language: str, clock: Clock
) -> None:
    await clock.set("2026-11-26 12:00+02")
    group = await make_group(session)
    phone = await agreed(town, language=language)
    await join(town, phone, group, Role.SECRETARY)
    weekly, _monthly, _off, pause = TYPED[language]
    for typed, shown in zip(TYPED[language], SHOWN[language], strict=True):
        await says(town, phone, f"/digest {typed}")
        assert shown in last(phone)
    await says(town, phone, f"/digest {weekly}", f"/digest {pause}")
    assert "• 7 " in last(phone)
    await presses(town, phone, said(language, "End the pause"))
    assert "• 30 " in last(phone)


async def test_usual_schedules_and_pauses_are_pressed(
    town: World, session: AsyncSession, language: str, clock: Clock
) -> None:
    await clock.set("2026-11-26 12:00+02")
    group = await make_group(session)
    phone = await agreed(town, language=language)
    await join(town, phone, group, Role.SECRETARY)
    await says(town, phone, "/digest")
    await presses(
        town,
        phone,
        said(language, "Day and time"),
        said(language, "Every Friday, 16:00"),
    )
    assert "• 27 " in last(phone)
    await presses(town, phone, said(language, "Pause"))
    await presses(town, phone, phone.sees()[-1].buttons[0])
    await session.refresh(group)
    assert group.digest_paused_until == date(2026, 12, 3)


@both
async def test_a_digest_is_shown_to_oneself_first(
    town: World, session: AsyncSession, language: str
) -> None:
    group, chat = await bound(town, session, language)
    phone = await agreed(town, language=language)
    await join(town, phone, group)
    await says(town, phone, "/digest preview")
    assert WORDS[language]["title"] in last(phone)
    assert not any(each.from_bot for each in chat.sees())


async def test_typed_twice_in_a_moment_it_is_sent_once(
    town: World, session: AsyncSession, language: str
) -> None:
    group, chat = await bound(town, session, language)
    phone = await agreed(town, language=language)
    await join(town, phone, group)
    await says(town, phone, "/digest now", "/digest now")
    assert last(phone) == WORDS[language]["already"]
    assert len([each for each in chat.sees() if each.from_bot]) == 1


async def test_a_schedule_is_typed_for_one_of_several_groups(
    town: World, session: AsyncSession
) -> None:
    first, second = [await make_group(session, name_uk=name) for name in ("А", "Б")]
    phone = await agreed(town)
    for each in (first, second):
        await join(town, phone, each, Role.CHAIR)
    await says(town, phone, "/digest щотижня ср 12:30")
    await presses(town, phone, "Б")
    await session.refresh(second)
    assert (second.digest_weekday, second.digest_time) == (2, time(12, 30))


async def test_a_moderator_sends_but_does_not_schedule(
    town: World, session: AsyncSession
) -> None:
    phone = await agreed(town)
    await join(town, phone, await make_group(session))
    await says(town, phone, "/digest")
    assert phone.sees()[-1].buttons == [
        "Спершу показати мені",
        "Надіслати зараз",
        "Відкрити групу",
    ]


async def test_strangers_have_no_digest(town: World) -> None:
    phone = await agreed(town)
    await says(town, phone, "/digest now")
    assert "лише команді групи" in last(phone)


async def test_who_may_send_it_is_told_to_the_rest_of_the_team(
    town: World, session: AsyncSession, language: str
) -> None:
    phone = await agreed(town, language=language)
    await join(town, phone, await make_group(session), Role.MEMBER)
    await says(town, phone, "/digest now")
    may = {
        "uk": "Модерація, Секретаріат, Голова групи, Координація мережі",
        "en": "Moderator, Secretary, Chair, Network coordinator",
    }
    assert may[language] in last(phone)


async def test_a_network_without_groups_has_no_digest(town: World) -> None:
    phone = await coordinator(town)
    await says(town, phone, "/digest")
    assert last(phone) == "Тут робочої групи ще немає."


async def test_a_group_without_a_chat_gets_none(
    town: World, session: AsyncSession
) -> None:
    phone = await agreed(town)
    await join(town, phone, await make_group(session))
    await says(town, phone, "/digest now")
    assert "немає чату" in last(phone)


NO_DAYS = (
    "sched.1:hours:{}:0:7",
    "sched.1:hours:{}:1:29",
    "digest.1:set:{}:0:7:540",
    "digest.1:set:{}:1:0:540",
    "digest.1:set:{}:0:1:1440",
    "digest.1:set:{}:0:1",
    "digest.1:pause:{}:20261399",
)


async def test_forged_days_and_times_are_refused(
    town: World, session: AsyncSession
) -> None:
    group = await make_group(session)
    phone = await agreed(town)
    await join(town, phone, group, Role.CHAIR)
    await says(town, phone, "/digest")
    message = phone.sees()[-1].message_id
    for data in NO_DAYS:
        phone.forges(data.format(group.id), message)
        await town.settle()
    assert ["не діє" in each["text"] for each in phone.alerts] == [True] * len(NO_DAYS)
    await session.refresh(group)
    assert group.digest_weekday is None


async def test_a_stranger_cannot_forge_a_digest(
    town: World, session: AsyncSession
) -> None:
    group, chat = await bound(town, session)
    phone = await agreed(town)
    await says(town, phone, "/digest")
    message = phone.sees()[-1].message_id
    for action in ("show", "now", "off"):
        phone.forges(f"digest.1:{action}:{group.id}", message)
        await town.settle()
    refusals = [each for each in phone.sees() if "лише команді групи" in each.text]
    assert len(refusals) == 4
    assert not any(each.from_bot for each in chat.sees())
