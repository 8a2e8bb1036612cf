"""Mails: once each, tried again, given up and told; nothing names the address."""

from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import delete, func, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot import paper
from bot.errors import UserError
from bot.forgotten import Erased, Forgotten
from bot.i18n import translator
from bot.models import Digest, Mail, MailAddress, Notice, Outbox, Person, Staff
from bot.models.group import ChatState
from bot.models.staff import Role
from bot.outbox import claim
from bot.services.digest import digest_cases, digest_slots, digests
from bot.services.doubts import doubt_news, doubts
from bot.services.endings import leaving, roster
from bot.services.letters import mails
from bot.services.mail import addresses, joining, settling
from handlers import doubts as telling
from tests import scan
from tests.bot.mail import post
from tests.bot.mail.conftest import Office
from tests.bot.mail.post import ADDRESS
from tests.conftest import Clock
from tests.factories import TEXT, make_due, make_person, make_staff
from tests.handlers.cast import both
from tests.logged import configured


async def states(office: Office) -> list[str]:
    rows = await office.session.scalars(select(Mail.state).order_by(Mail.id))
    return list(rows)


def without_chat(office: Office) -> None:
    office.group.chat = office.group.chat_key = None
    office.group.chat_state = ChatState.NONE


async def test_a_digest_comes_once_in_two_forms_and_can_be_ended(
    office: Office, connection: AsyncConnection
) -> None:
    with configured("DEBUG", "json") as log:
        await office.digest()
        assert await office.postman.once() == 0
    assert office.box.recipients == [ADDRESS, ADDRESS]
    mail = office.box.mails[-1]
    html = mail.get_body(("html",))
    assert html is not None
    for body in (post.links(mail)[1], html.get_content()):
        assert body.count("https://viche.example.org/bot/m/")
    assert TEXT in html.get_content()
    [printed] = mail.iter_attachments()
    assert printed.get_filename() == "digest-2026-11-23.pdf"
    assert printed.get_content().startswith(b"%PDF-")
    assert mail["List-Unsubscribe"].strip() == f"<{post.links(mail)[1]}>"
    assert scan.hits(await scan.dump(connection), [ADDRESS, "patrol"]) == []
    assert scan.hits(log(), [ADDRESS, "patrol"]) == []


async def test_a_group_without_a_chat_has_its_digest_by_mail_once_a_date(
    office: Office, clock: Clock
) -> None:
    without_chat(office)
    office.group.digest_weekday, office.group.digest_time = 1, time(9)
    office.group.next_digest_at = datetime(2026, 11, 24, 7, tzinfo=UTC)
    await clock.set("2026-11-24 09:00+02")
    for _replica in range(2):
        await make_due(office.session, office.group.id)
        await office.session.commit()
        await office.postman.once()
    assert await states(office) == ["sent", "sent"]
    assert (await office.session.scalars(select(Outbox))).all() == []
    slots = await office.session.scalars(select(Digest.state))
    assert slots.all() == ["queued"]


async def test_what_no_mail_has_told_the_next_one_tells(
    office: Office, clock: Clock
) -> None:
    without_chat(office)
    office.box.rcpt = "451 later"
    await digests.ask(office.session, office.secretary.id, office.group.id, 1)
    await office.session.commit()
    await office.postman.once()
    await clock.forward("13 hours")
    await office.postman.once()
    assert await states(office) == ["sent", "expired"]
    frame = await digest_slots.look(office.session, office.group.id)
    item = await digest_cases.item(office.session, office.case.id)
    assert (frame.last, item.is_new) == (None, True)


async def test_a_late_digest_s_mail_lives_from_its_moment_on(
    office: Office, clock: Clock
) -> None:
    office.box.rcpt = "451 later"
    office.group.digest_weekday, office.group.digest_time = 0, time(9)
    office.group.next_digest_at = datetime(2026, 11, 23, 7, tzinfo=UTC)
    for moment, state in (("20:00", "pending"), ("21:01", "expired")):
        await clock.set(f"2026-11-23 {moment}+02")
        await make_due(office.session, office.group.id)
        await office.session.commit()
        await office.postman.once()
        assert (await states(office))[-1] == state


@pytest.mark.parametrize(("tried", "is_late"), [("09:04", False), ("11:00", True)])
async def test_a_mail_that_leaves_late_says_so(
    office: Office, clock: Clock, tried: str, *, is_late: bool
) -> None:
    office.group.digest_weekday, office.group.digest_time = 1, time(9)
    office.group.next_digest_at = datetime(2026, 11, 24, 7, tzinfo=UTC)
    office.box.rcpt = "451 later"
    await clock.set("2026-11-24 09:00+02")
    await make_due(office.session, office.group.id)
    await office.session.commit()
    await office.postman.once()
    office.box.rcpt = "250 OK"
    await clock.set(f"2026-11-24 {tried}+02")
    await office.postman.once()
    body = office.box.mails[-1].get_body(("plain",))
    assert body is not None
    assert ("Запізнився: мав прийти о 09:00." in body.get_content()) == is_late


