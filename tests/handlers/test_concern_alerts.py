"""Urgent concerns reach the moderators of the group, at once, and nobody else."""

from bot.jobs.concerns import alert_again, call_up
from bot.models.staff import Role
from bot.playground.person import Person as Phone
from bot.words.concerns import CATEGORIES, SCREENS
from tests.conftest import Clock
from tests.factories import TEXT, make_community, make_group
from tests.handlers.cast import (
    agreed,
    both,
    coordinator,
    join,
    last,
    presses,
    resident,
    said,
    says,
    sends_proposal,
)
from tests.handlers.conftest import Place
from tests.world import World

WORRY = "Укриття буває зачинене, коли оголошують тривогу."
LOCKED = (SCREENS["home"].msgid, CATEGORIES["C03"].msgid)
LIGHTS = (SCREENS["days"].msgid, CATEGORIES["C11"].msgid)
FRIDAY = "2026-11-20 10:00+02"


async def worries(
    town: World, phone: Phone, language: str, way: tuple[str, str] = LOCKED
) -> None:
    """Send a concern of some category."""
    await says(town, phone, "/concern")
    for button in ("No", *way):
        await presses(town, phone, said(language, button))
    await says(town, phone, WORRY)
    await presses(town, phone, said(language, "Send"))


async def member(
    town: World, place: Place, language: str, role: Role = Role.MODERATOR
) -> Phone:
    phone = await agreed(town, language=language)
    await join(town, phone, place.group, role)
    await says(town, phone, "/menu")  # a bot may not write first
    return phone


async def head_of(town: World, language: str) -> Phone:
    phone = await coordinator(town, language)
    await says(town, phone, "/menu")
    return phone


def heard(phone: Phone) -> list[str]:
    """List what the bot said by itself, after the menu."""
    return [each.text for each in phone.sees() if each.from_bot][1:]


def waiting(language: str, number: str) -> str:
    return said(language, "Urgent message No. {id} is waiting for you.", id=number)


def number_in(phone: Phone) -> str:
    """Read the number in a receipt."""
    words = last(phone).replace("\u00a0", " ").replace(".", " ").split()
    return next(word for word in words if word.isdecimal())


async def test_what_is_urgent_is_read_today_in_so_many_words(
    town: World, place: Place, clock: Clock
) -> None:
    await clock.set(FRIDAY)
    phone = await resident(town, place.community)
    await worries(town, phone, "uk")
    assert "Команда групи прочитає його сьогодні." in last(phone)


async def test_moderators_are_alerted_at_once_and_no_job_is_needed(
    town: World, place: Place, language: str
) -> None:
    moderator = await member(town, place, language)
    author = await resident(town, place.community, language=language)
    await worries(town, author, language)
    assert heard(moderator) == [waiting(language, number_in(author))]


@both
async def test_the_author_hears_what_happens_at_once_and_what_does_not(
    town: World, language: str
) -> None:
    async with town.sessions.begin() as session:
        community = await make_community(session)
        await make_group(session, community, duty_phone="0 5143 2 10 10")
    author = await resident(town, community, language=language)
    await worries(town, author, language)
    alerted = {
        "uk": "команду групи сповіщаємо одразу, щонайпізніше за 15 хвилин.",
        "en": "we alert the group’s team at once, within 15 minutes at the latest.",
    }
    assert alerted[language] in last(author)
    assert "0 5143 2 10 10" in last(author)
    no_service = (
        "This bot cannot call for help. If life is in danger, call 101, 102, 103 or "
        "112."
    )
    assert said(language, no_service) in last(author)
    await worries(town, author, language, LIGHTS)
    assert alerted[language] not in last(author)
    assert said(language, no_service) not in last(author)


@both
async def test_an_alert_tells_nobody_what_it_is_about(
    town: World, place: Place, language: str
) -> None:
    moderator = await member(town, place, language)
    author = await resident(town, place.community, language=language)
    await worries(town, author, language)
    hidden = (WORRY[:10], said(language, LOCKED[1]), place.group.name_uk)
    assert [each for each in hidden if each in last(moderator)] == []


