"""The gate before every handler: whoever may not do a thing does not get to it.

Services ask the same table again, for the very group or case.
"""

from collections.abc import Mapping, Sequence

import structlog
from telegram import Message, Update

from bot.context import Context
from bot.conversation.draft import Draft
from bot.conversation.engine import Conversations
from bot.features import Feature, Handler
from bot.i18n import _
from bot.services.team import access, staff
from bot.services.team.access import NotAllowedError, Rule

log = structlog.get_logger(__name__)


def guarded(feature: Feature, name: str, handler: Handler) -> Handler:
    """Let a handler run for those only who have the right that its name asks for."""
    rule = feature.rule(name)
    if rule is None or rule == "anybody":
        return handler

    async def enter(update: Update, context: Context) -> None:
        await _admit(context, rule)
        await handler(update, context)

    return enter


def command(feature: Feature, name: str, handler: Handler) -> Handler:
    """Let a command's handler run with the words behind it, for those who may."""
    behind = guarded(feature, name, handler)

    async def call(update: Update, context: Context) -> None:
        context.arguments = list(context.args or [])
        await behind(update, context)

    return call


def buttons(feature: Feature) -> Mapping[tuple[str, str], Handler]:
    """List a feature's buttons by the first two parts of their data."""
    return {
        (feature.name, action): guarded(feature, action, handler)
        for action, handler in feature.buttons.items()
    }


def payloads(feature: Feature) -> Mapping[str, Handler]:
    """List a feature's deep links by what stands before their first underscore."""
    return {
        name: guarded(feature, name, handler)
        for name, handler in feature.payloads.items()
    }


async def take(
    features: Sequence[Feature], update: Update, context: Context, forms: Conversations
) -> bool:
    """Take a photo or a file where one is asked for; False where none is."""
    message = update.message
    if message is None:
        return False
    if message.photo and await forms.receive_photo(context, message):
        return True
    handler = await _for_file(features, context, message, forms)
    if handler is not None:
        await handler(update, context)
    return handler is not None


async def _for_file(
    features: Sequence[Feature],
    context: Context,
    message: Message,
    forms: Conversations,
) -> Handler | None:
    """Find who takes a file from this person; from most people nobody does.

    Of two that would, the one whose form is open.
    """
    document = message.document
    if document is None or message.forward_origin is not None:
        return None
    draft = forms.open(context)
    for feature in sorted(features, key=lambda each: not _asks(each, draft)):
        for ending, handler in feature.files.items():
            if not (document.file_name or "").lower().endswith(ending):
                continue
            rule = feature.rule(ending)
            if rule is not None and await _is_admitted(context, rule):
                return handler
    return None


async def _is_admitted(context: Context, rule: Rule) -> bool:
    try:
        await _admit(context, rule)
    except NotAllowedError:
        return False
    return True


def _asks(feature: Feature, draft: Draft | None) -> bool:
    return draft is not None and draft.form in feature.forms


async def _admit(context: Context, rule: Rule) -> None:
    if context.person is None and not context.unit.private:
        raise NotAllowedError(rule, _("Only the group’s team can do this."))
    if context.person is None:  # who gets the welcome instead
        log.info("refused", why="no consent")
    person = context.someone
    if rule == "person" or rule == "anybody":  # noqa: PLR1714 - mypy narrows by it
        return
    if await access.is_allowed(context.session, person.id, rule):
        return
    if context.is_coordinator:  # whom the settings have just named
        await staff.ensure_coordinator(context.session, person, context.address)
        context.note_role()
    await access.access_somewhere(context.session, person.id, rule)
