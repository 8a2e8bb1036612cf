"""The one table of terms: after each of them the overdue is gone, all else stays."""

from datetime import datetime, timedelta
from typing import Any, Final

import pytest
from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot import db, forgotten
from bot.address import Address
from bot.models import (
    Ban,
    Case,
    CaseEvent,
    CaseNews,
    Channel,
    Conversation,
    Inbox,
    Invitation,
    Mail,
    MailAddress,
    Merger,
    NewcomerVote,
    Notice,
    Outcome,
    PersonMove,
    PublicDigest,
    QueueFilter,
    Receipt,
    Remembered,
    Request,
    StaffAct,
    Submission,
    Subscription,
    Support,
    Unasked,
    Vote,
    VoteEvent,
    WorkingGroup,
)
from bot.services.cases import cases, mergers, supports
from bot.services.endings import leaving, retention, terms
from bot.services.endings.retention import Rule
from bot.services.endings.terms import TERMS, Term
from bot.services.news import channels, public_digests
from bot.services.voting import ballots
from tests.conftest import Clock
from tests.factories import (
    make_ballot,
    make_case,
    make_community,
    make_group,
    make_person,
    make_staff,
    make_submission,
)

TIMED: Final = [term for term in TERMS if term.life]
MINUTE: Final = timedelta(minutes=1)
# Whatever a rule ends is found by one of these questions.
LEFT: Final = {
    "drafts": select(func.count()).where(Conversation.answers.is_not(None)),
    "unread": select(func.count()).where(Submission.draft.is_not(None)),
    "addresses": select(func.count()).where(Submission.address.is_not(None)),
    "passed": select(func.count()).where(Case.text.is_not(None)),
    "letters": select(func.count()).where(
        Inbox.state == "dead", Inbox.payload.is_not(None)
    ),
    "updates": select(func.count()).where(Inbox.update_id == 2),
    "messages": select(func.count()).select_from(Remembered),
    "log": select(func.count()).where(CaseEvent.staff_id.is_not(None)),
    "notices": select(func.count()).where(Notice.kind == "planted"),
    "supports": select(func.count()).select_from(Support),
    "subscriptions": select(func.count()).select_from(Subscription),
    "channels": select(func.count()).select_from(Channel),
    "published": select(func.count()).where(PublicDigest.content.is_not(None)),
    "unasked": select(func.count()).select_from(Unasked),
    "marks": select(func.count()).select_from(Vote),
    "outcomes": select(func.count()).select_from(Outcome),
    "moves": select(func.count()).select_from(PersonMove),
    "news": select(func.count()).select_from(CaseNews),
    "bans": select(func.count()).select_from(Ban),
    "filters": select(func.count()).select_from(QueueFilter),
    "mergers": select(func.count()).select_from(Merger),
    "acts": select(func.count()).select_from(StaffAct),
    "requests": select(func.count()).select_from(Request),
    "links": select(func.count()).select_from(Invitation),
    "newcomers": select(func.count()).select_from(NewcomerVote),
    "receipts": select(func.count()).select_from(Receipt),
    "mailboxes": select(func.count()).where(MailAddress.person_id.is_(None)),
    "mails": select(func.count()).select_from(Mail),
}
ENDS: Final[dict[Rule, str]] = {
    retention.empty_conversations: "drafts",
    cases.expire: "unread",
    cases.forget_addresses: "addresses",
    retention.erase_passed: "passed",
    retention.blank_dead_letters: "letters",
    retention.forget_updates: "updates",
    retention.older(Remembered.at): "messages",
    retention.forget_staff_log: "log",
    retention.older(Notice.created_at): "notices",
    supports.forget: "supports",
    retention.older(Subscription.since): "subscriptions",
    public_digests.forget: "published",
    channels.forget: "channels",
    retention.older(Unasked.at): "unasked",
    ballots.forget_marks: "marks",
    mergers.forget: "mergers",
    retention.older(Request.asked_at): "requests",
    retention.older(StaffAct.at): "acts",
    retention.older(Ban.until): "bans",
    retention.older(QueueFilter.at): "filters",
    retention.older(Outcome.ask_at): "outcomes",
    retention.older(PersonMove.at): "moves",
    retention.forget_news: "news",
    retention.forget_invitations: "links",
    retention.older(Receipt.created_at): "receipts",
    retention.older(NewcomerVote.slot): "newcomers",
    leaving.forget: "mailboxes",
    retention.older(Mail.created_at): "mails",
}


