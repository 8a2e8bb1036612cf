"""what was said on paper or by phone, and receipts of it."""

import sqlalchemy as sa
from alembic import op

revision = "9e07d6b3f1c4"
down_revision = "8d15f0b7e2c4"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply the change."""
    op.add_column(
        "submission",
        sa.Column("channel", sa.String(), server_default="telegram", nullable=False),
    )
    op.create_check_constraint(
        op.f("ck_submission_channel"),
        "submission",
        "channel in ('telegram', 'paper', 'phone')",
        postgresql_not_valid=True,
    )
    op.create_table(
        "receipt",
        sa.Column("token", sa.LargeBinary(), nullable=False),
        sa.Column("submission_id", sa.BigInteger(), nullable=False),
        sa.Column("relay", sa.Boolean(), server_default=sa.true(), nullable=False),
        sa.Column(
            "created_at",
            sa.DateTime(timezone=True),
            server_default=sa.text("app_now()"),
            nullable=False,
        ),
        sa.ForeignKeyConstraint(
            ["submission_id"],
            ["submission.id"],
            name=op.f("fk_receipt_submission_id_submission"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("token", name=op.f("pk_receipt")),
    )
    op.create_index(
        "uq_receipt_submission_id", "receipt", ["submission_id"], unique=True
    )
    op.create_index("ix_receipt_created_at", "receipt", ["created_at"])


def downgrade() -> None:
    """Take the change back."""
    op.drop_table("receipt")
    op.drop_column("submission", "channel")
