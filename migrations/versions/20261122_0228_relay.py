"""whether the team may ask the author questions."""

import sqlalchemy as sa
from alembic import op

revision = "5fd0a9e2b714"
down_revision = "e3a81f5c7b26"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply the change."""
    op.add_column(
        "submission",
        sa.Column("relay", sa.Boolean(), server_default=sa.true(), nullable=False),
    )


def downgrade() -> None:
    """Take the change back."""
    op.drop_column("submission", "relay")
