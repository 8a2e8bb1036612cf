"""who of the team took a case on."""

import sqlalchemy as sa
from alembic import op

revision = "58ae1d3f70c4"
down_revision = "c92d4b7e06a1"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply the change."""
    op.create_table(
        "case_taken",
        sa.Column("case_id", sa.BigInteger(), nullable=False),
        sa.Column("staff_id", sa.BigInteger(), nullable=False),
        sa.Column(
            "at",
            sa.DateTime(timezone=True),
            server_default=sa.text("app_now()"),
            nullable=False,
        ),
        sa.ForeignKeyConstraint(
            ["case_id"],
            ["case.id"],
            name=op.f("fk_case_taken_case_id_case"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["staff_id"],
            ["staff.id"],
            name=op.f("fk_case_taken_staff_id_staff"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("case_id", name=op.f("pk_case_taken")),
    )
    op.create_index("ix_case_taken_staff_id", "case_taken", ["staff_id"])


def downgrade() -> None:
    """Take the change back."""
    op.drop_table("case_taken")
