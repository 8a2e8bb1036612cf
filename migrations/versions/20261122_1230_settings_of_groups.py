"""who decides, where doubts and official appeals go, and what a group takes in."""

import sqlalchemy as sa
from alembic import op

revision = "3b8d41f6c0a7"
down_revision = "58ae1d3f70c4"
branch_labels = None
depends_on = None

_NAMES = ("decision_maker", "disagreement", "appeals")
_TAKEN = ("takes_proposals", "takes_concerns")


def upgrade() -> None:
    """Apply the change."""
    for name in _NAMES:
        op.add_column("working_group", sa.Column(name, sa.String(), nullable=True))
    for name in _TAKEN:
        op.add_column(
            "working_group",
            sa.Column(
                name, sa.Boolean(), server_default=sa.text("true"), nullable=False
            ),
        )
    op.add_column("working_group", sa.Column("paused_until", sa.Date(), nullable=True))


def downgrade() -> None:
    """Take the change back."""
    for name in (*_NAMES, *_TAKEN, "paused_until"):
        op.drop_column("working_group", name)
