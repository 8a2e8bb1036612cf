"""digests once a month, and pauses."""

import sqlalchemy as sa
from alembic import op

revision = "c92d4b7e06a1"
down_revision = "e07c41b9a5d3"
branch_labels = None
depends_on = None

_TABLE = "working_group"
_RULES = {
    "digest_monthday": "digest_monthday between 1 and 28",
    "digest_once": "digest_weekday is null or digest_monthday is null",
}


def upgrade() -> None:
    """Apply the change."""
    monthday = sa.Column("digest_monthday", sa.BigInteger(), nullable=True)
    op.add_column(_TABLE, monthday)
    op.add_column(_TABLE, sa.Column("digest_paused_until", sa.Date(), nullable=True))
    for name, rule in _RULES.items():
        op.create_check_constraint(op.f(f"ck_{_TABLE}_{name}"), _TABLE, rule)


def downgrade() -> None:
    """Take the change back."""
    for name in _RULES:
        op.drop_constraint(op.f(f"ck_{_TABLE}_{name}"), _TABLE)
    op.drop_column(_TABLE, "digest_paused_until")
    op.drop_column(_TABLE, "digest_monthday")
