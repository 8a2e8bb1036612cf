"""Run migrations on the connection that `bot.schema` hands over."""

from alembic import context

import bot.models  # noqa: F401 - makes the tables known
from bot.db import Base

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=Base.metadata,
    transaction_per_migration=True,
    compare_type=True,
)
with context.begin_transaction():
    context.run_migrations()
