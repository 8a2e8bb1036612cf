"""when scheduled digests were due."""

import sqlalchemy as sa
from alembic import op

revision = "a9d4e7c15b30"
down_revision = "b7d3f15c92e8"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply the change."""
    op.add_column("digest", sa.Column("due_at", sa.DateTime(timezone=True)))


def downgrade() -> None:
    """Take the change back."""
    op.drop_column("digest", "due_at")
