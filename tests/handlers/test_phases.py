"""The round of a community: planned by days, and what is not in its phase says when."""

from datetime import date

import pytest
from sqlalchemy import func, select

from bot.db import vault
from bot.jobs.votes import close_ballots, open_ballots
from bot.models import Ballot, Case, Phase, Submission, Vote
from bot.models.staff import Role
from bot.playground.person import Person as Phone
from bot.services.team import people
from bot.services.voting import phases
from tests.conftest import Clock
from tests.factories import make_community, make_group, make_published
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
)
from tests.handlers.conftest import Place
from tests.world import World

VOTE = ("01.12.2026", "14.12.2026")


@pytest.fixture
async def secretary(town: World, place: Place, clock: Clock, language: str) -> Phone:
    await clock.set("2026-11-23 10:00+02")
    phone = await agreed(town, language=language)
    await join(town, phone, place.group, Role.SECRETARY)
    async with town.sessions.begin() as session:
        await make_published(
            session, place.community, place.group, passed_at=func.app_now()
        )
    await says(town, phone, "/voting")
    await presses(town, phone, phone.sees()[-1].buttons[0])
    await presses(town, phone, said(language, "Plan of the round"))
    return phone


async def _plans(town: World, phone: Phone, kind: str, days: tuple[str, str]) -> str:
    await presses(town, phone, said("uk", kind))
    await says(town, phone, *days)
    shown = last(phone)
    await presses(town, phone, said("uk", "Confirm"))
    await presses(town, phone, said("uk", "Plan of the round"))
    return shown


async def test_voting_opens_and_ends_on_its_days_and_its_key_dies(
    town: World, place: Place, secretary: Phone, clock: Clock
) -> None:
    shown = await _plans(town, secretary, "Voting", VOTE)
    assert "з 1 грудня 2026 року до 14 грудня 2026 року" in shown
    voter = await resident(town, place.community)
    await says(town, voter, "/vote")
    begins = said("uk", "Voting begins on {date}.", date="1 грудня")
    assert last(voter) == begins
    await says(town, voter, f"/start p_{await _number(town)}")
    assert begins in last(voter)
    await _ticks(town, clock, "2026-12-01 00:01+02")
    await says(town, voter, "/vote")
    await presses(town, voter, said("uk", "Agree"))
    await _ticks(town, clock, "2026-12-15 00:01+02")
    async with town.sessions() as session:
        ballot = (await session.scalars(select(Ballot))).one()
        assert (ballot.key, ballot.closed_at is None) == (None, False)
        assert await session.scalar(select(func.count()).select_from(Vote)) == 1
    await says(town, voter, "/vote")
    assert "Голосування завершено" in last(voter)


async def _number(town: World) -> int:
    async with town.sessions() as session:
        return (await session.scalars(select(Submission.id))).one()


async def _ticks(town: World, clock: Clock, moment: str) -> None:
    await clock.set(moment)
    for job in (open_ballots, close_ballots, open_ballots):
        await job(town.sessions)
    await town.settle()


async def test_results_wait_for_their_day(
    town: World, place: Place, secretary: Phone, clock: Clock
) -> None:
    await _plans(town, secretary, "Voting", VOTE)
    await _plans(town, secretary, "Results", ("20.12.2026", "31.12.2026"))
    voter = await resident(town, place.community)
    await _ticks(town, clock, "2026-12-01 00:01+02")
    await _ticks(town, clock, "2026-12-15 00:01+02")
    await says(town, voter, "/vote")
    assert "20 грудня" in last(voter)
    await clock.set("2026-12-20 09:00+02")
    await says(town, voter, "/vote")
    assert "20 грудня" not in last(voter)


async def test_ideas_are_collected_on_their_days_worries_always(
    town: World, place: Place, secretary: Phone, clock: Clock
) -> None:
    author = await resident(town, place.community)
    days = ("01.12.2026", "31.12.2026")
    await _plans(town, secretary, "Collecting ideas", days)
    await says(town, author, "/idea")
    assert "почнеться 1 грудня" in last(author)
    await clock.set("2026-12-31 22:00+02")
    await says(town, author, "/idea")
    await says(town, author, "Поставити лавки біля амбулаторії для людей.")
    await presses(town, author, author.sees()[-1].buttons[0])
    await clock.set("2027-01-01 00:01+02")
    await presses(town, author, said("uk", "Send"))
    assert "завершився 31 грудня" in last(author)
    await says(town, author, "/cancel", "/concern")
    assert "завершився" not in last(author)
    async with town.sessions() as session:
        sent = select(func.count()).select_from(Submission)
        assert await session.scalar(sent) == 1  # the published one


