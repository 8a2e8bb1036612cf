"""Deletions outlive the database in a folder of their own."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

from bot.forgotten import Closed, Erased, Forgotten

AT = datetime(2026, 11, 22, 2, 30, tzinfo=UTC)


def test_what_was_written_is_read(tmp_path: Path) -> None:
    forgotten = Forgotten(tmp_path / "forgotten")
    assert forgotten.erased(AT, [b"new", b"old"], [-1, 2])
    assert forgotten.closed(AT, "UA18020030000035625")
    assert list(forgotten.read()) == [
        Erased(AT, b"new", -1),
        Erased(AT, b"old", 2),
        Closed(AT, "UA18020030000035625"),
    ]


def test_half_a_line_costs_no_other(tmp_path: Path) -> None:
    forgotten = Forgotten(tmp_path)
    (tmp_path / "2026-11.log").write_text("\n2026-11-21T01:00:00+00:00 person 61")
    forgotten.erased(AT, [b"a"], [1])
    assert list(forgotten.read()) == [Erased(AT, b"a", 1)]


def test_no_longer_than_backups_can_live(tmp_path: Path) -> None:
    forgotten = Forgotten(tmp_path)
    for days in (100, 32, 0):
        forgotten.closed(AT - timedelta(days=days), f"UA{days}")
    assert [each.code for each in forgotten.read() if isinstance(each, Closed)] == [
        "UA32",
        "UA0",
    ]


def test_a_folder_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    assert not Forgotten(tmp_path / "file").closed(AT, "UA")
