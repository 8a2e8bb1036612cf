"""updates of one sender within a minute."""

from alembic import op

revision = "8e41c7a9d250"
down_revision = "5f0c2b7e91d4"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply the change."""
    op.create_index("ix_inbox_lately", "inbox", ["lane", "received_at"])


def downgrade() -> None:
    """Take the change back."""
    op.drop_index("ix_inbox_lately", table_name="inbox")
