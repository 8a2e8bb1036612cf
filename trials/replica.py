"""One replica of the bot in a process of its own, with the trial's form added."""

import asyncio

from bot import logs, serve, settings
from handlers import FEATURES
from trials.form import TRIAL


def main() -> None:
    """Run until killed, or asked to stop."""
    chosen = settings.load(_env_file=None)
    logs.configure(chosen.log_level, chosen.log_format)
    url = chosen.database_url
    if url is None:
        raise SystemExit("DATABASE_URL is missing")
    asyncio.run(serve.run(chosen, url.get_secret_value(), [TRIAL, *FEATURES]))


if __name__ == "__main__":
    main()
