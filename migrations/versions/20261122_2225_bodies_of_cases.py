"""who is in charge of a case, where a moderator says otherwise than its topic."""

import sqlalchemy as sa
from alembic import op

revision = "b7d3f15c92e8"
down_revision = "e6b02d94a71f"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply the change."""
    op.add_column("case", sa.Column("body", sa.String()))


def downgrade() -> None:
    """Take the change back."""
    op.drop_column("case", "body")
