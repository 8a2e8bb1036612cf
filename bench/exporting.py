"""How fast what is published is written to a file, and in how much memory."""

import asyncio
import csv
import json
import sys
import tempfile
import time
from pathlib import Path
from typing import Final

from sqlalchemy import text

from bench import ground
from bot import db

_HOTLINE: Final = Path(__file__).parents[1] / "data" / "hotline_uk.csv"
_LIMIT: Final = 200  # MB
_LOOK: Final = 0.05  # seconds between two looks at the memory
_KINDS: Final = ("csv", "json", "xlsx")
# Real texts; one in ten was voted on, one in twenty is in a document.
_FILL: Final = """
set session_replication_role = replica;
create temp table sample as
select row_number() over () - 1 as at, text
from jsonb_array_elements_text(cast(:texts as jsonb)) as text;
create temp table filled as
select n, (cast(:codes as text[]))[1 + n % 1000] as code, text
from generate_series(1, cast(:count as int)) as n
join sample on at = n % (select count(*) from sample);
insert into document (group_id, kind, title, number, adopted_on)
select min(id), 'D2', 'Безпечна громада', '7', current_date from working_group;
insert into submission (id, kind, community_code, language, topic)
select n, 'proposal', code, 'uk', 'P06' from filled;
insert into "case" (id, submission_id, group_id, text, status, published_at,
    community_code, topic, document_id)
overriding system value
select n, n, (select min(id) from working_group), text,
    case when n % 20 = 0 then 'in_doc' else 'passed' end, app_now(), code, 'P06',
    case when n % 20 = 0 then (select min(id) from document) end
from filled;
insert into case_event (case_id, status, at)
select n, 'received', app_now() from filled;
insert into case_event (case_id, status, at)
select n, 'passed', app_now() from filled;
insert into ballot (community_code, closes_at, closed_at)
select code, app_now(), app_now() from (select distinct code from filled);
insert into tally (ballot_id, submission_id, agree, disagree)
select id, n, n % 97, n % 13 from filled join ballot on community_code = code
where n % 10 = 0;
set session_replication_role = origin;
analyze submission, "case", case_event, tally, ballot
"""


async def main(url: str, rows: int) -> None:
    """Fill the database, and write each kind of file by the command itself."""
    await _fill(url, rows)
    with tempfile.TemporaryDirectory() as folder:
        for kind in _KINDS:
            path, began = Path(folder) / f"all.{kind}", time.monotonic()
            peak = await _watched(path)
            took = time.monotonic() - began
            size = path.stat().st_size / 1_000_000
            over = "" if peak <= _LIMIT else "  over the aim"
            sys.stdout.write(
                f"{kind:<5}{rows:>10,} rows in {took:6.1f} s, {rows / took:8,.0f} a "
                f"second, {size:6.0f} MB, memory {peak:5.0f} MB{over}\n"
            )
            sys.stdout.flush()
            path.unlink()


async def _fill(url: str, count: int) -> None:
    engine = db.connect(url, pool_size=1)
    async with engine.connect() as connection:
        await connection.execute(text("set statement_timeout = 0"))
        codes = (await connection.scalars(text("select code from community"))).all()
        values = {"codes": list(codes), "count": count, "texts": _texts()}
        for statement in _FILL.split(";"):
            wanted = {name: values[name] for name in values if f":{name}" in statement}
            await connection.execute(text(statement), wanted)
        await connection.commit()
    await engine.dispose()


def _texts() -> str:
    with _HOTLINE.open(encoding="utf-8", newline="") as file:
        return json.dumps([row["text"] for row in csv.DictReader(file)])


async def _watched(path: Path) -> float:
    """Run the command; returns the most memory that it had, in MB."""
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "bot", "export", str(path)),
        env=ground.environment(),
        stdout=asyncio.subprocess.DEVNULL,
    )
    status, peak = Path(f"/proc/{process.pid}/status"), 0.0
    while process.returncode is None:
        peak = max(peak, _peak(status))
        await asyncio.sleep(_LOOK)
    if process.returncode:
        raise LookupError(f"the command ended with {process.returncode}")
    return peak


def _peak(status: Path) -> float:
    """Read the kernel's own mark of the most memory; 0 once the process is gone."""
    try:
        lines = status.read_text().splitlines()
    except OSError:
        return 0.0
    found = [line.split()[1] for line in lines if line.startswith("VmHWM")]
    return int(found[0]) / 1024 if found else 0.0
