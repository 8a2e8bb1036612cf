"""What a working group's steps, reasons and documents are called."""

from collections.abc import Mapping
from typing import Final

from bot.i18n import Text, _, label

# What the group does with a case, as its secretary's buttons say it.
LEADS: Final[Mapping[str, Text]] = {
    "agenda": label("To the agenda"),
    "merged": label("Merge"),
    "supported": label("The group supports it"),
    "referred": label("Pass to a service"),
    "in_doc": label("Included in a document"),
    "funding": label("Seeking funds"),
    "doing": label("Work has started"),
    "done": label("Implemented"),
    "deferred": label("Postpone"),
    "declined": label("Not supported"),
    "redirected": label("Another service helps"),
    "closed_safety": label("Close for safety"),
}

# Why a group does not do something, or not now.
GROUP_REASONS: Final[Mapping[str, tuple[Text, Text]]] = {
    "G01": (label("No money for it now"), _("there is no money for it.")),
    "G02": (
        label("Not ours to decide"),
        _("the community has no power to decide on it."),
    ),
    "G03": (label("Not safe now"), _("it is not safe now.")),
    "G04": (label("Others do it already"), _("others are doing it already.")),
    "G05": (label("Has to be studied"), _("it has to be studied first.")),
}

# What follows when a group supports something: the ways into a document (domain 1.7).
NEXT_STEPS: Final[Mapping[str, tuple[Text, Text]]] = {
    "N01": (
        label("Draft for the council"),
        _("the department in charge drafts a decision for the council."),
    ),
    "N02": (
        label("Into the programme"),
        _("the department in charge proposes it for the programme and the budget."),
    ),
    "N03": (
        label("Grant application"),
        _("the group prepares an application for a grant."),
    ),
    "N04": (
        label("Without extra money"),
        _("the service in charge does it without extra money."),
    ),
}

DOCUMENTS: Final[Mapping[str, Text]] = {
    "D1": label("Community safety plan"),
    "D2": label("Safe community programme"),
    "D3": label("Civil protection"),
    "D4": label("Socio-economic programme"),
    "D5": label("Recovery plan, strategy"),
    "D6": label("IDP support programme"),
    "D7": label("Mini-initiative, grant"),
    "D8": label("Order without money"),
}

CHATS: Final[Mapping[str, Text]] = {
    "none": _("Chat: none yet"),
    "bound": _("Chat: bound"),
    "unreachable": _("Chat: out of reach"),
}
