"""votes are written down by their day: a moment would tie them to an update."""

import sqlalchemy as sa
from alembic import op

revision = "f0c95d1a7e38"
down_revision = "e2b8f4c6017d"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply the change."""
    op.alter_column("vote_event", "at", server_default=None)
    op.execute("update vote_event set at = date_trunc('day', at)")


def downgrade() -> None:
    """Take the change back."""
    op.alter_column("vote_event", "at", server_default=sa.text("app_now()"))
