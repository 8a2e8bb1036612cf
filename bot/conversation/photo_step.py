"""Photos of a proposal, a question of its form where the group takes them."""

from collections.abc import Sequence
from typing import Final

from bot.context import Context
from bot.conversation import addressees, already, photos
from bot.conversation.form import Answers, Step
from bot.i18n import Content, _, bold, label, lines, paragraphs
from bot.services.places import accepting
from bot.services.voting.publishing import Published

_MOST: Final = 3
_WARNING: Final = _("No faces, number plates, military or vital facilities, please.")
_STAY: Final = _("The group takes no photos: it will go without them.")
STAYED: Final = _("The group takes no photos: it went without them.")


async def codes(
    context: Context, answers: Answers, original: Published | None
) -> Sequence[str]:
    """List the communities whose groups will read it, maybe with what it adds to."""
    if original is not None:
        return [original.community_code]
    return [each.code for each in await addressees.chosen(context, answers)]


async def given(
    context: Context, answers: Answers, to: Sequence[str]
) -> tuple[Sequence[str], bool]:
    """Give the photos that may go to communities, and whether some may not."""
    added: Sequence[str] = answers.get("photos") or ()
    if added and not await accepting.photos(context.session, to):
        return (), True
    return added, False


async def told(context: Context, answers: Answers) -> list[Content]:
    """Tell of the photos, for a preview; whom it is for may have changed since."""
    added = answers.get("photos")
    if not added:
        return []
    if await _not_taken(context, answers):
        return [_STAY]
    return [_("Photos: {n}", n=len(added))]


async def _not_taken(context: Context, answers: Answers) -> bool:
    """Tell whether some group that will read it takes no photos."""
    original = await already.original(context, answers)
    to = await codes(context, answers, original)
    return not await accepting.photos(context.session, to)


async def _ask(_context: Context, answers: Answers) -> Content:
    if added := len(answers.get("photos") or ()):
        told: Content = _("Photos added: {n} of {total}", n=added, total=_MOST)
    else:
        told = lines(
            _("Send up to {n} photos, as photos and not as files.", n=_MOST),
            _("Telegram takes place and time out of photos; files keep them."),
        )
    return paragraphs(told, bold(_WARNING))


STEP: Final = Step(
    name="photos",
    ask=_ask,
    label=label("Add a photo"),
    check=photos.no_words,
    photos=_MOST,
    skip_if=_not_taken,
    several=True,
    optional=True,
)