@pytest.fixture
async def planted(session: AsyncSession) -> AsyncSession:
    """One row for each term, all of this moment."""
    moment, group = await db.now(session), await make_group(session)
    person = await make_person(session)
    staff = await make_staff(session, person, group)
    case = await _sent(session, group, moment)
    step = CaseEvent(case_id=case.id, status="passed", staff_id=staff.id)
    session.add(step)
    await session.flush()  # the news need its id
    session.add_all(
        [
            Unasked(chat_key=1),
            PublicDigest(
                group_id=group.id,
                since=moment,
                approved_at=moment,
                content=b"sealed",
            ),
            Subscription(group_id=group.id, chat_key=1, address=b"", language="uk"),
            Channel(chat_key=1, address=b"", added_by=person.id),
            PersonMove(person_id=person.id),
            QueueFilter(person_id=person.id, looked=b"sealed"),
            StaffAct(act="group.bind", role="chair", staff_id=1),
            Request(kind="announce", text_uk="…", text_en="…"),
            Merger(case_id=case.id, status="passed"),
            Ban(
                person_id=person.id,
                group_id=group.id,
                submission_id=case.submission_id,
                reason="B01",
                until=moment,
            ),
            CaseNews(event_id=step.id, submission_id=case.submission_id, due_at=moment),
            Outcome(
                event_id=step.id,
                submission_id=case.submission_id,
                question="better",
                ask_at=moment,
            ),
            Conversation(
                person_id=person.id,
                form="proposal",
                turn=1,
                answers=b"sealed",
                expires_at=moment + retention.DRAFTS,
            ),
            Inbox(bot_id=1, update_id=1, lane=1, state="dead", payload=b"sealed"),
            Inbox(bot_id=1, update_id=2, lane=1, state="done"),
            Remembered(chat_key=1, message_id=1, purpose="card"),
            Notice(kind="planted", subject=1, recipient="staff", recipient_id=1),
            Invitation(token=b"hash", role="member", expires_at=moment),
            Receipt(token=b"paper", submission_id=case.submission_id),
        ]
    )
    await session.flush()
    await _voted(session, case, moment)
    await _mailed(session, group, person.id, moment)
    return session


async def _mailed(
    session: AsyncSession, group: WorkingGroup, person_id: int, moment: datetime
) -> None:
    """Leave an address unconfirmed; send another one a mail."""
    columns = {"group_id": group.id, "sector": "ses", "language": "uk", "address": b""}
    session.add(MailAddress(**columns, key=1))
    confirmed = {"person_id": person_id, "confirmed_at": moment}
    mailbox = MailAddress(**columns, **confirmed, key=2)
    session.add(mailbox)
    await session.flush()  # the mail needs its id
    session.add(Mail(address_id=mailbox.id, state="sent"))
    await session.flush()


async def _voted(session: AsyncSession, case: Case, moment: datetime) -> None:
    """Close a ballot in which somebody voted."""
    ballot = await make_ballot(session, await make_community(session))
    ballot.closed_at, ballot.key = moment, None
    vote = {"ballot_id": ballot.id, "mark": b"m", "submission_id": case.submission_id}
    session.add_all([Vote(**vote, choice=1), VoteEvent(**vote, choice=1, at=moment)])
    session.add(NewcomerVote(**vote, slot=moment))
    await session.flush()


async def _sent(session: AsyncSession, group: WorkingGroup, moment: datetime) -> Case:
    """Send one text that waits, one that was answered, one that was passed on."""
    community = await make_community(session)
    await make_case(session, group=group)
    for status, made in _ANSWERED.items():
        submission = await make_submission(
            session, community=community, address=Address(101)
        )
        submission.draft = None
        if status == "passed":
            submission.address = None
        columns = {"status": status, "submission": submission} | made(moment)
        case = await make_case(session, group=group, **columns)
        if status == "declined":
            await _is_supported(session, case)
    return case


async def _is_supported(session: AsyncSession, case: Case) -> None:
    number = case.submission_id
    session.add(Support(submission_id=number, chat_key=1, address=b"", language="uk"))
    await session.flush()


_ANSWERED: Final[dict[str, Any]] = {
    "declined": lambda moment: {"answered_at": moment},
    "passed": lambda moment: {"passed_at": moment, "text": "…", "place": "Станіслав"},
}


async def counts(session: AsyncSession) -> dict[str, int]:
    return {name: await session.scalar(left) or 0 for name, left in LEFT.items()}


def test_every_term_has_a_row_planted_for_it() -> None:
    assert {term.rule for term in TIMED} == set(ENDS)


@pytest.mark.parametrize("term", TIMED, ids=lambda term: term.rule.__name__)
async def test_a_term_ends_what_it_names_on_its_day_and_nothing_else(
    planted: AsyncSession, clock: Clock, term: Term
) -> None:
    before = await counts(planted)
    assert set(before.values()) == {1}
    await clock.forward(f"{(term.life - MINUTE).total_seconds()} seconds")
    assert await term.rule(planted, term.life) == 0
    await clock.forward("2 minutes")
    assert await term.rule(planted, term.life) == 1
    assert await counts(planted) == before | {ENDS[term.rule]: 0}
    assert await term.rule(planted, term.life) == 0


async def test_after_the_longest_term_nothing_is_overdue(
    planted: AsyncSession, clock: Clock
) -> None:
    await clock.forward(f"{max(term.life for term in TERMS).days + 1} days")
    for term in TERMS:
        while await term.rule(planted, term.life):
            pass
    assert set((await counts(planted)).values()) == {0}


async def test_a_passed_text_that_moves_on_is_kept(
    planted: AsyncSession, clock: Clock
) -> None:
    await clock.forward("729 days")
    case = (await planted.scalars(select(Case).where(Case.status == "passed"))).one()
    planted.add(CaseEvent(case_id=case.id, status="doing"))
    await planted.flush()
    await clock.forward("2 days")
    assert await retention.erase_passed(planted) == 0


def test_deletions_are_remembered_for_longer_than_backups_live() -> None:
    assert forgotten._KEPT >= 2 * terms.BACKUPS
