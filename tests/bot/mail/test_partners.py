"""Partners by e-mail: the network's figures of a month, and nothing of a group."""

import pytest
from sqlalchemy import delete, select

from bot.forgotten import Forgotten
from bot.i18n import translator
from bot.models import Case, Notice
from bot.models.staff import Role
from bot.services.doubts import doubt_news
from bot.services.endings import leaving
from bot.services.figures import network_digests
from bot.services.mail import addresses, joining, settling
from bot.services.team.access import NotAllowedError
from handlers import doubts as telling
from tests.bot.mail import post
from tests.bot.mail.conftest import Office
from tests.conftest import Clock
from tests.factories import TEXT, make_person, make_staff
from tests.handlers.cast import both, said

PARTNER = "donor@example.org"


async def partner(office: Office, language: str) -> int:
    """Let a coordinator add a partner, who confirms."""
    session, boss = office.session, await make_person(office.session)
    await make_staff(session, boss, None, role=Role.COORDINATOR)
    added = await addresses.add(
        session,
        boss.id,
        office.group.id,
        PARTNER,
        sector="observer",
        language=language,
    )
    await session.commit()
    await office.postman.once()
    await joining.confirm(session, added)
    await session.commit()
    return added


def letters(office: Office) -> list[str]:
    """Read what came to the partner."""
    pairs = zip(office.box.recipients, office.box.mails, strict=True)
    bodies = [mail.get_body(("plain",)) for to, mail in pairs if to == PARTNER]
    return [each.get_content() for each in bodies if each is not None]


@both
async def test_a_partner_gets_a_month_once_as_it_was_counted(
    office: Office, clock: Clock, language: str
) -> None:
    await partner(office, language)
    await clock.set("2026-12-01 10:01+02")
    await network_digests.tell_due(office.session)
    await office.session.execute(delete(Case))
    await network_digests.tell_due(office.session)
    await office.session.commit()
    for _again in range(2):
        await office.postman.once()
    question, month = letters(office)
    asked = "The network’s coordinator gave this address as a partner’s."
    assert said(language, asked) in question
    assert said(language, "Working groups: {n}", n=1) in month
    hidden = said(language, "fewer than 5, or hidden")
    assert said(language, "Received: {n}", n=hidden) in month
    assert len(post.links(office.box.mails[-1])) == 1
    [printed] = office.box.mails[-1].iter_attachments()
    assert printed.get_content().startswith(b"%PDF-")


async def test_a_partner_reads_no_text_of_the_group(office: Office) -> None:
    await partner(office, "uk")
    await office.digest()
    assert len(letters(office)) == 1
    assert not any(TEXT in each for each in letters(office))


async def test_a_partner_who_came_later_is_not_sent_what_is_over(
    office: Office, clock: Clock
) -> None:
    await clock.set("2026-12-01 10:01+02")
    await partner(office, "uk")
    await network_digests.tell_due(office.session)
    await office.session.commit()
    await office.postman.once()
    assert len(letters(office)) == 1


async def undelivered(office: Office, clock: Clock, kind: str, **faults: str) -> Notice:
    """Owe the partner a month that does not come; gives what is told of it."""
    await partner(office, "uk")
    for name, fault in faults.items():
        setattr(office.box, name, fault)
    await clock.set("2026-12-01 10:01+02")
    await network_digests.tell_due(office.session)
    await office.session.commit()
    await office.postman.once()
    told = select(Notice).where(Notice.kind == kind)
    return (await office.session.scalars(told)).one()


@both
async def test_coordinators_are_asked_about_a_partner_s_letter_in_doubt(
    office: Office, clock: Clock, language: str
) -> None:
    notice = await undelivered(office, clock, doubt_news.MAIL, data="drop")
    saying = await telling.tell(office.session, notice)
    assert saying is not None
    written = saying.render(translator(language))["text"]
    asked = "with the network’s digest came to a partner. Please ask its reader."
    whole = f"Nobody knows whether the letter of {{moment}} {asked}"
    assert said(language, whole, moment="|").split("|")[1] in written
    reference, boss = f"m{notice.subject}", notice.recipient_id
    secretary = office.secretary.id
    with pytest.raises(NotAllowedError):
        await doubt_news.decide(office.session, secretary, reference, came=False)
    assert await doubt_news.decide(office.session, boss, reference, came=False)


async def test_coordinators_are_told_of_a_partner_s_address_that_is_refused(
    office: Office, clock: Clock
) -> None:
    gone = f"550 no such user <{PARTNER}>"
    notice = await undelivered(office, clock, settling.REFUSED, rcpt=gone)
    assert notice.recipient_id != office.secretary.id


async def test_a_secretary_adds_no_partner(office: Office) -> None:
    with pytest.raises(NotAllowedError):
        await addresses.add(
            office.session,
            office.secretary.id,
            office.group.id,
            PARTNER,
            sector="observer",
            language="uk",
        )


async def test_a_secretary_removes_no_partner(office: Office) -> None:
    added = await partner(office, "uk")
    with pytest.raises(NotAllowedError):
        await leaving.remove(office.session, office.secretary.id, added, Forgotten())
