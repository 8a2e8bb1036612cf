"""Whether something like it was published already: a question of the proposal form."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final
from zlib import crc32

from bot.context import Context
from bot.conversation import addressees
from bot.conversation.form import Answers, Choice, Step
from bot.i18n import Content, _, bold, label, lines, paragraphs, quote
from bot.markup import clip
from bot.models.case import Status
from bot.services.similar import finding
from bot.services.voting import publishing
from bot.services.voting.publishing import Published
from bot.words.codes import STATUSES

OTHER: Final = "other"
_ADD: Final = "add_"  # and the number to which details are added
_FOUND: Final = "already"  # an answer of its own: the text's mark, and the numbers
_SHOWN: Final = 300  # characters that tell one proposal from another


async def _is_new(context: Context, answers: Answers) -> bool:
    return not await _found(context, answers)


async def _ask(context: Context, answers: Answers) -> Content:
    found = await _found(context, answers)
    told = [
        lines(
            bold(_("Proposal No. {id}", id=str(each.number))),
            STATUSES[Status(each.status)],
            _quoted(each),
        )
        for each in found
    ]
    return paragraphs(_("Something like it was suggested already:"), *told)


async def _choices(context: Context, answers: Answers) -> Sequence[Choice]:
    found, codes = await _found(context, answers), await addressees.codes(context)
    support = [
        Choice(str(each.number), label("Support No. {id}", id=str(each.number)))
        for each in found
        if publishing.may_be_supported(each, codes)
    ]
    add = [
        Choice(f"{_ADD}{each.number}", label("Add to No. {id}", id=str(each.number)))
        for each in found
    ]
    if len(found) == 1:
        support = [replace(each, label=label("Support this one")) for each in support]
        add = [replace(add[0], label=label("Add details"))]
    return [*support, *add, Choice(OTHER, label("Mine is different"))]


def _leads(value: str) -> str | None:
    return f"p_{value}" if value.isdecimal() else None


async def original(context: Context, answers: Answers) -> Published | None:
    """Find the proposal to which the text adds details, if it does."""
    answer: str = answers.get("similar") or OTHER
    if not answer.startswith(_ADD):
        return None
    return await publishing.read(context.session, int(answer.removeprefix(_ADD)))


async def _found(context: Context, answers: Answers) -> Sequence[Published]:
    """Read what was found as it stands now: one may have been hidden meanwhile."""
    numbers = await _numbers(context, answers)
    if not numbers:
        return []
    codes = await addressees.codes(context)
    found = [
        await publishing.read(context.session, number, codes) for number in numbers
    ]
    return [each for each in found if each is not None]


async def _numbers(context: Context, answers: Answers) -> Sequence[int]:
    """Look once for a text; every screen of the form asks."""
    text = answers.get("text")
    if not text:
        return []
    mark = crc32(text.encode())
    known, numbers = answers.get(_FOUND, (None, []))
    if known != mark:
        codes = await addressees.codes(context)
        numbers = await finding.numbers(context.session, text, codes)
        answers[_FOUND] = mark, numbers
    return list(numbers)


def _quoted(shown: Published) -> Content:
    return quote(clip(shown.text, _SHOWN))


STEP: Final = Step(
    name="similar",
    ask=_ask,
    label=label("Similar ones"),
    choices=_choices,
    skip_if=_is_new,
    hangs_on="text",
    leads=_leads,
)