async def test_a_newcomer_learns_before_the_form_that_nothing_is_collected(
    town: World, secretary: Phone
) -> None:
    days = ("01.12.2026", "31.12.2026")
    await _plans(town, secretary, "Collecting ideas", days)
    phone = await agreed(town)
    await says(town, phone, "/idea")
    await presses(town, phone, phone.sees()[-1].buttons[0])
    assert "почнеться 1 грудня" in last(phone)
    await says(town, phone, "Поставити лавки біля амбулаторії для людей.")
    await presses(town, phone, said("uk", "It is a proposal"))
    assert "почнеться 1 грудня" in last(phone)


async def test_of_two_communities_that_is_offered_which_collects(
    town: World, place: Place, secretary: Phone
) -> None:
    days = ("01.12.2026", "31.12.2026")
    await _plans(town, secretary, "Collecting ideas", days)
    author = await resident(town, place.community)
    async with town.sessions.begin() as session:
        other = await make_community(session, name_uk="Друга")
        await make_group(session, other)
        person = await people.find(session, vault(session).accounts(author.id))
        assert person is not None
        await people.keep_community(session, person, other.code)
    await says(town, author, "/idea", "Поставити лавки біля амбулаторії для людей.")
    await presses(town, author, author.sees()[-1].buttons[0])
    offered = author.sees()[-1].buttons
    assert any("Друга" in each for each in offered)
    assert said("uk", "Both communities") not in offered


async def test_what_people_vote_on_is_decided_later(
    town: World, secretary: Phone, clock: Clock
) -> None:
    await _plans(town, secretary, "The group decides", ("20.12.2026", "31.12.2026"))
    async with town.sessions() as session:
        case_id = await session.scalar(select(Case.id))
    for day, is_open in (("2026-12-19", False), ("2026-12-20", True)):
        await clock.set(f"{day} 09:00+02")
        await says(town, secretary, "/menu")
        message = secretary.sees()[-1].message_id
        secretary.forges(f"cases.1:card:{case_id}", message)
        await town.settle()
        await presses(town, secretary, said("uk", "The group supports it"))
        asked = said(
            "uk", "What is the next step? Choose one, or write it in a sentence."
        )
        assert (asked in last(secretary)) is is_open
        assert ("з 20 грудня" in last(secretary)) is not is_open


async def test_a_coordinator_plans_from_a_group_s_card(
    town: World, place: Place
) -> None:
    phone = await coordinator(town, "en")
    await says(town, phone, "/network")
    await presses(town, phone, place.group.name_en, "Voting")
    await presses(town, phone, phone.sees()[-1].buttons[0])
    assert "Plan of the round" in phone.sees()[-1].buttons


async def test_days_of_two_phases_do_not_overlap(
    town: World, secretary: Phone, language: str
) -> None:
    await presses(town, secretary, said(language, "Voting"))
    await says(town, secretary, *VOTE)
    await presses(town, secretary, said(language, "Confirm"))
    await presses(town, secretary, said(language, "Plan of the round"))
    await presses(town, secretary, said(language, "The group decides"))
    await says(town, secretary, "14.12.2026", "20.12.2026")
    taken = said(
        language,
        "These days are taken. {phase}: from {first} to {last}.",
        phase=said(language, "Voting"),
        first=date(2026, 12, 1),
        last=date(2026, 12, 14),
    )
    assert taken in last(secretary)
    await says(town, secretary, "/cancel")
    async with town.sessions() as session:
        assert await session.scalar(select(func.count()).select_from(Phase)) == 1


@both
@pytest.mark.parametrize("name", [each.msgid for each in phases.NAMES.values()])
def test_the_buttons_of_a_plan_can_be_read(language: str, name: str) -> None:
    button = said(language, "Clear: {name}", name=said(language, name))
    assert len(button) <= 24


async def test_a_phase_is_taken_out_of_the_plan(town: World, secretary: Phone) -> None:
    await _plans(town, secretary, "Voting", VOTE)
    remove = said("uk", "Clear: {name}", name=said("uk", "Voting"))
    await presses(town, secretary, remove)
    async with town.sessions() as session:
        assert await session.scalar(select(func.count()).select_from(Phase)) == 0
