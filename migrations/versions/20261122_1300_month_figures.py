"""figures of months as they were published."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "5d18c7e40a9f"
down_revision = "e6b30a85d17f"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply the change."""
    op.create_table(
        "month_figures",
        sa.Column("month", sa.Date(), nullable=False),
        sa.Column("tables", JSONB(), nullable=False),
        sa.Column(
            "made_at",
            sa.DateTime(timezone=True),
            server_default=sa.text("app_now()"),
            nullable=False,
        ),
        sa.PrimaryKeyConstraint("month", name=op.f("pk_month_figures")),
    )


def downgrade() -> None:
    """Take the change back."""
    op.drop_table("month_figures")
