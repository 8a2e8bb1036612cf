"""notices of the team."""

import sqlalchemy as sa
from alembic import op

revision = "9d27c4b8e013"
down_revision = "5b0c92d1e6a4"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply the change."""
    op.create_index(
        "ix_notice_staff",
        "notice",
        ["recipient_id", "created_at"],
        postgresql_where=sa.text("recipient = 'staff'"),
    )


def downgrade() -> None:
    """Take the change back."""
    op.drop_index("ix_notice_staff", "notice")
