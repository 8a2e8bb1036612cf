"""Logs as the program writes them, to be read by a test."""

import io
import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager, redirect_stderr

import structlog

from bot import logs
from bot.crashes import Reporter

Read = Callable[[], str]


@contextmanager
def configured(
    level: str, form: str, reporter: Reporter | None = None
) -> Iterator[Read]:
    """Write logs at a level and in a form; what comes reads them."""
    root, before, output = logging.getLogger(), structlog.get_config(), io.StringIO()
    levels = {name: logging.getLogger(name).level for name in (None, *logs._OURS)}
    with redirect_stderr(output):
        logs.configure(level, form, reporter)
    (ours,) = root.handlers
    yield output.getvalue
    root.removeHandler(ours)
    for name, level_before in levels.items():
        logging.getLogger(name).setLevel(level_before)
    structlog.configure(**before)