async def test_nobody_but_the_moderators_of_the_group_hears(
    town: World, place: Place
) -> None:
    roles = [role for role in Role if role not in (Role.MODERATOR, Role.COORDINATOR)]
    others = [await member(town, place, "uk", role) for role in roles]
    others.append(await head_of(town, "uk"))
    async with town.sessions.begin() as session:
        elsewhere = await make_group(session, await make_community(session))
    stranger = await member(town, Place(place.community, elsewhere), "uk")
    await member(town, place, "uk")
    await worries(town, await resident(town, place.community, language="uk"), "uk")
    assert [heard(each) for each in (*others, stranger)] == [[]] * (len(others) + 1)


async def test_an_alert_leads_to_the_card(
    town: World, place: Place, language: str
) -> None:
    moderator = await member(town, place, language)
    author = await resident(town, place.community, language=language)
    await worries(town, author, language)
    await presses(town, moderator, said(language, "Open the queue"))
    for part in (
        said(language, "Urgent"),
        said(language, "Concern: {topic}", topic=said(language, LOCKED[1])),
        WORRY,
    ):
        assert part in last(moderator)


async def test_one_alert_in_a_quarter_of_an_hour_bears_the_count(
    town: World, place: Place, clock: Clock
) -> None:
    await clock.set(FRIDAY)
    moderator = await member(town, place, "en")
    author = await resident(town, place.community, language="en")
    for _ in range(3):
        await worries(town, author, "en")
    await alert_again(town.sessions)
    await town.settle()
    assert len(heard(moderator)) == 1
    await clock.forward("15 minutes")
    for _ in range(2):
        await alert_again(town.sessions)
        await town.settle()
    count = said("en", "Urgent messages are waiting for you: {n}", n=3)
    assert heard(moderator)[1:] == [count]


async def test_what_is_not_urgent_comes_quietly(town: World, place: Place) -> None:
    moderator = await member(town, place, "uk")
    author = await resident(town, place.community, language="uk")
    await worries(town, author, "uk", LIGHTS)
    assert heard(moderator) == [said("uk", "Queue: {n}", n=1)]


async def test_unseen_goes_to_the_secretary_then_to_the_coordinator(
    town: World, place: Place, clock: Clock
) -> None:
    await clock.set(FRIDAY)
    await member(town, place, "uk")
    secretary = await member(town, place, "uk", Role.SECRETARY)
    head = await head_of(town, "uk")
    author = await resident(town, place.community, language="uk")
    await worries(town, author, "uk")
    told = []
    for moment in ("17:59", "18:00", "18:01", "20:00", "20:01"):
        await clock.set(f"2026-11-20 {moment}+02")
        await call_up(town.sessions)
        await town.settle()
        told.append((len(heard(secretary)), len(heard(head))))
    assert told == [(0, 0), (1, 0), (1, 0), (1, 1), (1, 1)]
    assert said("uk", "Urgent messages that nobody has read: {n}", n=1) in last(head)
    assert WORRY not in last(head)


async def test_group_without_moderators_needs_one(
    town: World, place: Place, language: str
) -> None:
    above = await head_of(town, language)
    author = await resident(town, place.community, language=language)
    await worries(town, author, language)
    needs = "This group needs a moderator today, it has none: {group}"
    name = place.group.name_uk if language == "uk" else place.group.name_en
    assert said(language, needs, group=name) in last(above)


async def test_urgent_comes_before_what_is_older(town: World, place: Place) -> None:
    author = await resident(town, place.community, language="en")
    await sends_proposal(town, author, TEXT)
    await worries(town, author, "en", LIGHTS)
    await worries(town, author, "en")
    moderator = await member(town, place, "en")
    await says(town, moderator, "/queue")
    shown = [last(moderator)]
    for _ in range(2):
        await presses(town, moderator, said("en", "Later"))
        shown.append(last(moderator))
    urgent, proposal, lights = shown
    assert said("en", LOCKED[1]) in urgent
    assert TEXT in proposal
    assert said("en", LIGHTS[1]) in lights


