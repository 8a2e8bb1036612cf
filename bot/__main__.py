"""The command line: `viche`."""

# ruff: noqa: PLC0415 - a command loads what it needs, once its settings are found good

import asyncio
import sys
from collections.abc import Iterable, Sequence
from datetime import datetime
from pathlib import Path
from typing import Annotated, Final

import typer

from bot import settings
from bot.errors import EX_CONFIG, StartError
from bot.settings import Settings

command = typer.Typer(no_args_is_help=True, pretty_exceptions_enable=False)
dead_letters = typer.Typer(no_args_is_help=True, help="Updates that were set aside.")
outbox = typer.Typer(no_args_is_help=True, help="Messages that came, or did not.")
invitations = typer.Typer(no_args_is_help=True, help="One-time links.")
command.add_typer(dead_letters, name="dead-letters")
command.add_typer(outbox, name="outbox")
command.add_typer(invitations, name="invite")

_LETTER: Final = "dead letter with this reference"
_DOUBT: Final = "message in doubt with this number"
Reference = Annotated[
    str, typer.Argument(help="The reference that the person was told.")
]
Folders = Annotated[
    list[Path] | None, typer.Argument(help="The same of other replicas.")
]
Day = Annotated[
    datetime | None,
    typer.Option(formats=["%Y-%m-%d"], help="A day that is included, 2026-11-21."),
]
Group = Annotated[int | None, typer.Option(help="The number of one working group.")]
File = Annotated[Path, typer.Argument(help="Where to; its ending says the format.")]
Row = Annotated[str, typer.Argument(help="Its number in the list.")]


def main() -> None:
    """Run a command; what an operator must mend is one line and exit code 78."""
    try:
        command()
    except* StartError as errors:
        _exit(_first(errors))
    except* Exception:
        # A traceback may quote what people wrote; the log names kind and place only.
        from structlog import get_logger

        log = get_logger(__name__)
        log.exception("stopped by an error")
        sys.exit(1)


@command.command()
def run() -> None:
    """Run the bot: one replica of it, until SIGTERM."""
    chosen = _start()
    from bot.commands import running

    running.run(chosen)


@command.command()
def migrate() -> None:
    """Bring the database's schema and the register of communities up to date."""
    chosen = _start()
    from bot.commands import migrating

    migrating.migrate(chosen)


@command.command()
def keygen() -> None:
    """Print a new SECRET_KEY."""
    from bot import crypto

    typer.echo(crypto.make_secret())


@command.command("rotate-keys")
def rotate_keys() -> None:
    """Seal everything anew under SECRET_KEY; stopped half-way, it goes on."""
    chosen = _start()
    from bot.commands import rotating

    typer.echo(f"Sealed anew: {rotating.rotate(chosen)}.")


@command.command("forget-again")
def forget_again(folders: Folders = None) -> None:
    """Repeat deletions after a backup was restored."""
    chosen = _start()
    from bot.commands import forgetting

    people, communities = forgetting.again(chosen, folders or [])
    typer.echo(f"Erased again: {people}. Closed again: {communities}.")


@command.command("demo")
def run_demo(port: int = 8081) -> None:
    """Run everything here: a stand-in for Telegram, a database, a sample network."""
    from bot import demo

    asyncio.run(demo.run(port))


@command.command()
def status() -> None:
    """Show what waits, what is owed and what is in doubt."""
    chosen = _start()
    from bot.commands import status

    _show(("what", "figure"), status.lines(chosen))


@command.command()
def stats(since: Day = None, until: Day = None, group: Group = None) -> None:
    """Show figures: what came in, how soon it was answered, what became of it."""
    chosen = _start()
    from bot.commands import stats

    _show(("what", "figure"), stats.lines(chosen, since, until, group))


@command.command()
def export(file: File, group: Group = None) -> None:
    """Write the published proposals to a .csv, .xlsx or .json file."""
    chosen = _start()
    from bot.commands import exporting

    typer.echo(f"Written: {exporting.write(chosen, file, group)}.")


@dead_letters.command("list")
def list_letters() -> None:
    """List what was set aside; contents are never shown."""
    chosen = _start()
    from bot.commands import letters

    _show(("reference", "error", "attempts", "received"), letters.lines(chosen))


@dead_letters.command("show")
def show_letter(reference: Reference) -> None:
    """Show all that is known of one, but for what it says."""
    chosen = _start()
    from bot.commands import letters

    if found := letters.fields(chosen, reference):
        _show(("what", "figure"), found)
    else:
        _tell(_LETTER, found=False)


@dead_letters.command("retry")
def retry_letter(reference: Reference) -> None:
    """Carry an update out once more."""
    chosen = _start()
    from bot.commands import letters

    _tell(_LETTER, found=letters.retry(chosen, reference))


@dead_letters.command("drop")
def drop_letter(reference: Reference) -> None:
    """Give an update up and erase what it said."""
    chosen = _start()
    from bot.commands import letters

    _tell(_LETTER, found=letters.drop(chosen, reference))


@outbox.command("list")
def list_doubts() -> None:
    """List messages and mails of which nobody knows whether they were taken."""
    chosen = _start()
    from bot.commands import doubts

    _show(("number", "what", "made"), doubts.lines(chosen))


@outbox.command("resend")
def resend(row: Row) -> None:
    """Send one again: it did not come."""
    chosen = _start()
    from bot.commands import doubts

    _tell(_DOUBT, found=doubts.send_again(chosen, row))


@outbox.command("came")
def settle_doubt(row: Row) -> None:
    """Forget one: it came."""
    chosen = _start()
    from bot.commands import doubts

    _tell(_DOUBT, found=doubts.settle(chosen, row))


@invitations.command("coordinator")
def invite_coordinator() -> None:
    """Print a one-time link that makes somebody a coordinator."""
    chosen = _start()
    from bot.commands import inviting

    typer.echo(inviting.link(chosen))


def _start() -> Settings:
    chosen = settings.load()
    from bot import crashes, logs

    reporter = crashes.reporter(chosen.sentry_dsn)
    logs.configure(chosen.log_level, chosen.log_format, reporter)
    return chosen


def _show(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    from rich.console import Console
    from rich.table import Table

    table = Table(*columns)
    for row in rows:
        table.add_row(*row)
    Console().print(table)


def _tell(what: str, *, found: bool) -> None:
    if not found:
        typer.echo(f"There is no {what}.")
        raise typer.Exit(1)
    typer.echo("Done.")


def _exit(error: StartError) -> None:
    sys.stderr.write(f"viche: {error}\n")
    sys.exit(EX_CONFIG)


def _first(errors: BaseExceptionGroup[StartError]) -> StartError:
    found = errors.exceptions[0]
    return _first(found) if isinstance(found, BaseExceptionGroup) else found


if __name__ == "__main__":
    main()
