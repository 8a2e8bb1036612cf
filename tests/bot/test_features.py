"""Features say what is theirs; nothing may be two features'."""

from typing import Any

import pytest
from sqlalchemy.ext.asyncio import AsyncSession
from telegram import Update

from bot.context import Context
from bot.conversation.form import Answers, Form, Step
from bot.dispatch import Dispatch
from bot.features import Feature
from bot.i18n import _, label
from bot.models import Notice
from bot.saying import Saying
from handlers import FEATURES


async def act(_update: Update, context: Context) -> None:
    context.say("acted")


async def hear(_context: Context) -> None:
    """Take a result."""


async def tell(_session: AsyncSession, _notice: Notice) -> Saying | None:
    return None


async def submit(_context: Context, _answers: Answers) -> None:
    """Do nothing."""


FORM = Form(
    name="a", steps=(Step(name="a", ask=_("Text"), label=label("Text")),), submit=submit
)


@pytest.mark.parametrize(
    "claim",
    [
        {"buttons": {"a": act}},
        {"forms": (FORM,)},
        {"payloads": {"a": act}},
        {"results": {"a": hear}},
        {"notices": {"a": tell}},
        {"commands": {"a": act}},
        {"group_commands": {"a": act}},
        {"labels": {label("Back"): act}},
    ],
)
def test_two_features_that_claim_the_same_fail_at_the_start(
    claim: dict[str, Any],
) -> None:
    both = [Feature(name="a.1", **claim) for _ in range(2)]
    Dispatch(both[:1], frozenset())
    with pytest.raises(ValueError, match=r"twice|two forms"):
        Dispatch(both, frozenset())


@pytest.mark.parametrize("kind", ["buttons", "commands"])
def test_what_only_looks_alike_is_no_quarrel(kind: str) -> None:
    other = "group_commands" if kind == "commands" else kind
    one: dict[str, Any] = {kind: {"a": act}}
    two: dict[str, Any] = {other: {"a": act}}
    Dispatch([Feature(name="a.1", **one), Feature(name="a.2", **two)], frozenset())


def test_the_features_of_the_product_claim_nothing_twice() -> None:
    Dispatch(FEATURES, frozenset())