async def test_new_urgent_one_comes_next_wherever_a_moderator_is(
    town: World, place: Place
) -> None:
    author = await resident(town, place.community, language="en")
    for _ in range(2):
        await sends_proposal(town, author, TEXT)
    moderator = await member(town, place, "en")
    await says(town, moderator, "/queue")
    await worries(town, author, "en")
    await presses(town, moderator, "Later")
    assert "Access to a shelter" in last(moderator)


async def test_author_hears_of_a_message_not_of_a_proposal(
    town: World, place: Place
) -> None:
    author = await resident(town, place.community, language="en")
    await worries(town, author, "en")
    moderator = await member(town, place, "en")
    await says(town, moderator, "/queue")
    await presses(town, moderator, "Pass to the group")
    assert "Your message has been passed to the group." in last(author)


async def test_what_was_refused_is_written_anew_as_a_concern(
    town: World, place: Place
) -> None:
    author = await resident(town, place.community, language="en")
    await worries(town, author, "en")
    moderator = await member(town, place, "en")
    await says(town, moderator, "/queue")
    for button in ("Do not pass on", "Personal data", "Do not pass on"):
        await presses(town, moderator, button)
    await presses(town, author, "Write it anew")
    assert last(author) == "Is anyone in danger right now?"


async def test_the_secretary_is_told_to_phone_once_it_was_moderated(
    town: World, place: Place, language: str
) -> None:
    secretary = await member(town, place, language, Role.SECRETARY)
    chair = await member(town, place, language, Role.CHAIR)
    moderator = await member(town, place, language)
    author = await resident(town, place.community, language=language)
    await worries(town, author, language)
    await presses(town, moderator, said(language, "Open the queue"))
    assert heard(secretary) == []
    await presses(town, moderator, said(language, "Pass to the group"))
    [told] = heard(secretary)
    assert WORRY in told
    assert said(language, "State Emergency Service") in told
    assert heard(chair) == []


async def test_what_is_unclear_is_asked_in_the_words_of_a_concern(
    town: World, place: Place
) -> None:
    author = await resident(town, place.community, language="en")
    await worries(town, author, "en")
    moderator = await member(town, place, "en")
    await says(town, moderator, "/queue")
    for button in ("Do not pass on", "Unclear", "Ask the author"):
        await presses(town, moderator, button)
    assert "What exactly is happening, and how often?" in last(author)


async def test_all_above_hear_at_once_when_no_moderator_may_read_what_is_urgent(
    town: World, place: Place, language: str
) -> None:
    moderator = await member(town, place, language)
    above = (
        await member(town, place, language, Role.SECRETARY),
        await head_of(town, "uk"),
    )
    await worries(town, await resident(town, place.community, language="uk"), "uk")
    for button in ("Open the queue", "More actions", *["It is about me"] * 2):
        await presses(town, moderator, said(language, button))
    needed = "Another moderator is needed: {group}"
    assert [len(heard(each)) for each in above] == [1, 1]
    assert said("uk", needed, group=place.group.name_uk) in last(above[1])


async def test_what_a_moderator_left_to_others_goes_up_like_what_nobody_saw(
    town: World, place: Place, clock: Clock
) -> None:
    await clock.set(FRIDAY)
    moderator = await member(town, place, "uk")
    await member(town, place, "uk")
    secretary = await member(town, place, "uk", Role.SECRETARY)
    await worries(town, await resident(town, place.community, language="uk"), "uk")
    for button in ("Open the queue", "More actions", *["It is about me"] * 2):
        await presses(town, moderator, said("uk", button))
    await clock.set("2026-11-20 18:00+02")
    await call_up(town.sessions)
    await town.settle()
    assert said("uk", "Urgent messages that nobody has read: {n}", n=1) in last(
        secretary
    )