async def test_a_digest_that_came_by_mail_is_not_skipped_for_its_chat(
    office: Office, clock: Clock
) -> None:
    await office.digest()
    await clock.forward("13 hours")
    assert await claim.due(office.session, 1) == []
    assert await office.session.scalar(select(Outbox.error)) == "expired"
    assert await office.session.scalar(select(Digest.state)) == "queued"


async def test_a_chat_that_is_back_is_told_what_went_by_mail_alone(
    office: Office,
) -> None:
    without_chat(office)
    await office.digest()
    for state, is_told in ((ChatState.NONE, True), (ChatState.BOUND, False)):
        office.group.chat_state = state
        frame = await digest_slots.look(office.session, office.group.id)
        item = await digest_cases.item(office.session, office.case.id)
        assert (frame.last is not None, item.is_new) == (is_told, not is_told)


async def test_where_no_mails_are_sent_nobody_is_owed_any(
    office: Office, clock: Clock
) -> None:
    without_chat(office)
    office.box.rcpt = "451 later"
    await digests.ask(office.session, office.secretary.id, office.group.id, 1)
    office.session.info["mails"] = False
    frame = await digest_slots.look(office.session, office.group.id)
    await clock.forward("13 hours")
    await mails.blank(office.session)
    assert (frame.has_readers, await states(office)) == (False, ["sent", "expired"])


