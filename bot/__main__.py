"""The command line: `viche`."""

import asyncio
import sys
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from typing import Annotated, Final, TypeVar

import structlog
import typer
from rich.console import Console
from rich.table import Table
from sqlalchemy.ext.asyncio import AsyncEngine, AsyncSession

from bot import crypto, db, demo, embedded, logs, preflight, schema, serve, settings
from bot.api import Api, Done
from bot.errors import EX_CONFIG, StartError
from bot.services import communities, dead_letters, doubts, staff, standing
from bot.settings import Settings
from bot.transport import AiohttpRequest

Result = TypeVar("Result")

command = typer.Typer(no_args_is_help=True, pretty_exceptions_enable=False)
letters = typer.Typer(no_args_is_help=True, help="Updates that were set aside.")
doubtful = typer.Typer(no_args_is_help=True, help="Digests that came, or did not.")
inviting = typer.Typer(no_args_is_help=True, help="One-time links.")
command.add_typer(letters, name="dead-letters")
command.add_typer(doubtful, name="doubts")
command.add_typer(inviting, name="invite")

_OUT: Final = Console()
_DOUBT: Final = "digest in doubt with this number"
log = structlog.get_logger(__name__)
Reference = Annotated[
    str, typer.Argument(help="The reference that the person was told.")
]

Row = Annotated[int, typer.Argument(help="Its number in the list.")]


def main() -> None:
    """Run a command; what an operator must mend is one line and exit code 78."""
    try:
        command()
    except* StartError as errors:
        _exit(_first(errors))
    except* Exception:
        # A traceback may quote what people wrote; the log names kind and place only.
        log.exception("stopped by an error")
        sys.exit(1)


@command.command()
def run() -> None:
    """Run the bot: one replica of it, until SIGTERM."""
    chosen = _start()
    asyncio.run(serve.run(chosen, _database_url(chosen)))


@command.command()
def migrate() -> None:
    """Bring the database's schema and the register of communities up to date."""
    chosen = _start()

    async def work() -> None:
        engine = db.connect(_database_url(chosen))
        await preflight.reach(engine)
        await schema.migrate(engine)
        await preflight.check(engine, chosen.vault())
        async with db.make_sessions(engine, chosen.vault()).begin() as session:
            await communities.load_register(session)
        await engine.dispose()

    asyncio.run(work())


@command.command()
def keygen() -> None:
    """Print a new SECRET_KEY."""
    _OUT.out(crypto.make_secret(), highlight=False)


@command.command("demo")
def run_demo(port: int = 8081) -> None:
    """Run everything here: a stand-in for Telegram, a database, a sample network."""
    asyncio.run(demo.run(port))


@command.command()
def status() -> None:
    """Show what waits, what is owed and what is in doubt."""
    table = Table("what", "figure")
    for name, figure in _in_session(standing.lines):
        table.add_row(name, figure)
    _OUT.print(table)


@letters.command("list")
def list_letters() -> None:
    """List what was set aside; contents are never shown."""
    table = Table("reference", "error", "attempts", "received")
    for each in _in_session(dead_letters.find_all):
        received = each.received_at.isoformat(timespec="seconds")
        table.add_row(each.reference, each.error, str(each.attempts), received)
    _OUT.print(table)


@letters.command("retry")
def retry_letter(reference: Reference) -> None:
    """Carry an update out once more."""
    _tell(_in_session(lambda session: dead_letters.retry(session, reference)))


@letters.command("drop")
def drop_letter(reference: Reference) -> None:
    """Give an update up and erase what it said."""
    _tell(_in_session(lambda session: dead_letters.drop(session, reference)))


@doubtful.command("list")
def list_doubts() -> None:
    """List digests of which nobody knows whether Telegram took them."""
    table = Table("number", "group", "made")
    for each in _in_session(doubts.find_all):
        made = each.made_at.isoformat(timespec="seconds")
        table.add_row(str(each.row), each.group, made)
    _OUT.print(table)


@doubtful.command("again")
def send_again(row: Row) -> None:
    """Send one again: the group's chat does not show it."""
    _tell(_in_session(lambda session: doubts.send_again(session, row)), _DOUBT)


@doubtful.command("came")
def settle_doubt(row: Row) -> None:
    """Forget one: the group's chat shows it."""
    _tell(_in_session(lambda session: doubts.settle(session, row)), _DOUBT)


@inviting.command("coordinator")
def invite_coordinator() -> None:
    """Print a one-time link that makes somebody a coordinator."""
    chosen = _start()
    token = _in_session(staff.invite_coordinator, chosen)
    username = asyncio.run(_username(chosen))
    _OUT.out(f"https://t.me/{username}?start=i_{token}", highlight=False)


def _start() -> Settings:
    chosen = settings.load()
    logs.configure(chosen.log_level, chosen.log_format)
    return chosen


def _database_url(chosen: Settings) -> str:
    if chosen.database_url is not None:
        return chosen.database_url.get_secret_value()
    return embedded.url(embedded.start(chosen.data_dir / "postgres"))


def _in_session(
    ask: Callable[[AsyncSession], Awaitable[Result]], chosen: Settings | None = None
) -> Result:
    known = chosen or _start()

    async def work() -> Result:
        async with _engine(known) as engine:
            sessions = db.make_sessions(engine, known.vault())
            async with sessions.begin() as session:
                return await ask(session)

    return asyncio.run(work())


@asynccontextmanager
async def _engine(chosen: Settings) -> AsyncIterator[AsyncEngine]:
    engine = db.connect(_database_url(chosen), pool_size=1)
    try:
        await preflight.check(engine, chosen.vault())
        yield engine
    finally:
        await engine.dispose()


async def _username(chosen: Settings) -> str:
    request = AiohttpRequest()
    await request.initialize()
    token = chosen.bot_token.get_secret_value()
    outcome = await Api(request, chosen.telegram_api_url, token).call("getMe", {})
    await request.shutdown()
    if not isinstance(outcome, Done):
        raise StartError(
            "TELEGRAM_API_URL", got="no answer", wanted="a Bot API that knows the bot"
        )
    return str(outcome.result["username"])


def _tell(
    found: bool,  # noqa: FBT001 - the answer itself
    what: str = "dead letter with this reference",
) -> None:
    if not found:
        _OUT.print(f"There is no {what}.")
        raise typer.Exit(1)
    _OUT.print("Done.")


def _exit(error: StartError) -> None:
    sys.stderr.write(f"viche: {error}\n")
    sys.exit(EX_CONFIG)


def _first(errors: BaseExceptionGroup[StartError]) -> StartError:
    found = errors.exceptions[0]
    return _first(found) if isinstance(found, BaseExceptionGroup) else found


if __name__ == "__main__":
    main()
