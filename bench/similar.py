"""How fast what was already said is found, with a million proposals in all."""

import csv
import json
import statistics
import sys
import time
from collections.abc import AsyncIterator, Iterator, Sequence
from pathlib import Path
from typing import Final

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncSession

from bench import ground
from bot import db
from bot.services.similar import finding, indexing, sentences

_ROOT: Final = Path(__file__).parents[1]
_PAIRS: Final = _ROOT / "tests" / "data" / "similar_a.csv"
_HOTLINE: Final = _ROOT / "data" / "hotline_uk.csv"
_ALL: Final = 1_000_000
_LIMITS: Final = {1_500: 50, 10_000: 150}  # proposals of a community: milliseconds
_WARM: Final = 10  # are asked first and not counted
# Each has the words of a real text and three rarer ones of 30,000; the first two
# communities have the sizes that are asked about, all others share the rest.
_FILL: Final = """
set session_replication_role = replica;
create temp table sample as
select row_number() over () - 1 as at, words, marks, decode(sense, 'hex') as sense,
    text
from jsonb_to_recordset(cast(:samples as jsonb))
    as s (words text[], marks int[], sense text, text text);
create temp table filled as
select n, (cast(:codes as text[]))[
    case when n <= 1500 then 1 when n <= 11500 then 2 else 3 + n % 1000 end
] as code
from generate_series(1, cast(:count as int)) as n;
insert into submission (id, kind, community_code, language, topic)
select n, 'proposal', code, 'uk', 'P01' from filled;
insert into "case" (id, submission_id, group_id, text, status, published_at)
overriding system value
select n, n, (select min(id) from working_group), text, 'passed', app_now()
from filled join sample on at = n % (select count(*) from sample);
insert into likeness (case_id, community_code, words, marks, sense, edition, at)
select n, code, words, marks || array(
    select cast(random() * 30000 as int) from generate_series(0, 2) where n > 0
), sense, '', app_now()
from filled join sample on at = n % (select count(*) from sample);
set session_replication_role = origin;
analyze submission, "case"
"""


async def main(url: str) -> None:
    """Fill the database, then ask in a community of either size."""
    engine = db.connect(url, pool_size=1)
    async with engine.connect() as connection:
        codes = await _fill(connection)
    async with db.make_sessions(engine, ground.settings().vault())() as session:
        for code, size in zip(codes, _LIMITS, strict=False):
            _tell(size, [each async for each in _took(session, code)])
    await engine.dispose()


async def _fill(connection: AsyncConnection) -> Sequence[str]:
    written = [*_texts(_HOTLINE), *_texts(_PAIRS, "published", "other")]
    samples = [
        {
            **indexing.columns(each),
            "sense": (await sentences.write([each])).hex(),
            "text": each,
        }
        for each in written
    ]
    found = await connection.scalars(text("select code from community order by code"))
    codes = list(found)
    values = {"samples": json.dumps(samples), "codes": codes, "count": _ALL}
    await connection.execute(text("set statement_timeout = 0"))
    for statement in _FILL.split(";"):
        wanted = {name: values[name] for name in values if f":{name}" in statement}
        await connection.execute(text(statement), wanted)
    await connection.commit()
    # As the server does of itself after so many rows.
    alone = await connection.execution_options(isolation_level="AUTOCOMMIT")
    await alone.execute(text("vacuum analyze likeness"))
    return codes


async def _took(session: AsyncSession, code: str) -> AsyncIterator[float]:
    """Ask for every text; yields milliseconds, with the reading of the text."""
    for number, asked in enumerate(_texts(_PAIRS, "query")):
        start = time.perf_counter()
        await finding.numbers(session, asked, [code])
        if number >= _WARM:
            yield (time.perf_counter() - start) * 1000


def _tell(size: int, took: Sequence[float]) -> None:
    percentiles = statistics.quantiles(took, n=20)
    sys.stdout.write(
        f"{size:>7} in the community, {_ALL} in all: median {percentiles[9]:.0f} ms, "
        f"95 % within {percentiles[18]:.0f} ms (aim: {_LIMITS[size]} ms)\n"
    )


def _texts(path: Path, *roles: str) -> Iterator[str]:
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            if not roles or row["role"] in roles:
                yield row["text"]