async def test_a_digest_is_printed_once_for_each_language(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, language in (("a", "en"), ("b", "uk")):
        asked = office.session, office.secretary.id, office.group.id
        address = f"{name}@example.org"
        added = await addresses.add(*asked, address, sector="ses", language=language)
        await joining.confirm(office.session, added)
    printed = []

    async def print_told(sheet: dict[str, Any]) -> bytes:
        printed.append(sheet)
        return b"%d" % len(printed)

    monkeypatch.setattr(paper, "print_told", print_told)
    await office.digest()
    sheets = [
        part.get_content()
        for each in office.box.mails
        for part in each.iter_attachments()
    ]
    assert sheets == [b"1", b"2", b"2"]


async def test_a_mail_names_the_day_of_the_next_meeting(office: Office) -> None:
    office.group.meets_on = date(2040, 12, 21)
    await office.session.flush()
    await office.digest()
    html = office.box.mails[-1].get_body(("html",))
    assert html is not None
    assert "21 грудня" in html.get_content()


async def test_what_the_server_puts_off_is_tried_again(
    office: Office, clock: Clock
) -> None:
    office.box.rcpt = "451 later"
    await office.digest()
    assert await states(office) == ["sent", "pending"]
    office.box.rcpt = "250 OK"
    assert await office.postman.once() == 0
    await clock.forward("1 minute")
    await office.postman.once()
    assert await states(office) == ["sent", "sent"]
    assert len(office.box.mails) == 2


async def test_an_address_that_is_refused_gets_no_more_and_its_secretary_hears_once(
    office: Office, clock: Clock
) -> None:
    office.box.rcpt = "550 no such user <patrol@police.example.org>"
    await office.digest()
    await clock.forward("1 hour")
    await office.digest()
    assert await states(office) == ["sent", "refused"]
    told = select(func.count(Notice.id)).where(Notice.kind == settling.REFUSED)
    assert await office.session.scalar(told) == 1
    why = await office.session.scalars(
        select(Mail.error).where(Mail.error.is_not(None))
    )
    assert why.all() == ["SMTPRecipientRefused 550"]


async def test_without_a_secretary_coordinators_hear_of_an_address_that_is_refused(
    office: Office,
) -> None:
    coordinator = await make_person(office.session)
    await make_staff(office.session, coordinator, None, role=Role.COORDINATOR)
    await office.session.execute(
        update(Staff).where(Staff.role == Role.SECRETARY).values(role=Role.CHAIR)
    )
    office.box.rcpt = "550 no such user <patrol@police.example.org>"
    await office.digest()
    told = select(Notice.recipient_id).where(Notice.kind == settling.REFUSED)
    assert (await office.session.scalars(told)).all() == [coordinator.id]


async def test_an_address_that_went_while_it_was_tried_is_told_to_nobody(
    office: Office, clock: Clock
) -> None:
    office.box.rcpt = "451 later"
    await office.digest()
    await clock.forward("1 minute")
    mail = await office.postman._claim()
    assert mail is not None
    await office.session.execute(delete(MailAddress))
    await settling.refused(office.session, mail, "550")
    told = select(Notice.id).where(Notice.kind == settling.REFUSED)
    assert (await office.session.scalars(told)).all() == []


@pytest.mark.parametrize("answer", ["rcpt", "data"])
async def test_who_refuses_us_refuses_no_address(office: Office, answer: str) -> None:
    setattr(office.box, answer, "550 5.7.1 relaying denied")
    await office.digest()
    assert await states(office) == ["sent", "pending"]


async def test_a_mail_that_cannot_be_opened_holds_no_other_up(office: Office) -> None:
    office.box.rcpt = "451 later"
    await office.digest()
    await office.session.execute(
        update(Mail).where(Mail.digest_id.is_not(None)).values(payload=b"\1" * 40)
    )
    await office.session.execute(update(Mail).values(not_before=None))
    await office.session.commit()
    assert await office.postman.once() == 1
    assert await states(office) == ["sent", "pending"]


async def test_a_mail_in_doubt_is_sent_again_by_a_press_only(
    office: Office, clock: Clock
) -> None:
    office.box.data = "drop"
    await office.digest()
    office.box.data = "250 OK"
    await clock.forward("1 hour")
    assert await office.postman.once() == 0
    assert await states(office) == ["sent", "unknown"]
    secretary = office.secretary.id
    assert await settling.send_again(office.session, secretary, office.address)
    assert not await settling.send_again(office.session, secretary, office.address)
    await office.session.commit()
    await office.postman.once()
    assert await states(office) == ["sent", "sent"]


async def test_nobody_sends_another_group_s_mail_again(office: Office) -> None:
    office.box.data = "drop"
    await office.digest()
    stranger = await make_person(office.session)
    with pytest.raises(UserError):
        await settling.send_again(office.session, stranger.id, office.address)
    assert await states(office) == ["sent", "unknown"]


async def test_an_operator_decides_on_a_mail_in_doubt_as_on_a_message(
    office: Office,
) -> None:
    office.box.data = "drop"
    await office.digest()
    [doubt] = await doubts.find_all(office.session)
    assert doubt.group
    assert (doubt.is_mail, doubt.group.id) == (True, office.group.id)
    assert await doubts.send_again(office.session, doubt.reference)
    await office.session.commit()
    await office.postman.once()
    assert await states(office) == ["sent", "unknown"]
    assert await doubts.settle(office.session, doubt.reference)
    assert not await doubts.send_again(office.session, doubt.reference)
    await office.session.commit()
    assert await office.postman.once() == 0
    assert await states(office) == ["sent", "sent"]


@both
async def test_the_secretary_is_asked_about_a_mail_in_doubt(
    office: Office, language: str
) -> None:
    office.box.data = "drop"
    await office.digest()
    asked = select(Notice).where(Notice.kind == doubt_news.MAIL)
    notice = (await office.session.scalars(asked)).one()
    saying = await telling.tell(office.session, notice)
    assert saying is not None
    written = saying.render(translator(language))
    assert ADDRESS not in written["text"]
    office.box.data = "250 OK"
    mine = doubts.reference(notice.subject, is_mail=True)
    actor = notice.recipient_id
    assert await doubt_news.decide(office.session, actor, mine, came=False)
    assert not await doubt_news.decide(office.session, actor, mine, came=False)
    await office.session.commit()
    await office.postman.once()
    assert await states(office) == ["sent", "sent"]


async def test_a_dead_sender_leaves_a_doubt(office: Office, clock: Clock) -> None:
    office.box.rcpt = "451 later"
    await office.digest()
    await clock.forward("1 minute")
    assert (await office.postman._claim()) is not None
    await clock.forward("3 minutes")
    assert await office.postman.once() == 0
    assert await states(office) == ["sent", "unknown"]


@pytest.mark.parametrize("end", ["withdrawn", "destroyed", "left"])
async def test_the_end_of_a_role_is_the_end_of_its_address(
    office: Office, end: str, tmp_path: Path
) -> None:
    session = office.session
    row = await session.get_one(MailAddress, office.address)
    role = (
        await session.scalars(select(Staff).filter_by(person_id=row.person_id))
    ).one()
    person = await session.get_one(Person, role.person_id)
    match end:
        case "withdrawn":
            coordinator = await make_person(session)
            await make_staff(session, coordinator, None, role=Role.COORDINATOR)
            await roster.withdraw(session, coordinator.id, role.id)
        case "destroyed":
            await leaving.destroy(session, [office.group.id])
        case _:
            await leaving.leave(session, office.address, Forgotten(tmp_path))
            written = Forgotten(tmp_path).read()
            accounts = [each.account for each in written if isinstance(each, Erased)]
            assert accounts == [person.account]
    for table in (MailAddress, Mail):
        assert (await session.scalars(select(table))).all() == []
    assert await session.get(Person, person.id, populate_existing=True) is None


async def test_what_nobody_confirms_is_deleted_in_a_week(
    office: Office, clock: Clock
) -> None:
    await addresses.add(
        office.session,
        office.secretary.id,
        office.group.id,
        "other@example.org",
        sector="ses",
        language="en",
    )
    await clock.forward("8 days")
    await leaving.forget(office.session)
    left = await office.session.scalars(select(MailAddress.id))
    assert left.all() == [office.address]
