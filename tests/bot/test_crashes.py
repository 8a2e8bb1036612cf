"""Crash reports: which error and where reach the operator's Sentry, nothing else."""

import gzip
import json
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest
import structlog
from pydantic import SecretStr
from typing_extensions import override

from bot import crashes
from bot.crashes import Report, Reporter
from tests.canaries import DRAFT, PEOPLE, PHONE, RESIDENT_ID
from tests.logged import configured

REFERENCE = "A1B2C3"
PLANTED = [*PEOPLE, PHONE, DRAFT, str(RESIDENT_ID)]
ESCAPED = [json.dumps(each)[1:-1] for each in PLANTED]


@dataclass
class Sink:
    """A Sentry that takes everything, and keeps it."""

    port: int = 0
    bodies: list[bytes] = field(default_factory=list)
    came: threading.Event = field(default_factory=threading.Event)

    @property
    def received(self) -> str:
        assert self.came.wait(10)
        return b"\n".join(self.bodies).decode()


@pytest.fixture
def sink() -> Iterator[Sink]:
    kept = Sink()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            is_packed = self.headers.get("Content-Encoding") == "gzip"
            kept.bodies.append(gzip.decompress(body) if is_packed else body)
            kept.bodies.append(f"{self.path} {self.headers}".encode())
            self.send_response(200)
            self.end_headers()
            self.wfile.write(b"{}")
            kept.came.set()

        @override
        def log_message(self, format: str, *args: object) -> None:
            """Keep quiet."""

    server = HTTPServer(("127.0.0.1", 0), Handler)
    kept.port = server.server_port
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield kept
    server.shutdown()
    thread.join()
    server.server_close()


def fails(text: str) -> None:
    structlog.get_logger("bot.test").info("before", text=text)
    request: dict[str, str] = {}
    try:
        request[text]
    except KeyError as error:
        raise ValueError(f"{text} is wrong") from error


def crashes_at(text: str) -> None:
    try:
        fails(text)
    except ValueError:
        log = structlog.get_logger("bot.test")
        log.exception("update set aside", reference=REFERENCE, text=text, actor=text)


def test_a_report_names_error_place_and_reference_and_quotes_nobody(
    sink: Sink,
) -> None:
    words = " ".join(PLANTED)
    dsn = SecretStr(f"http://CANARYkey@127.0.0.1:{sink.port}/1")
    with configured("DEBUG", "json", crashes.reporter(dsn)):
        structlog.contextvars.bind_contextvars(chat=words)
        crashes_at(words)
        structlog.contextvars.clear_contextvars()
    received = sink.received
    assert [each for each in PLANTED + ESCAPED if each in received] == []
    assert "is wrong" not in received
    event = json.loads(received.splitlines()[2])
    assert event["tags"] == {"reference": REFERENCE}
    [error] = event["exception"]["values"]
    assert error["type"] == "ValueError"
    places = [each["function"] for each in error["stacktrace"]["frames"]]
    assert places == ["crashes_at", "fails"]


def test_the_same_error_is_reported_once_a_minute() -> None:
    reports: list[Report] = []
    with configured("DEBUG", "json", Reporter(reports.append)):
        crashes_at("one")
        crashes_at("two")
    assert len(reports) == 1


def test_what_is_no_error_is_not_reported() -> None:
    reports: list[Report] = []
    with configured("DEBUG", "json", Reporter(reports.append)):
        structlog.get_logger("bot.test").warning("passing", exc_info=ValueError())
    assert reports == []


def test_without_a_project_nobody_reports() -> None:
    assert crashes.reporter(None) is None
