"""The figures of a group, as its team reads them."""

import pytest
from sqlalchemy import func

from bot import charts
from bot.charts import Bar, Panel
from bot.models import Outcome
from bot.models.case import Status
from bot.models.staff import Role
from bot.services.steps import case_log
from tests.conftest import Clock
from tests.factories import make_case, make_submission
from tests.handlers.cast import agreed, both, join, last, presses, said, says
from tests.handlers.conftest import Place
from tests.world import World

_STEPS = (Status.RECEIVED, Status.PASSED, Status.DONE)


@pytest.fixture
async def year(town: World, place: Place, clock: Clock) -> None:
    """Seven people wrote in November; of two things done one helped."""
    await clock.set("2026-11-02 10:00+02")
    async with town.sessions.begin() as session:
        for n, whereabouts in enumerate(("idp",) * 5 + (None, "away")):
            submission = await make_submission(
                session, community=place.community, whereabouts=whereabouts
            )
            case = await make_case(session, group=place.group, submission=submission)
            for status in _STEPS[: 3 if n < 2 else 1]:
                event = await case_log.append(session, case, status)
            if n < 2:
                asked = {"ask_at": func.app_now(), "asked_at": func.app_now()}
                answer = "yes" if n else "no"
                session.add(
                    Outcome(
                        event_id=event,
                        submission_id=submission.id,
                        question="better",
                        answer=answer,
                        answered_at=func.app_now(),
                        **asked,
                    )
                )
    await clock.set("2026-12-01 10:00+02")


@pytest.mark.usefixtures("year")
@pytest.mark.parametrize("role", [Role.MODERATOR, Role.SECRETARY])
async def test_official_figures_stand_beside_confirmed_ones(
    town: World, place: Place, role: Role, *, language: str
) -> None:
    phone = await agreed(town, language=language)
    await join(town, phone, place.group, role)
    await says(town, phone, "/stats")
    shown = last(phone)
    wanted = {
        "Received: {n}": {"n": 7},
        "In the promised time: {n} of {all} ({percent} %)": {
            "n": 2,
            "all": 7,
            "percent": 29,
        },
        "Implemented, says the group: {n}": {"n": 2},
        "It got better, say authors: {n} of {all}": {"n": 1, "all": 2},
    }
    assert [
        each for each in wanted if said(language, each, **wanted[each]) not in shown
    ] == []
    hidden = said(language, "fewer than 5, or hidden")
    assert shown.count(hidden) == 5  # with 5, 1, 1 of seven each is known
    await presses(town, phone, said(language, "Last year"))
    assert said(language, "Received: {n}", n=0) in last(phone)


async def test_a_name_with_dollars_is_no_formula() -> None:
    assert await charts.draw("$\\frac{ $x", [Panel("…", [Bar("…", 1)])])


@both
@pytest.mark.usefixtures("year")
async def test_a_picture_says_in_words_what_it_shows(
    town: World, place: Place, language: str
) -> None:
    phone = await agreed(town, language=language)
    await join(town, phone, place.group, Role.SECRETARY)
    await says(town, phone, "/stats")
    await presses(town, phone, said(language, "As a picture"))
    (call,) = [each for each in town.telegram.calls if each.method == "sendPhoto"]
    assert call.accepted
    received = said(language, "Received: {n}", n=7)
    assert received in str(call.params["caption"])
    (upload,) = town.telegram.files.values()
    assert upload.content.startswith(b"\x89PNG")
