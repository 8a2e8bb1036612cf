"""concerns."""

import sqlalchemy as sa
from alembic import op

revision = "e3a81f5c7b26"
down_revision = "c8e51f07a2d9"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply the change."""
    op.add_column("submission", sa.Column("lasting", sa.String(), nullable=True))
    op.add_column(
        "case",
        sa.Column("urgency", sa.BigInteger(), server_default="2", nullable=False),
    )
    op.add_column("case", sa.Column("seen_at", sa.DateTime(timezone=True)))
    op.add_column(
        "case",
        sa.Column("called", sa.BigInteger(), server_default="0", nullable=False),
    )
    op.create_check_constraint(
        op.f("ck_case_urgency"), "case", "urgency between 1 and 3"
    )
    op.create_index(
        "ix_case_unseen",
        "case",
        ["due_at"],
        postgresql_where=sa.text("urgency = 1 and seen_at is null"),
    )
    op.add_column("working_group", sa.Column("duty_phone", sa.String(), nullable=True))
    op.add_column("working_group", sa.Column("alerted_at", sa.DateTime(timezone=True)))
    op.create_table(
        "line_check",
        sa.Column("number", sa.String(), nullable=False),
        sa.Column("checked_on", sa.Date(), nullable=False),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_line_check")),
    )


def downgrade() -> None:
    """Take the change back."""
    op.drop_table("line_check")
    op.drop_column("working_group", "alerted_at")
    op.drop_column("working_group", "duty_phone")
    op.drop_index("ix_case_unseen", "case")
    op.drop_constraint(op.f("ck_case_urgency"), "case")
    op.drop_column("case", "called")
    op.drop_column("case", "seen_at")
    op.drop_column("case", "urgency")
    op.drop_column("submission", "lasting")
