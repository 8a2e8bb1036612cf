"""Logs: structured lines that never hold a name, a text, an id or a secret."""

import logging
import re
import sys
from typing import Final

import structlog
from structlog.typing import EventDict, Processor, WrappedLogger

# The token stands in the address of every Bot API call, so these libraries' own request
# logs would show it.
_TALKATIVE: Final = (
    "httpx",
    "httpcore",
    "telegram",
    "aiohttp",
    "apscheduler",
    "asyncio",
)
_TOKEN: Final = re.compile(r"\d{1,20}:[A-Za-z0-9_-]{30,}")
_DSN_PASSWORD: Final = re.compile(r"(postgres\w*(?:\+\w+)?://[^:/\s]+:)[^@\s]+@")


def configure(level: str, form: str) -> None:
    """Send the program's and its libraries' logs to standard error."""
    formatter = structlog.stdlib.ProcessorFormatter(
        processors=[
            structlog.stdlib.ProcessorFormatter.remove_processors_meta,
            _redact,
            _renderer(form),
        ],
        foreign_pre_chain=_shared(),
    )
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(formatter)
    logging.basicConfig(level=level, handlers=[handler], force=True)
    for name in _TALKATIVE:
        logging.getLogger(name).setLevel(logging.WARNING)
    structlog.configure(
        processors=[*_shared(), structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=True,
    )


def _shared() -> list[Processor]:
    return [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.processors.TimeStamper(fmt="iso"),
        _name_error,
    ]


def _renderer(form: str) -> Processor:
    if form == "pretty":
        return structlog.dev.ConsoleRenderer()
    return structlog.processors.JSONRenderer(ensure_ascii=False)


def _name_error(_: WrappedLogger, __: str, event: EventDict) -> EventDict:
    """Keep where an error came from and its kind: its message may quote a person."""
    info = event.pop("exc_info", None)
    if info is True:
        info = sys.exc_info()
    if isinstance(info, BaseException):
        info = (type(info), info, info.__traceback__)
    if isinstance(info, tuple) and info[1] is not None:
        event["error"] = type(info[1]).__name__
        event["where"] = _frames(info[1])
    return event


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
    if not isinstance(value, str):
        return value
    return _DSN_PASSWORD.sub(r"\1***@", _TOKEN.sub("***", value))
