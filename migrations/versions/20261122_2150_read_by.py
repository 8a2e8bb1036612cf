"""by when a case was promised to be read."""

import sqlalchemy as sa
from alembic import op

revision = "e6b02d94a71f"
down_revision = "c41f8e07b2d6"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply the change."""
    op.add_column("case", sa.Column("read_by", sa.DateTime(timezone=True)))


def downgrade() -> None:
    """Take the change back."""
    op.drop_column("case", "read_by")
