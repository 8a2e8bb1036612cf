"""details that belong to a proposal."""

import sqlalchemy as sa
from alembic import op

revision = "3c95d70ab1e8"
down_revision = "c58e01d7a4b9"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply the change."""
    op.add_column("submission", sa.Column("adds_to", sa.BigInteger(), nullable=True))
    op.create_foreign_key(
        op.f("fk_submission_adds_to_submission"),
        "submission",
        "submission",
        ["adds_to"],
        ["id"],
        ondelete="SET NULL",
    )
    op.create_check_constraint(
        op.f("ck_submission_adds_to"), "submission", "adds_to <> id"
    )
    op.create_index(
        "ix_submission_adds_to",
        "submission",
        ["adds_to"],
        postgresql_where=sa.text("adds_to is not null"),
    )


def downgrade() -> None:
    """Take the change back."""
    op.drop_column("submission", "adds_to")
