"""What can go wrong in ways that somebody can mend."""

from typing import Final

from bot.i18n import Text, _

EX_CONFIG: Final = 78  # sysexits.h: something in the configuration is wrong
NO_MESSAGE: Final = _("There is no such message, or it was deleted.")
NOT_KEPT: Final = _(
    "We did not keep your message: please read this and agree first. Then you can "
    "write it here again."
)
NO_GROUP: Final = _("There is no working group here yet.")


class UserError(Exception):
    """A refusal that the person can mend; its text is shown in their language."""

    def __init__(self, text: Text) -> None:
        super().__init__(text.msgid)
        self.text = text


class NotAgreedError(UserError):
    """Somebody without consent asked for what needs it; the welcome follows.

    `told` is said before it to whoever wrote something that is no command.
    """

    def __init__(self, *, sent: str = "/") -> None:
        super().__init__(_("Please begin with /start."))
        self.told = None if sent.startswith("/") else NOT_KEPT


class StartError(Exception):
    """The program cannot start until an operator changes something.

    Ends the process with one line on standard error and exit code 78.
    """

    def __init__(self, name: str, *, got: str, wanted: str) -> None:
        super().__init__(f"{name}: got {got}; wanted {wanted}")
