"""How long things are kept: the one table that drives the cleaning and `/privacy`."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from bot.i18n import Text, _
from bot.models import (
    Ban,
    Mail,
    NewcomerVote,
    Notice,
    Outcome,
    PersonMove,
    QueueFilter,
    Receipt,
    Remembered,
    Request,
    StaffAct,
    Subscription,
    Unasked,
)
from bot.services.cases import cases, mergers, supports
from bot.services.days import deadlines
from bot.services.endings import destruction, leaving, retention
from bot.services.endings.retention import Rule, older
from bot.services.entering import receipts
from bot.services.letters import mails, unasked
from bot.services.moderating import bans, filters
from bot.services.news import channels, public_digests, subscriptions
from bot.services.similar import indexing
from bot.services.steps import outcomes
from bot.services.team import acts, moves, requests
from bot.services.voting import ballots, bursts


@dataclass(frozen=True, slots=True)
class Term:
    """A rule, the life of what it ends, and what people are told is kept for so long.

    Without a `told` it sees to it that nothing stays behind that should be gone.
    """

    rule: Rule
    life: timedelta
    told: Text | None = None


AT_ONCE: Final = timedelta()
BACKUPS: Final = timedelta(days=30)  # what operators are told to keep (README)
TERMS: Final[Sequence[Term]] = (
    Term(retention.empty_conversations, retention.DRAFTS, _("A text not yet sent")),
    Term(
        cases.expire,
        deadlines.UNREAD_FOR,
        _("A text that nobody has read yet; an open question extends it"),
    ),
    Term(
        mergers.forget,
        mergers.LIFE,
        _("A text considered with a similar one; longer while that one is not read"),
    ),
    Term(retention.erase_drafts, AT_ONCE),
    Term(
        cases.forget_addresses,
        cases.ADDRESS_FOR,
        _("The encrypted chat number for answers, after the final one"),
    ),
    Term(
        retention.erase_passed,
        retention.PASSED,
        _("A text passed to the group, after the last step"),
    ),
    Term(
        retention.blank_dead_letters,
        deadlines.UNREAD_FOR,
        _("A message that failed through our fault, encrypted"),
    ),
    Term(
        retention.forget_updates,
        retention.REDELIVERY,
        _("Only the number of every message, so that none is handled twice"),
    ),
    Term(
        older(Remembered.at),
        retention.DELETABLE,
        _("The numbers of messages that may have to be deleted"),
    ),
    Term(
        retention.forget_staff_log,
        retention.STAFF_LOG,
        _("Who of the team decided on a text, and their questions"),
    ),
    Term(
        older(Notice.created_at),
        retention.STAFF_LOG,
        _("Which news was sent, without its words"),
    ),
    Term(
        supports.forget,
        cases.ADDRESS_FOR,
        _("The encrypted chat number of a supporter, after the final answer"),
    ),
    Term(
        older(Subscription.since),
        subscriptions.FOR,
        _("The encrypted chat number for news of a group, unless you stop it earlier"),
    ),
    Term(public_digests.forget, public_digests.KEPT),
    Term(
        channels.forget,
        channels.UNBOUND,
        _("The encrypted number of a channel you added the bot to, until it is bound"),
    ),
    Term(
        older(Unasked.at),
        unasked.MONTH,
        _("When news came of what you support, to keep it rare"),
    ),
    Term(
        ballots.forget_marks,
        ballots.MARKS,
        _("Votes that cannot be traced to you any more, after voting; the counts stay"),
    ),
    Term(
        older(Outcome.ask_at),
        outcomes.LIFE,
        _("What you said when asked whether an answer helped"),
    ),
    Term(
        older(StaffAct.at),
        acts.LIFE,
        _("What the team did in the bot, without contents"),
    ),
    Term(older(Request.asked_at), requests.LIFE),
    Term(
        older(Ban.until),
        bans.AFTERWARDS,
        _(
            "That a group took no messages from you for a time, and why; after that "
            "time"
        ),
    ),
    Term(
        older(QueueFilter.at),
        filters.LIFE,
        _("What somebody of a team looked for, and their filter of the queue"),
    ),
    Term(older(PersonMove.at), moves.EVERY, _("When you last changed your community")),
    Term(retention.forget_news, retention.STAFF_LOG),
    Term(
        older(NewcomerVote.slot),
        bursts.LIFE,
        _("Which votes were given by people who had just come, under marks"),
    ),
    Term(
        older(Receipt.created_at),
        receipts.LIFE,
        _("The link on a printed receipt, until somebody opens it"),
    ),
    Term(
        leaving.forget,
        leaving.UNCONFIRMED,
        _("A member’s e-mail address that its owner has not confirmed"),
    ),
    Term(mails.blank, AT_ONCE),
    Term(
        older(Mail.created_at),
        mails.KEPT,
        _("Which mails went to members, without words"),
    ),
    Term(
        retention.forget_invitations,
        retention.INVITATIONS,
        _("Links into the team, after their end"),
    ),
    Term(indexing.forget, AT_ONCE),
    Term(retention.blank_messages, AT_ONCE),
    Term(retention.forget_pauses, AT_ONCE),
    Term(destruction.sweep, AT_ONCE),
)
