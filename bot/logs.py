"""Logs: structured lines that never hold a name, a text, an id or a secret."""

import logging
import re
import sys
from functools import partial
from typing import Final

import structlog
from structlog.typing import EventDict, Processor, WrappedLogger

from bot.crashes import Reporter

# Libraries write addresses (which hold the token), updates and rows at INFO and DEBUG:
# only these loggers follow LOG_LEVEL, the others speak from WARNING on.
_OURS: Final = ("bot", "handlers", "__main__")
_TOKEN: Final = re.compile(r"\d{1,20}:[A-Za-z0-9_-]{30,}")
_DSN_PASSWORD: Final = re.compile(r"(postgres\w*(?:\+\w+)?://[^:/\s]+:)[^@\s]+@")


def configure(level: str, form: str, reporter: Reporter | None = None) -> None:
    """Send the program's and its libraries' logs to standard error.

    A reporter hears of their errors.
    """
    shared = _shared(reporter)
    formatter = structlog.stdlib.ProcessorFormatter(
        processors=[
            structlog.stdlib.ProcessorFormatter.remove_processors_meta,
            _redact,
            _renderer(form),
        ],
        foreign_pre_chain=[_keep_template, *shared],
    )
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(formatter)
    logging.basicConfig(level=_at_least_warning(level), handlers=[handler], force=True)
    for name in _OURS:
        logging.getLogger(name).setLevel(level)
    structlog.configure(
        processors=[*shared, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=True,
    )


def _at_least_warning(level: str) -> int:
    return max(logging.getLevelNamesMapping()[level], logging.WARNING)


def _shared(reporter: Reporter | None) -> list[Processor]:
    return [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.processors.TimeStamper(fmt="iso"),
        partial(_name_error, reporter),
    ]


def _renderer(form: str) -> Processor:
    if form == "pretty":
        return structlog.dev.ConsoleRenderer()
    return structlog.processors.JSONRenderer(ensure_ascii=False)


def _keep_template(_: WrappedLogger, __: str, event: EventDict) -> EventDict:
    """Keep of a library's message what was written by its authors, not its values."""
    record: logging.LogRecord = event["_record"]
    words = record.msg.splitlines() if isinstance(record.msg, str) else []
    event["event"], event["logger"] = words[0] if words else "", record.name
    return event


def _name_error(
    reporter: Reporter | None, _: WrappedLogger, __: str, event: EventDict
) -> EventDict:
    """Keep where an error came from and its kind: its message may quote a person."""
    info = event.pop("exc_info", None)
    if info is True:
        info = sys.exc_info()
    error = info[1] if isinstance(info, tuple) else info
    if isinstance(error, BaseException):
        first = _first(error)
        event["error"] = type(first).__name__
        event["where"] = _frames(first)
        if reporter is not None:
            reporter.hear(event, first)
    return event


def _first(error: BaseException) -> BaseException:
    """Find in a group of errors one that happened."""
    while isinstance(error, BaseExceptionGroup):
        error = error.exceptions[0]
    return error


def _frames(error: BaseException) -> list[str]:
    frames, trace = [], error.__traceback__
    while trace is not None:
        code = trace.tb_frame.f_code
        frames.append(f"{code.co_filename.rsplit('/', 1)[-1]}:{trace.tb_lineno}")
        trace = trace.tb_next
    return frames[-6:]


def _redact(_: WrappedLogger, __: str, event: EventDict) -> EventDict:
    return {key: _clean(value) for key, value in event.items()}


def _clean(value: object) -> object:
    match value:
        case str():
            return _DSN_PASSWORD.sub(r"\1***@", _TOKEN.sub("***", value))
        case int() | float() | None:
            return value
        case list() | tuple():
            return [_clean(each) for each in value]
        case dict():
            return {str(key): _clean(each) for key, each in value.items()}
        case _:
            # Whatever else comes may quote a person when it is written out.
            return type(value).__name__
