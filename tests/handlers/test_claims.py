"""Two moderators at one queue: claims, cards that close, decisions taken back."""

from datetime import timedelta

import pytest

from bot.jobs.moderation import carry_out_verdicts, close_cards
from bot.models.case import Status
from bot.playground.faults import Fault
from bot.playground.person import Person as Phone
from bot.settled import Rules
from tests.conftest import Clock
from tests.factories import TEXT
from tests.handlers.cast import (
    agreed,
    both,
    case_status,
    join,
    last,
    presses,
    said,
    says,
    sends_proposal,
)
from tests.handlers.conftest import Desk, Place
from tests.world import World

SECOND = "Друга ідея: освітлити стежку до школи."


@pytest.fixture
async def other(town: World, place: Place, desk: Desk) -> Phone:
    assert desk
    other = await agreed(town, language="en")
    await join(town, other, place.group)
    return other


@pytest.fixture
async def patient(town: World) -> World:
    """A bot that lets decisions wait for a minute."""
    town.parts.dispatch.rules = Rules(timedelta(seconds=60))
    return town


async def test_a_text_that_somebody_reads_is_nobody_elses(
    town: World, desk: Desk, other: Phone
) -> None:
    await says(town, other, "/queue")
    assert TEXT not in last(other)
    await sends_proposal(town, desk.author, SECOND)
    await says(town, other, "/queue")
    assert SECOND in last(other)


async def test_a_claim_lapses_and_the_text_leaves_the_phone(
    town: World, desk: Desk, other: Phone, *, clock: Clock, language: str
) -> None:
    await clock.forward("15 minutes")
    await close_cards(town.sessions)
    await town.settle()
    assert last(desk.moderator) == said(
        language, "No. {id}: the card closed after 15 minutes. /queue", id=desk.number
    )
    assert all(TEXT not in each.text for each in desk.moderator.sees())
    await says(town, other, "/queue")
    assert TEXT in last(other)


@pytest.mark.usefixtures("desk")
async def test_a_card_cannot_be_forwarded(town: World) -> None:
    calls = town.telegram.calls_of("sendMessage")
    cards = [call for call in calls if TEXT in call.params["text"]]
    assert cards
    assert all(call.params.get("protect_content") for call in cards)


async def test_only_one_card_lies_open(town: World, desk: Desk) -> None:
    await says(town, desk.moderator, "/queue", "/queue")
    open_cards = [each for each in desk.moderator.sees() if TEXT in each.text]
    assert len(open_cards) == 1


async def test_a_decision_leaves_after_a_minute(
    patient: World, desk: Desk, *, clock: Clock, language: str
) -> None:
    heard = len(desk.author.sees())
    await presses(patient, desk.moderator, said(language, "Pass to the group"))
    await carry_out_verdicts(patient.sessions)
    await patient.settle()
    assert await case_status(patient) is Status.RECEIVED
    assert len(desk.author.sees()) == heard
    assert last(desk.moderator) == said(language, "The queue is empty. Thank you!")
    await clock.forward("60 seconds")
    await carry_out_verdicts(patient.sessions)
    await patient.settle()
    assert await case_status(patient) is Status.PASSED
    assert len(desk.author.sees()) == heard + 1


async def test_a_decision_is_taken_back_with_one_tap(
    patient: World, desk: Desk, *, clock: Clock, language: str
) -> None:
    await presses(
        patient,
        desk.moderator,
        said(language, "Do not pass on"),
        said(language, "Personal data"),
        said(language, "Do not pass on"),
    )
    await presses(patient, desk.moderator, said(language, "Take back"))
    assert [each for each in desk.moderator.sees() if TEXT in each.text]
    await clock.forward("2 minutes")
    await carry_out_verdicts(patient.sessions)
    assert await case_status(patient) is Status.RECEIVED


async def test_what_has_left_cannot_be_taken_back(
    patient: World, desk: Desk, *, clock: Clock, language: str
) -> None:
    await presses(patient, desk.moderator, said(language, "Pass to the group"))
    await clock.forward("60 seconds")
    await carry_out_verdicts(patient.sessions)
    await presses(patient, desk.moderator, said(language, "Take back"))
    told = said(language, "It has left already and cannot be taken back.")
    assert last(desk.moderator) == told


