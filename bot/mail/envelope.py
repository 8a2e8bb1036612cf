"""A letter as a mail: both forms, and the headers by which it can be ended."""

from dataclasses import dataclass
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from typing import Final

from bot.services.letters.mails import Claimed
from bot.services.mail.letters import Letter

_BY_MACHINE: Final = {
    "Auto-Submitted": "auto-generated",  # RFC 3834: nobody on holiday answers
    "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",  # RFC 8058
}


@dataclass(frozen=True, slots=True)
class Between:
    """Who sends to whom, and the link by which that ends."""

    sender: str
    to: str
    leave: str


def close(
    letter: Letter, mail: Claimed, who: Between, printed: bytes | None = None
) -> bytes:
    """Put a letter into its envelope, with what is printed of it.

    The number in Message-ID is the same whenever a mail is tried again.
    """
    message = EmailMessage(policy=SMTP)
    message["Subject"] = " ".join(letter.subject.split())
    message["From"], message["To"] = who.sender, who.to
    message["Date"] = format_datetime(mail.now)
    message["Message-ID"] = f"<viche-{mail.id}@{who.sender.rpartition('@')[2]}>"
    message["List-Unsubscribe"] = f"<{who.leave}>"
    for name, value in _BY_MACHINE.items():
        message[name] = value
    message.set_content(letter.text, cte="base64")
    message.add_alternative(letter.html, subtype="html", cte="base64")
    if printed is not None:
        name = f"digest-{mail.now:%Y-%m-%d}.pdf"
        message.add_attachment(
            printed, maintype="application", subtype="pdf", filename=name
        )
    return message.as_bytes()
