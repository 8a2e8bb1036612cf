"""figures of the network's months, as they were told."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "b41f90d6c7e3"
down_revision = "8e1d5b7c02f9"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply the change."""
    op.create_table(
        "network_month",
        sa.Column("month", sa.Date(), nullable=False),
        sa.Column("tables", postgresql.JSONB(), nullable=False),
        sa.Column(
            "made_at",
            sa.DateTime(timezone=True),
            server_default=sa.text("app_now()"),
            nullable=False,
        ),
        sa.PrimaryKeyConstraint("month", name=op.f("pk_network_month")),
    )


def downgrade() -> None:
    """Take the change back."""
    op.drop_table("network_month")
