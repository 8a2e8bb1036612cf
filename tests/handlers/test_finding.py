"""Finding what came to the group, and translating what the group has."""

from unittest.mock import Mock

import pytest
from sqlalchemy import select, update

from bot.models import Case, Person, QueueFilter, Submission
from bot.models.staff import Role
from bot.services.endings import retention
from bot.services.moderating import case_search, filters
from tests.conftest import Clock
from tests.factories import TEXT
from tests.handlers.cast import (
    agreed,
    both,
    join,
    last,
    presses,
    resident,
    said,
    says,
    sends_proposal,
)
from tests.handlers.conftest import Desk, Place
from tests.world import World

OTHER = "Відкрити гурток програмування для підлітків у бібліотеці."
ENGLISH = "Put benches by the clinic: people have nowhere to wait."


async def test_words_are_found_in_their_other_forms(
    town: World, desk: Desk, language: str
) -> None:
    number = await sends_proposal(town, desk.author, OTHER)
    await says(town, desk.moderator, "/find підлітку програмуванням")
    assert number in last(desk.moderator)
    assert desk.number not in desk.moderator.sees()[-1].buttons
    assert OTHER not in last(desk.moderator)  # nobody has passed it
    await presses(town, desk.moderator, said(language, "No. {id}", id=number))
    assert OTHER in last(desk.moderator)
    card = town.telegram.calls_of("sendMessage")[-1]
    assert card.params.get("protect_content")


async def test_a_number_opens_what_was_passed(
    town: World, desk: Desk, language: str
) -> None:
    await presses(town, desk.moderator, said(language, "Pass to the group"))
    await says(town, desk.moderator, f"/find №{desk.number}")
    await presses(town, desk.moderator, said(language, "No. {id}", id=desk.number))
    assert TEXT in last(desk.moderator)
    assert said(language, "Passed to the group") in last(desk.moderator)


async def test_a_status_narrows_the_search(
    town: World, desk: Desk, language: str
) -> None:
    number = await sends_proposal(town, desk.author, OTHER)
    await presses(town, desk.moderator, said(language, "Pass to the group"))
    await says(town, desk.moderator, "/find")
    for button in ("Skip", "Status", "Received", "Search"):
        await presses(town, desk.moderator, said(language, button))
    found = desk.moderator.sees()[-1].buttons
    assert found == [said(language, "No. {id}", id=number), "Лише такі в черзі"]
    await presses(town, desk.moderator, "Лише такі в черзі")
    assert "у вашій черзі лише такі: 1" in last(desk.moderator)
    await says(town, desk.moderator, "/find")
    for button in ("Skip", "Status", "Passed to the group", "Search"):
        await presses(town, desk.moderator, said(language, button))
    found = desk.moderator.sees()[-1].buttons
    assert found == [said(language, "No. {id}", id=desk.number)]


