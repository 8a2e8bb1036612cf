"""The composition root: builds the engines and wires them to the features."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from functools import partial

from telegram import Bot
from telegram.request import BaseRequest

from bot import forgotten
from bot.api import Api
from bot.context import App
from bot.db import Sessions
from bot.dispatch import Dispatch
from bot.errors import StartError
from bot.features import Feature
from bot.intake.store import Inbox
from bot.outbox.broom import Broom
from bot.outbox.drain import Drain
from bot.outbox.settle import Settler
from bot.outbox.speaker import AnswerSpeaker, Spawn
from bot.services.checks import dangers
from bot.settings import Settings
from bot.settled import Rules
from bot.updates.recovery import Recovery
from bot.updates.transaction import Transactions
from bot.updates.turn import Turn
from bot.updates.workers import Workers
from handlers import FEATURES


@dataclass
class Parts:
    """The engines of one replica, wired together."""

    sessions: Sessions
    api: Api
    dispatch: Dispatch
    application: App
    turn: Turn
    workers: Workers
    recovery: Recovery
    speaker: AnswerSpeaker
    drain: Drain
    broom: Broom
    inbox: Inbox


def assemble(
    settings: Settings,
    sessions: Sessions,
    request: BaseRequest,
    *,
    replica_id: int,
    spawn: Spawn,
    features: Sequence[Feature] = FEATURES,
) -> Parts:
    """Wire the engines; nothing runs yet."""
    api, bot = _telegram(settings, request)
    dispatch = _dispatch(settings, features)
    application = dispatch.build(bot)
    broom = Broom(sessions)

    def offer(lanes: set[int]) -> None:
        workers.offer(lanes)

    settler = Settler(sessions, settings.bot_id, replica_id, broom, offer)
    drain = Drain(sessions, api, settler, dispatch.renderers)
    speaker = AnswerSpeaker(api, settler, spawn, drain.wake.set)

    handle = partial(dispatch.handle, application=application)
    turn = Turn(Transactions(sessions), settings.bot_id, replica_id, handle, speaker)
    workers = Workers(sessions, turn)
    return Parts(
        sessions,
        api,
        dispatch,
        application,
        turn,
        workers,
        Recovery(sessions, turn, workers),
        speaker,
        drain,
        broom,
        Inbox(sessions, settings.bot_id, a_minute=settings.updates_a_minute),
    )


def _go_by_lists(settings: Settings) -> None:
    """Take the network's own word lists, if it has any."""
    if settings.word_lists is None:
        return
    try:
        dangers.use(settings.word_lists)
    except ValueError as error:
        got = f"{settings.word_lists} with a fault: {error}"
        raise StartError(
            "WORD_LISTS", got=got, wanted="phrases as in data/dangers.toml"
        ) from error


def _dispatch(settings: Settings, features: Sequence[Feature]) -> Dispatch:
    _go_by_lists(settings)
    erased = forgotten.of(settings.data_dir)
    pause = timedelta(seconds=settings.take_back)
    mails = settings.smtp_url is not None
    rules = Rules(pause, settings.submissions_a_day, mails)
    return Dispatch(features, settings.coordinators, erased, rules)


def _telegram(settings: Settings, request: BaseRequest) -> tuple[Api, Bot]:
    root, token = settings.telegram_api_url, settings.bot_token.get_secret_value()
    bot = Bot(
        token,
        base_url=f"{root}/bot",
        request=request,
        get_updates_request=request,
    )
    return Api(request, root, token), bot
