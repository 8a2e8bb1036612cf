"""who of the moderators has a text in hand, and what they may still take back."""

import sqlalchemy as sa
from alembic import op

revision = "b41f7d02c9e6"
down_revision = "a41c0e9d27b5"
branch_labels = None
depends_on = None

_MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Apply the change."""
    op.add_column("case", sa.Column("claimed_by", sa.BigInteger(), nullable=True))
    op.add_column("case", sa.Column("claimed_until", _MOMENT, nullable=True))
    op.create_foreign_key(
        op.f("fk_case_claimed_by_person"),
        "case",
        "person",
        ["claimed_by"],
        ["id"],
        ondelete="SET NULL",
    )
    op.create_index(
        "ix_case_claimed_by",
        "case",
        ["claimed_by", "claimed_until"],
        postgresql_where=sa.text("claimed_by is not null"),
    )
    _make_verdicts()


def downgrade() -> None:
    """Take the change back."""
    op.drop_table("verdict")
    for column in ("claimed_until", "claimed_by"):
        op.drop_column("case", column)


def _make_verdicts() -> None:
    op.create_table(
        "verdict",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=True), nullable=False),
        sa.Column("case_id", sa.BigInteger(), nullable=False),
        sa.Column("person_id", sa.BigInteger(), nullable=False),
        sa.Column("action", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), nullable=True),
        sa.Column("seen", sa.BigInteger(), nullable=True),
        sa.Column("note", sa.LargeBinary(), nullable=True),
        sa.Column(
            "shows", sa.Boolean(), server_default=sa.text("false"), nullable=False
        ),
        sa.Column("due_at", _MOMENT, nullable=False),
        sa.Column(
            "created_at", _MOMENT, server_default=sa.text("app_now()"), nullable=False
        ),
        sa.CheckConstraint(
            "(action = 'refuse') = (reason is not null)", name=op.f("ck_verdict_reason")
        ),
        sa.CheckConstraint(
            "action in ('pass', 'refuse')", name=op.f("ck_verdict_action")
        ),
        sa.ForeignKeyConstraint(
            ["case_id"],
            ["case.id"],
            name=op.f("fk_verdict_case_id_case"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["person_id"],
            ["person.id"],
            name=op.f("fk_verdict_person_id_person"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_verdict")),
    )
    op.create_index("uq_verdict_case", "verdict", ["case_id"], unique=True)
    for column in ("due_at", "person_id"):
        op.create_index(f"ix_verdict_{column}", "verdict", [column])