async def test_what_is_shown_at_once_is_shown_when_it_is_passed(
    patient: World, desk: Desk, *, clock: Clock, language: str
) -> None:
    await presses(
        patient,
        desk.moderator,
        said(language, "Pass to the group"),
        said(language, "Show to the community"),
    )
    told = "No. {id}: the community will see it, without its author."
    [decided] = [
        each
        for each in desk.moderator.sees()
        if each.text == said(language, told, id=desk.number)
    ]
    assert said(language, "Take back") in decided.buttons
    await clock.forward("60 seconds")
    await carry_out_verdicts(patient.sessions)
    await patient.settle()
    await says(patient, desk.author, f"/p {desk.number}")
    assert TEXT in last(desk.author)


async def test_a_decision_on_what_was_withdrawn_is_forgotten(
    patient: World, desk: Desk, *, clock: Clock, language: str
) -> None:
    await presses(patient, desk.moderator, said(language, "Pass to the group"))
    await says(patient, desk.author, "/delete")
    await presses(patient, desk.author, said(language, "Yes, delete my data"))
    await clock.forward("60 seconds")
    await carry_out_verdicts(patient.sessions)
    assert await case_status(patient) is Status.WITHDRAWN


async def test_a_moderator_goes_to_and_fro(
    town: World, desk: Desk, language: str
) -> None:
    await sends_proposal(town, desk.author, SECOND)
    await presses(town, desk.moderator, said(language, "Later"))
    assert SECOND in last(desk.moderator)
    await presses(town, desk.moderator, said(language, "Previous one"))
    assert TEXT in last(desk.moderator)
    assert all(SECOND not in each.text for each in desk.moderator.sees())


async def test_a_decision_that_can_come_back_as_a_card_cannot_be_forwarded(
    patient: World, desk: Desk, language: str
) -> None:
    for button in ("More actions", "Pass to a service"):
        await presses(patient, desk.moderator, said(language, button))
    await says(patient, desk.moderator, "ДСНС", "15.01.2027")
    await presses(patient, desk.moderator, said(language, "Pass to a service"))
    told = said(language, "No. {id}: passed to: {body}", id=desk.number, body="ДСНС")
    calls = patient.telegram.calls_of("sendMessage")
    decided = [call for call in calls if call.params["text"] == told]
    assert [call.params.get("protect_content") for call in decided] == [True]
    await presses(patient, desk.moderator, said(language, "Take back"))
    assert [each for each in desk.moderator.sees() if TEXT in each.text]
    assert await case_status(patient) is Status.RECEIVED


async def test_a_card_that_is_so_already_is_closed_all_the_same(
    town: World, desk: Desk, *, clock: Clock, language: str
) -> None:
    await presses(town, desk.moderator, said(language, "More actions"))
    refused = "message is not modified: a"
    town.telegram.faults.add(
        Fault("400", ("editMessageText",), detail=refused, times=1)
    )
    await presses(town, desk.moderator, said(language, "Back"))
    await clock.forward("15 minutes")
    await close_cards(town.sessions)
    await town.settle()
    assert all(TEXT not in each.text for each in desk.moderator.sees())


async def test_what_closes_because_another_card_is_shown_again_is_free(
    town: World, desk: Desk, *, other: Phone, language: str
) -> None:
    await sends_proposal(town, desk.author, SECOND)
    await presses(town, desk.moderator, said(language, "Later"))
    await presses(town, desk.moderator, said(language, "Show it again"))
    await says(town, other, "/queue")
    assert SECOND in last(other)


@pytest.mark.usefixtures("desk")
async def test_what_somebody_else_reads_is_not_left_for_later(
    town: World, other: Phone
) -> None:
    await says(town, other, "/queue")
    assert last(other) == said("en", "The queue is empty. Thank you!")


@both
async def test_a_question_leaves_after_a_minute_and_is_taken_back_until_then(
    patient: World, desk: Desk, *, clock: Clock, language: str
) -> None:
    heard = len(desk.author.sees())
    asks = said(language, "Ask for details")
    await presses(patient, desk.moderator, asks)
    await says(patient, desk.moderator, "Скільки лавок потрібно?")
    await presses(patient, desk.moderator, said(language, "Take back"))
    assert len(desk.author.sees()) == heard
    await presses(patient, desk.moderator, asks)
    await says(patient, desk.moderator, "Де їх поставити?")
    await clock.forward("60 seconds")
    await carry_out_verdicts(patient.sessions)
    await patient.settle()
    assert await case_status(patient) is Status.NEEDS_INFO
    assert "Де їх поставити?" in last(desk.author)
