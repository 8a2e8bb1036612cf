"""Residents: they agree, choose their community, send appeals, answer questions."""

from collections.abc import Collection, Sequence
from typing import Final

from bot.playground.message import Message
from trials.hand import Hand
from trials.hotline import ANSWER, Appeal
from trials.phrases import pattern, phrase

OCCUPIED: Final = "If you are in occupied territory, do not write here. Stay safe."
DATA: Final = "Your data in brief"
COMMUNITY: Final = (
    "Choose the community your idea is about, or type its name. You can choose your "
    "home community even if you are far away now."
)
CHOSEN: Final = "Your community: {name}. You can choose another: /community"
ASKED: Final = "What should change and why? Describe it in a few sentences."
REFUSED: Final = (
    "There seems to be a phone, name or address. Please remove it. We have not kept "
    "this text; you can delete it from the chat."
)
TOPIC: Final = "Which topic is it about?"
MILITARY: Final = (
    "It mentions military matters or shelling. Under martial law this must not be "
    "shared. We have deleted the text."
)
PREVIEW: Final = "Please check before sending:"
RECEIPT: Final = (
    "Thank you! Your proposal is No. {id}. The working group’s team will read it by "
    "{date}. The answer will come here."
)
QUESTION: Final = "The team’s question on No. {id}: {question}"
THANKS: Final = "Thank you! The team has your answer on No. {id}."


class Resident:
    """Somebody with a few appeals; remembers what the bot made of each."""

    def __init__(self, hand: Hand, appeals: Sequence[Appeal]) -> None:
        self.hand = hand
        self.appeals = appeals
        self.refused: list[Appeal] = []
        self._removed: list[Appeal] = []
        self.receipts: dict[str, Appeal] = {}

    async def take_part(self) -> None:
        """Join, then send one appeal after the other."""
        await self._join()
        for appeal in self.appeals:
            await self._send(appeal)

    @property
    def erased(self) -> list[Appeal]:
        """List what was refused for good and does not stand in the chat any more."""
        shown = {message.text for message in self.hand.phone.sees()}
        return [each for each in self._removed if each.text not in shown]

    async def answer_all(self, asked: Collection[str]) -> None:
        """Answer every question about an appeal of one's own."""
        for number in self.receipts:
            if number in asked:
                await self._answer(number)

    async def _join(self) -> None:
        """Agree to the notices and choose the only community there is."""
        hand = self.hand
        await hand.says("/start")
        await hand.presses(await hand.sees(OCCUPIED, "Next"), "Next")
        agree = "I agree, continue"
        await hand.presses(await hand.sees(DATA, agree), agree)
        choice = await hand.sees(COMMUNITY)
        await hand.picks(choice, choice.buttons[0])
        await hand.sees(CHOSEN)

    async def _answer(self, number: str) -> None:
        hand = self.hand
        hand.since = 0
        await hand.presses(await hand.sees(QUESTION, "Answer", id=number), "Answer")
        await hand.sees("Write your answer.", "Cancel")
        await hand.says(ANSWER)
        await hand.sees(THANKS, id=number)

    async def _send(self, appeal: Appeal) -> None:
        hand = self.hand
        await hand.taps("Suggest an idea")
        await hand.sees(ASKED)
        question = await self._write(appeal)
        if self._says(question, MILITARY):
            self._removed.append(appeal)
            await hand.presses(question, "Cancel")
            return
        await hand.picks(question, question.buttons[0])
        await hand.presses(await hand.sees(PREVIEW, "Send"), "Send")
        receipt = await hand.sees(RECEIPT)
        found = pattern(hand.language, RECEIPT).search(receipt.text)
        self.receipts[found["id"] if found else ""] = appeal

    async def _write(self, appeal: Appeal) -> Message:
        """Type the appeal; what is refused for personal data is typed masked."""
        hand = self.hand
        await hand.says(appeal.text)
        answers = {REFUSED: "", MILITARY: "Cancel", TOPIC: "Other topics"}
        said = await hand.sees_one_of(answers)
        if self._says(said, REFUSED):
            self.refused.append(appeal)
            await hand.says(appeal.kept)
            said = await hand.sees(TOPIC, "Other topics")
        return said

    def _says(self, message: Message, sentence: str) -> bool:
        return message.text.startswith(phrase(self.hand.language, sentence))
