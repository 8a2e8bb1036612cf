"""Naughty strings: which there are, and every form with a question that takes text."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any, Final

from sqlalchemy import delete, func, insert
from sqlalchemy.ext.asyncio import AsyncSession

from bot.address import Address
from bot.conversation.form import Form, Step
from bot.crypto import Cell
from bot.db import vault
from bot.models import Conversation, Person
from bot.models.staff import Role
from bot.playground.person import Person as Phone
from bot.services.letters import sealed
from bot.services.team import people
from handlers import FEATURES
from tests.factories import TEXT, make_case, make_community, make_staff, make_submission
from tests.square import Square

STRINGS: Final[list[str]] = json.loads(
    (Path(__file__).parents[1] / "data" / "naughty.json").read_text("utf-8")
)
ROLES: Final = (Role.SECRETARY, Role.CHAIR, Role.FACILITATOR, Role.MEMBER)


@dataclass(frozen=True, slots=True)
class Input:
    """A question of a form that is answered in own words."""

    form: Form
    step: Step

    @property
    def name(self) -> str:
        """Name it."""
        return f"{self.form.name}.{self.step.name}"


def inputs() -> Iterator[Input]:
    """List every question of every form that takes what is typed."""
    for feature in FEATURES:
        for form in feature.forms:
            for step in (*form.steps, *form.details):
                if step.check is not None:
                    yield Input(form, step)


@dataclass(frozen=True, slots=True)
class Desk:
    """Somebody with every role, and what the forms are about."""

    square: Square
    phone: Phone
    person_id: int
    given: Mapping[str, Any]

    async def opens(self, each: Input) -> None:
        """Open a form where one question is left, as if all others were answered."""
        filled = {**self.given, **_OF.get(each.form.name, {})}
        answers = {name: filled[name] for name in filled if name != each.step.name}
        async with self.square.town.sessions.begin() as session:
            await _open(session, self.person_id, each, answers)


_DAY: Final = "2030-01-10"
_LATER: Final = "2030-01-20"
# Answers that would be there; whatever a form does not know does no harm.
_GIVEN: Final = {
    "text": TEXT,
    "topic": "P06",
    "category": "C10",
    "danger": "no",
    "now": "no",
    "kind": "vote",
    "uk": "Слово",
    "en": "Word",
    "first": TEXT,
    "second": TEXT,
    "name_uk": "Рада громади",
    "name_en": "Council",
    "language": "uk",
    "body": "ДСНС",
    "date": _DAY,
    "day": _DAY,
    "title": "Програма",
    "number": None,
    "link": None,
    "lasting": "weeks",
    "asks": ["reason", "next_step", "body", "contact", "result", "id", "date"],
    "to": "declined",
    "reason": "M05",
    "seen": 0,
    "channel": "paper",
    "use": "question",
}
_OF: Final[Mapping[str, Mapping[str, Any]]] = {
    "document": {"kind": "D2"},
    "phase": {"first": _DAY, "last": _LATER},
    "offer": {"kind": "nothing"},
    "step": {
        "reason": "R01",
        "next_step": "Лист",
        "contact": "101",
        "result": "Зроблено",
        "to": "deferred",
    },
    "group": {"place": "Станіславська", "communities": []},
    "settings": {
        **dict.fromkeys(("decision_maker", "contact", "disagreement", "appeals")),
        **dict.fromkeys(("facilitator", "duty_phone", "paused_until")),
        "time_zone": "Europe/Kyiv",
        "takes_proposals": "yes",
        "takes_concerns": "yes",
        "takes_photos": "no",
    },
}


async def seat(square: Square) -> Desk:
    """Give one person every role, a community, and a text that waits."""
    phone, town = square.coordinator, square.town
    async with town.sessions.begin() as session:
        person = await people.find(session, vault(session).accounts(phone.id))
        if person is None:
            raise LookupError("nobody there")
        community = await make_community(session, name_uk="Станіславська")
        await people.keep_community(session, person, community.code)
        for role in (Role.MODERATOR, *ROLES):
            await make_staff(
                session, person, square.group, role=role, address=Address(phone.id)
            )
        given = _GIVEN | await _rows(session, square, person)
    return Desk(square, phone, person.id, given)


_CASES: Final[Sequence[dict[str, Any]]] = ({}, {"status": "passed", "text": TEXT})


async def _rows(
    session: AsyncSession, square: Square, person: Person
) -> dict[str, Any]:
    kept = await people.communities_of(session, person)
    waiting, case = [
        await make_case(
            session,
            group=square.group,
            submission=await make_submission(
                session, community=kept[0], person=person, text=TEXT
            ),
            **columns,
        )
        for columns in _CASES
    ]
    return {
        "case": waiting.id,
        "number": case.submission_id,
        "group": square.group.id,
        "digits": kept[0].code.removeprefix("UA"),
        "event": case.id,
    }


async def _open(
    session: AsyncSession, person_id: int, each: Input, answers: dict[str, Any]
) -> None:
    await session.execute(
        delete(Conversation).where(Conversation.person_id == person_id)
    )
    cell = Cell("conversation", "answers", person_id)
    await session.execute(
        insert(Conversation).values(
            person_id=person_id,
            form=each.form.name,
            step=each.step.name,
            turn=1,
            answers=sealed.seal_json(session, {"answers": answers}, cell),
            expires_at=func.app_now() + timedelta(days=1),
        )
    )
