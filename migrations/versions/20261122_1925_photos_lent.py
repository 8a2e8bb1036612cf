"""an index of the photos that are to be taken back."""

import sqlalchemy as sa
from alembic import op

revision = "c41f8e07b2d6"
down_revision = "7a3f0e5c81d4"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply the change."""
    op.create_index(
        "ix_remembered_lent",
        "remembered",
        ["at"],
        postgresql_where=sa.text("purpose like 'lent.%'"),
    )


def downgrade() -> None:
    """Take the change back."""
    op.drop_index("ix_remembered_lent", "remembered")
