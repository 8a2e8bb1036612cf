"""how many support all of what is considered together."""

import sqlalchemy as sa
from alembic import op

revision = "c5e81b7d2f46"
down_revision = "8e41c7a9d250"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply the change."""
    op.create_table(
        "joint",
        sa.Column("ballot_id", sa.BigInteger(), nullable=False),
        sa.Column("group_id", sa.BigInteger(), nullable=False),
        sa.Column("submission_id", sa.BigInteger(), nullable=False),
        sa.Column("numbers", sa.ARRAY(sa.BigInteger()), nullable=False),
        sa.Column("agree", sa.BigInteger(), nullable=False),
        *(
            sa.ForeignKeyConstraint(
                [f"{name}_id"],
                [f"{table}.id"],
                name=op.f(f"fk_joint_{name}_id_{table}"),
                ondelete="CASCADE",
            )
            for name, table in (
                ("ballot", "ballot"),
                ("group", "working_group"),
                ("submission", "submission"),
            )
        ),
        sa.PrimaryKeyConstraint("group_id", "submission_id", name=op.f("pk_joint")),
    )
    op.create_index("ix_joint_ballot_id", "joint", ["ballot_id"])


def downgrade() -> None:
    """Take the change back."""
    op.drop_table("joint")
