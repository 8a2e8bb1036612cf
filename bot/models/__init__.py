"""The tables. Importing this package makes all of them known to the metadata."""

from bot.models.act import StaffAct
from bot.models.ban import Ban
from bot.models.burst import Burst, NewcomerVote
from bot.models.call import Call
from bot.models.canned import Canned
from bot.models.case import Case, CaseEvent
from bot.models.channel import Channel
from bot.models.closure import Closure
from bot.models.community import Community
from bot.models.conversation import Conversation
from bot.models.decision import CaseNews, Decision
from bot.models.digest import Digest, DigestCase
from bot.models.document import Document
from bot.models.group import GroupCommunity, WorkingGroup
from bot.models.inbox import Inbox
from bot.models.joint import Joint
from bot.models.likeness import Likeness
from bot.models.mail import Mail, MailAct, MailAddress
from bot.models.meeting import Meeting
from bot.models.merger import Merger
from bot.models.month import MonthFigures, NetworkMonth
from bot.models.notice import Notice
from bot.models.outbox import Gate, Outbox
from bot.models.outcome import Outcome
from bot.models.person import Person, PersonCommunity, PersonMove
from bot.models.phase import Phase
from bot.models.public_digest import GroupNews, PublicDigest, Subscription
from bot.models.queue_filter import QueueFilter
from bot.models.receipt import Receipt
from bot.models.recusal import Recusal
from bot.models.remembered import Remembered
from bot.models.replica import Replica
from bot.models.request import Request
from bot.models.running import (
    BotName,
    Clock,
    Counter,
    KeyFingerprint,
    LineCheck,
    SchemaParent,
)
from bot.models.staff import Invitation, Staff
from bot.models.submission import Submission
from bot.models.support import Support, SupportNews, Unasked
from bot.models.taken import CaseTaken
from bot.models.verdict import Verdict
from bot.models.vote import Ballot, Tally, Vote, VoteEvent

__all__ = [
    "Ballot",
    "Ban",
    "BotName",
    "Burst",
    "Call",
    "Canned",
    "Case",
    "CaseEvent",
    "CaseNews",
    "CaseTaken",
    "Channel",
    "Clock",
    "Closure",
    "Community",
    "Conversation",
    "Counter",
    "Decision",
    "Digest",
    "DigestCase",
    "Document",
    "Gate",
    "GroupCommunity",
    "GroupNews",
    "Inbox",
    "Invitation",
    "Joint",
    "KeyFingerprint",
    "Likeness",
    "LineCheck",
    "Mail",
    "MailAct",
    "MailAddress",
    "Meeting",
    "Merger",
    "MonthFigures",
    "NetworkMonth",
    "NewcomerVote",
    "Notice",
    "Outbox",
    "Outcome",
    "Person",
    "PersonCommunity",
    "PersonMove",
    "Phase",
    "PublicDigest",
    "QueueFilter",
    "Receipt",
    "Recusal",
    "Remembered",
    "Replica",
    "Request",
    "SchemaParent",
    "Staff",
    "StaffAct",
    "Submission",
    "Subscription",
    "Support",
    "SupportNews",
    "Tally",
    "Unasked",
    "Verdict",
    "Vote",
    "VoteEvent",
    "WorkingGroup",
]
