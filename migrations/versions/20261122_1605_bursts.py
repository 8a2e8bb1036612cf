"""bursts of votes by newcomers; votes that are frozen."""

import sqlalchemy as sa
from alembic import op

revision = "d3f20a6c71be"
down_revision = "4a7d1c95e8b3"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply the change."""
    op.add_column(
        "vote",
        sa.Column("frozen", sa.Boolean(), server_default=sa.false(), nullable=False),
    )
    op.create_table(
        "newcomer_vote",
        sa.Column("ballot_id", sa.BigInteger(), nullable=False),
        sa.Column("submission_id", sa.BigInteger(), nullable=False),
        sa.Column("mark", sa.LargeBinary(), nullable=False),
        sa.Column("slot", sa.DateTime(timezone=True), nullable=False),
        *_references("newcomer_vote", "ballot", "submission"),
        sa.PrimaryKeyConstraint(
            "ballot_id", "submission_id", "mark", name=op.f("pk_newcomer_vote")
        ),
    )
    op.create_index("ix_newcomer_vote_slot", "newcomer_vote", ["slot"])
    op.create_table(
        "burst",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=True), nullable=False),
        sa.Column("ballot_id", sa.BigInteger(), nullable=False),
        sa.Column("submission_id", sa.BigInteger(), nullable=False),
        sa.Column("case_id", sa.BigInteger(), nullable=False),
        sa.Column("frozen", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column(
            "at",
            sa.DateTime(timezone=True),
            server_default=sa.text("app_now()"),
            nullable=False,
        ),
        sa.CheckConstraint("frozen >= 0", name=op.f("ck_burst_frozen")),
        *_references("burst", "ballot", "submission", "case"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_burst")),
    )
    op.create_index(
        "uq_burst_ballot_submission",
        "burst",
        ["ballot_id", "submission_id"],
        unique=True,
    )


def downgrade() -> None:
    """Take the change back."""
    op.drop_table("burst")
    op.drop_table("newcomer_vote")
    op.drop_column("vote", "frozen")


def _references(table: str, *others: str) -> list[sa.ForeignKeyConstraint]:
    return [
        sa.ForeignKeyConstraint(
            [f"{other}_id"],
            [f"{other}.id"],
            name=op.f(f"fk_{table}_{other}_id_{other}"),
            ondelete="CASCADE",
        )
        for other in others
    ]