async def test_a_search_goes_on_page_by_page_to_the_oldest(
    town: World, desk: Desk, language: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    number = await sends_proposal(town, desk.author, OTHER)
    monkeypatch.setattr(case_search, "MOST", 1)
    await says(town, desk.moderator, "/find")
    for button in ("Skip", "Search"):
        await presses(town, desk.moderator, said(language, button))
    assert said(language, "No. {id}", id=number) in desk.moderator.sees()[-1].buttons
    await presses(town, desk.moderator, said(language, "Show more"))
    only = [said(language, "No. {id}", id=desk.number)]
    assert desk.moderator.sees()[-1].buttons == only


async def test_words_are_looked_for_among_older_ones_when_one_goes_on(
    town: World, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    await sends_proposal(town, desk.author, OTHER)
    monkeypatch.setattr(case_search, "_READ", 1)
    await says(town, desk.moderator, "/find лавки")
    assert "Поки нічого" in last(desk.moderator)
    await presses(town, desk.moderator, "Показати ще")
    assert f"№\u00a0{desk.number}" in desk.moderator.sees()[-1].buttons


async def test_secretaries_find_what_was_passed_and_nothing_else(
    town: World, place: Place, desk: Desk, language: str
) -> None:
    await sends_proposal(town, desk.author, OTHER)
    secretary = await agreed(town, language=language)
    await join(town, secretary, place.group, Role.SECRETARY)
    await says(town, secretary, "/find лавки")
    assert last(secretary) == said(language, "Nothing was found. Try other words.")
    await presses(town, desk.moderator, said(language, "Pass to the group"))
    await says(town, secretary, "/find")
    for button in ("Skip", "Search"):
        await presses(town, secretary, said(language, button))
    assert secretary.sees()[-1].buttons == [said(language, "No. {id}", id=desk.number)]
    await presses(town, secretary, said(language, "No. {id}", id=desk.number))
    assert TEXT in last(secretary)
    assert secretary.sees()[-1].buttons == []


@pytest.mark.parametrize("role", [Role.MODERATOR, Role.SECRETARY])
async def test_who_leads_separates_what_was_merged_after_passing(
    town: World, place: Place, *, desk: Desk, language: str, role: Role
) -> None:
    await presses(town, desk.moderator, said(language, "Pass to the group"))
    async with town.sessions.begin() as session:
        await session.execute(update(Case).values(status="merged"))
    phone = desk.moderator
    if role is Role.SECRETARY:
        phone = await agreed(town, language=language)
        await join(town, phone, place.group, role)
    await says(town, phone, f"/find {desk.number}")
    await presses(town, phone, said(language, "No. {id}", id=desk.number))
    offered = said(language, "Separate again") in phone.sees()[-1].buttons
    assert offered is (role is Role.SECRETARY)


@both
async def test_a_search_narrows_the_queue_until_it_is_lifted(
    town: World, desk: Desk, language: str
) -> None:
    await sends_proposal(town, desk.author, OTHER)
    await says(town, desk.moderator, "/find підлітку")
    only, lift = "Only these in the queue", said(language, "Show the whole queue")
    await presses(town, desk.moderator, said(language, only))
    shown = said(language, "Your queue shows only these now: {n}.", n=1)
    assert shown in last(desk.moderator)
    await says(town, desk.moderator, "/queue")
    head = last(desk.moderator).split("\n\n")[0]
    assert said(language, "by your filter: {n}", n=1) in head
    assert said(language, "“{words}”", words="підлітку") in head
    assert OTHER in last(desk.moderator)
    await presses(town, desk.moderator, said(language, "Pass to the group"))
    nothing = "Nothing else fits your filter. In the whole queue: {n}."
    assert last(desk.moderator) == said(language, nothing, n=1)
    await presses(town, desk.moderator, lift)
    assert TEXT in last(desk.moderator)
    assert lift not in desk.moderator.sees()[-1].buttons


async def test_a_filter_by_topic_is_lifted_from_a_card(town: World, desk: Desk) -> None:
    await says(town, desk.moderator, "/find")
    for button in ("Пропустити", "Тема", "Дороги, автобус, ліхтарі", "Шукати"):
        await presses(town, desk.moderator, button)
    await presses(town, desk.moderator, "Лише такі в черзі", "Відкрити чергу")
    await presses(town, desk.moderator, "Показати всю чергу")
    assert TEXT in last(desk.moderator)
    assert "Показати всю чергу" not in desk.moderator.sees()[-1].buttons


async def test_a_filter_is_lifted_from_a_card_that_is_gone(
    town: World, desk: Desk
) -> None:
    await says(town, desk.moderator, "/find лавки")
    await presses(town, desk.moderator, "Лише такі в черзі", "Відкрити чергу")
    async with town.sessions.begin() as session:
        author = Submission.person_id == Person.id
        somebody = (await session.scalars(select(Person.id).where(author))).one()
        await session.execute(update(Case).values(claimed_by=somebody))
    await presses(town, desk.moderator, "Показати всю чергу")
    assert "Черга порожня" in last(desk.moderator)
    await presses(town, desk.moderator, "Лише такі в черзі")
    assert "у вашій черзі лише такі: 1" in last(desk.moderator)


async def test_another_search_makes_no_filter_last_longer(
    town: World, desk: Desk, clock: Clock
) -> None:
    await says(town, desk.moderator, "/find лавки")
    await presses(town, desk.moderator, "Лише такі в черзі")
    await clock.forward("6 days")
    await says(town, desk.moderator, f"/find {TEXT}")
    await clock.forward("2 days")
    async with town.sessions() as session:
        assert await retention.older(QueueFilter.at)(session, filters.LIFE) == 1


@both
async def test_my_data_tells_in_words_what_was_looked_for(
    town: World, desk: Desk, language: str
) -> None:
    await says(town, desk.moderator, f"/find {TEXT[:20]}", "/my_data")
    document = town.telegram.calls_of("sendDocument")[-1].params["document"]
    what = said(language, "“{words}”", words=TEXT[:20])
    told = said(language, "You looked for: {what}", what=what)
    assert told in document.content.decode().splitlines()


async def test_a_filter_by_words_reads_the_queue_once_for_a_card(
    town: World, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    await says(town, desk.moderator, "/find лавки")
    await presses(town, desk.moderator, "Лише такі в черзі")
    read = Mock(wraps=case_search.saying)
    monkeypatch.setattr(case_search, "saying", read)
    await says(town, desk.moderator, "/queue")
    assert read.call_count == 1


async def test_what_is_urgent_comes_through_a_filter(town: World, desk: Desk) -> None:
    await says(town, desk.moderator, "/find лавки")
    await presses(town, desk.moderator, "Лише такі в черзі")
    number = await sends_proposal(town, desk.author, OTHER)
    async with town.sessions.begin() as session:
        mine = Case.submission_id == int(number)
        await session.execute(update(Case).where(mine).values(urgency=1))
    await says(town, desk.moderator, "/queue")
    assert OTHER in last(desk.moderator)
    await says(town, desk.moderator, "/queue")
    assert TEXT in last(desk.moderator)


async def test_only_moderators_find(town: World, place: Place, desk: Desk) -> None:
    secretary = await agreed(town)
    await join(town, secretary, place.group, Role.SECRETARY)
    await says(town, secretary, f"/find {desk.number}")
    assert desk.number not in last(secretary)


async def test_a_translation_stands_beside_the_original(
    town: World, desk: Desk, language: str
) -> None:
    for button in ("Pass to the group", "Show to the community", "Add a translation"):
        await presses(town, desk.moderator, said(language, button))
    await says(town, desk.moderator, ENGLISH)
    await says(town, desk.author, f"/p {desk.number}")
    shown = last(desk.author)
    assert TEXT in shown
    label = said(language, "Translation by the team:")
    assert ENGLISH in shown.partition(label)[2]
    await says(town, desk.moderator, "/digest now")
    async with town.sessions.begin() as session:
        await session.execute(update(Case).values(text=None))
        assert (await session.scalars(select(Case.translation))).one() is None


async def test_a_text_is_translated_out_of_the_language_of_its_letters(
    town: World, place: Place, desk: Desk, language: str
) -> None:
    abroad = await resident(town, place.community, language="en")
    await presses(town, desk.moderator, said(language, "Pass to the group"))
    await sends_proposal(town, abroad, TEXT)
    await says(town, desk.moderator, "/queue")
    for button in ("Pass to the group", "Show to the community", "Add a translation"):
        await presses(town, desk.moderator, said(language, button))
    assert said(language, "Write it in English.") in last(desk.moderator)
