"""digests that went by mail alone."""

import sqlalchemy as sa
from alembic import op

revision = "e2b7740c9d15"
down_revision = "c4e91a7d6b20"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply the change."""
    op.add_column(
        "digest",
        sa.Column("in_chat", sa.Boolean(), server_default="true", nullable=False),
    )


def downgrade() -> None:
    """Take the change back."""
    op.drop_column("digest", "in_chat")
