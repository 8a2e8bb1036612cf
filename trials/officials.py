"""The teams of a year: moderators who know the fate of a text by its first word."""

from random import Random

from bot.playground.message import Message
from bot.playground.person import Person as Phone
from tests.canaries import ANSWER, QUESTION, first
from trials.citizens import TEXTS, Acts, Citizen
from trials.phrases import phrase

_CARDS = 400  # more than a queue ever has
_REFUSABLE = ("About one person", "Hurts a group of people", "Military matters")


class Official(Citizen):
    """Somebody of the team."""

    def __init__(self, phone: Phone, language: str, dice: Random) -> None:
        super().__init__(phone, language, "unsent", dice)

    def go_through(self) -> Acts:
        """Decide on every text of the queue."""
        self.phone.says("/queue")
        yield
        for _ in range(_CARDS):
            card = self.newest()
            if card is None or not card.key(phrase(self.language, "Pass to the group")):
                return
            yield from self.decide(card)

    def decide(self, card: Message) -> Acts:
        """Do what the text is fated to."""
        match _fate(card.text):
            case "refuse" | "answered" | "personal":
                yield from self.refuse()
            case "ask" | "silence":
                yield from self.press("Ask for details")
                yield from self.say(QUESTION)
            case "pass":
                yield from self.press("Pass to the group")
                yield from self.press("Show to the community")
            case _:
                yield from self.press("Later")

    def refuse(self) -> Acts:
        """Do not pass a text on, for a reason of the first page."""
        for label in ("Do not pass on", self.dice.choice(_REFUSABLE), "Do not pass on"):
            yield from self.press(label)

    def digest(self, groups: int) -> Acts:
        """Ask for the digests of so many groups."""
        for n in range(groups):
            self.phone.says("/digest now")
            yield
            newest = self.newest()
            if newest is not None and len(newest.buttons) > n:
                self.phone.presses(newest.buttons[n], message_id=newest.message_id)
                yield

    def found_group(self, community: str) -> Acts:
        """Make a group for one more community, which has no team yet."""
        yield from self.say("/network")
        yield from self.press("New working group")
        yield from self.fill([community, "Робоча група", "Working Group"])

    def set_contacts(self) -> Acts:
        """Say whom people of the first group may turn to."""
        yield from self.say("/network")
        newest = self.newest()
        if newest is not None and newest.buttons:
            self.phone.presses(newest.buttons[0], message_id=newest.message_id)
            yield
            yield from self.press("Settings")
            yield from self.fill(["rada@example.org", "Бібліотека, щосереди"])

    def open_voting(self, groups: int) -> Acts:
        """Let the communities of so many groups vote."""
        for n in range(groups):
            self.phone.says("/voting")
            yield
            newest = self.newest()
            if newest is not None and len(newest.buttons) > n:
                self.phone.presses(newest.buttons[n], message_id=newest.message_id)
                yield
                yield from self.press("Open for 14 days")

    def mark_occupied(self, community: str) -> Acts:
        """Mark a community that has no group."""
        yield from self.say("/occupied")
        yield from self.fill([community])

    def ask_to_close(self, name: str) -> Acts:
        """Ask for the kill switch of a community."""
        self.phone.says("/close")
        yield
        yield from self.fill([name])

    def confirm_closing(self) -> Acts:
        """Be the second who wants it."""
        yield from self.press("Open the request")
        yield from self.press("Confirm")


def _fate(text: str) -> str:
    if ANSWER in text:
        return "answered"
    return next((fate for fate, words in TEXTS.items() if first(words) in text), "pass")
