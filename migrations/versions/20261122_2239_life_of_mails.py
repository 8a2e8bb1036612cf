"""until when a mail may leave."""

import sqlalchemy as sa
from alembic import op

revision = "c3f8a1e60d47"
down_revision = "a9d4e7c15b30"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply the change."""
    op.add_column("mail", sa.Column("expires_at", sa.DateTime(timezone=True)))


def downgrade() -> None:
    """Take the change back."""
    op.drop_column("mail", "expires_at")
