"""what published proposals are found by."""

import sqlalchemy as sa
from alembic import op

revision = "d7e3a9150c42"
down_revision = "b41c7d20e9f6"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply the change."""
    op.create_table(
        "likeness",
        sa.Column("case_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("community_code", sa.String(), nullable=False),
        sa.Column("words", sa.ARRAY(sa.Text()), nullable=False),
        sa.Column("edition", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["case_id"],
            ["case.id"],
            name=op.f("fk_likeness_case_id_case"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["community_code"],
            ["community.code"],
            name=op.f("fk_likeness_community_code_community"),
        ),
        sa.PrimaryKeyConstraint("case_id", name=op.f("pk_likeness")),
    )
    op.create_index("ix_likeness_community", "likeness", ["community_code", "at"])


def downgrade() -> None:
    """Take the change back."""
    op.drop_table("likeness")
