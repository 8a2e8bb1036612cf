"""People of a year: each goes through forms in a way of their own, an act at a time.

What somebody does is a generator: it acts and yields, and goes on when the bot has
answered. Forms are found by the data of their buttons, so that a new one is walked
through like the others.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from random import Random
from typing import Final

from bot.playground.message import Message
from bot.playground.person import Person as Phone
from tests.canaries import ANSWER, CAPTION, CHATTER, CORRECTED, DRAFT, FREE, PLACE
from trials.phrases import phrase

Acts = Iterator[None]

# A text begins with a village that tells its fate: only of those that are passed on
# may the word be found afterwards.
TEXTS: Final = {
    "pass": "Снігурівка: відкрити гурток програмування для підлітків.",
    "refuse": "Вивільгинці: пофарбувати зупинку, бо вона вже геть стара.",
    "ask": "Синичинці: поставити лавки біля амбулаторії, бо людям ніде чекати.",
    "silence": "Куличинці: зробити сходи до річки, бо старшим людям важко.",
    "unread": "Жайворинці: посадити дерева вздовж шкільного подвір’я.",
    "withdraw": "Шулічинці: відремонтувати сцену в будинку культури.",
    "leave": "Кропив’янинці: облаштувати місце для дитячого свята.",
    "unsent": DRAFT,
    "personal": "Горобинці: полагодити дах, телефонуйте 067 123 45 67, будь ласка.",
}
FATES: Final = (*TEXTS, *("pass",) * 6)
DEAD: Final = "Перепілинці"  # said to a command that always fails
_FORM: Final = "form."
_STEPS: Final = 16  # more than any form has
_GOES_ON: Final = ("send", "take", "pick", "toggle")


@dataclass(eq=False)
class Citizen:
    """Somebody with a phone, a language and a fate."""

    phone: Phone
    language: str
    fate: str
    dice: Random
    is_gone: bool = False

    def join(self) -> Acts:
        """Agree to the notices and choose a community."""
        self.phone.says("/start")
        yield
        for label in ("Next", "I agree, continue"):
            yield from self.press(label)
        yield from self.fill([])

    def send(self, command: str) -> Acts:
        """Send what their fate names, or leave it unsent."""
        self.phone.says(command)
        yield
        words = [TEXTS[self.fate]]
        place = None if self.fate == "pass" else PLACE
        yield from self.fill(words, place=place, send=self.fate != "unsent")
        if self.fate == "withdraw":
            yield from self.withdraw()

    def fill(
        self, words: list[str], *, place: str | None = None, send: bool = True
    ) -> Acts:
        """Walk through the form that is open: type, pick, look over, send."""
        left = list(words)
        for _ in range(_STEPS):
            asked = self.question()
            if asked is None:
                return
            actions = {key["callback_data"].split(":")[1] for key in asked.keys}
            if "send" in actions:
                if place and self.change(asked, "place"):
                    yield
                    self.phone.says(place)
                    yield
                    place = None
                    continue
                if send:
                    self.do(asked, "send")
                    yield
                return
            if not self.go_on(asked, actions, left):
                return
            yield

    def question(self) -> Message | None:
        """Look for the question that a form asks at the end of the chat."""
        newest = self.newest()
        keys = [] if newest is None else newest.keys
        is_form = any(key.get("callback_data", "").startswith(_FORM) for key in keys)
        return newest if is_form else None

    def newest(self) -> Message | None:
        """Look at the newest message of the bot."""
        shown = reversed(self.phone.chat.messages.values())
        return next((each for each in map(Message, shown) if each.from_bot), None)

    def go_on(self, asked: Message, actions: set[str], words: list[str]) -> bool:
        """Answer a question by a button or a word; False when there is neither."""
        if "done" in actions and any("✓" in each for each in asked.buttons):
            self.do(asked, "done")
            return True
        for action in _GOES_ON:
            if action in actions:
                self.do(asked, action)
                return True
        if not words:
            return False
        self.phone.says(words.pop(0))
        return True

    def do(self, asked: Message, action: str) -> None:
        """Press one of the buttons that do this."""
        found = [each for each in _data(asked) if each.split(":")[1] == action]
        chosen = self.dice.choice(found)
        self.phone.presses(chosen, message_id=asked.message_id)

    def change(self, asked: Message, step: str) -> bool:
        """Press the button of a preview that changes an answer, if there is one."""
        for each in _data(asked):
            if each.split(":")[1::2] == ["change", step]:
                self.phone.presses(each, message_id=asked.message_id)
                return True
        return False

    def press(self, label: str) -> Acts:
        """Press the newest button with this label, if there is one."""
        wanted = phrase(self.language, label)
        for message in reversed(self.phone.sees()):
            if message.from_bot and message.key(wanted):
                self.phone.presses(wanted, message_id=message.message_id)
                yield
                return

    def withdraw(self) -> Acts:
        """Take back what was sent last."""
        self.phone.says("/mine")
        yield
        newest = self.newest()
        if newest is not None and newest.buttons:
            self.phone.presses(newest.buttons[0], message_id=newest.message_id)
            yield
            for _ in range(2):
                yield from self.press("Withdraw")

    def delete(self) -> Acts:
        """Have everything deleted."""
        self.phone.says("/delete")
        yield
        yield from self.press("Yes, delete my data")

    def heard(self, sentence: str) -> bool:
        """Tell whether the bot said something last."""
        newest = self.newest()
        return newest is not None and newest.text == phrase(self.language, sentence)

    def answer(self) -> Acts:
        """Answer a question of the team, if one came and the fate is to answer."""
        if self.fate != "ask":
            return
        yield from self.press("Answer")
        if self.question() is not None:
            self.phone.says(ANSWER)
            yield

    def wander(self) -> Acts:
        """Do one of the other things that people do."""
        ways = (
            lambda: self.say("/privacy"),
            lambda: self.say("/my_data"),
            lambda: self.say("/mine"),
            lambda: self.say("/about"),
            lambda: self.say(f"/fail {DEAD}"),
            lambda: self.send("/idea"),
            *(self.vote,) * 6,
            self.correct,
            self.write_freely,
            self.block,
            lambda: self.show("contact"),
            lambda: self.show("location"),
            lambda: self.show("photo", CAPTION),
        )
        yield from self.dice.choice(ways)()

    def say(self, words: str) -> Acts:
        """Type something."""
        self.phone.says(words)
        yield

    def show(self, kind: str, caption: str | None = None) -> Acts:
        """Send what is no text."""
        self.phone.sends(kind, caption=caption)
        yield
        yield from self.press("No")

    def vote(self) -> Acts:
        """Vote on what comes first, and think again about it."""
        self.phone.says("/vote")
        yield
        yield from self.press("Agree")
        yield from self.press("Edit")
        yield from self.press("Disagree")
        yield from self.press("Next")

    def correct(self) -> Acts:
        """Begin a form and correct by an edit what was typed."""
        self.phone.says("/idea")
        yield
        sent = self.phone.says(DRAFT)
        yield
        self.phone.edits(sent["message_id"], CORRECTED)
        yield
        self.phone.says("/cancel")
        yield

    def write_freely(self) -> Acts:
        """Write without a form."""
        self.phone.says(FREE)
        yield
        yield from self.press("No")

    def block(self) -> Acts:
        """Block the bot, and come back."""
        self.phone.blocks()
        yield
        self.phone.unblocks()
        yield

    def chat(self, group: int) -> Acts:
        """Talk in the chat of a working group."""
        self.phone.says(CHATTER, chat=group)
        yield


def _data(message: Message) -> list[str]:
    return [str(key["callback_data"]) for key in message.keys if "callback_data" in key]
