"""whether final answers were any good, asked of their authors once."""

import sqlalchemy as sa
from alembic import op

revision = "a41c0e9d27b5"
down_revision = "7f20b9c3d816"
branch_labels = None
depends_on = None

_MOMENT = sa.DateTime(timezone=True)
_RULES = {
    "question": "question in ('better', 'helped')",
    "answer": "answer in ('yes', 'no', 'unsure')",
    "asked_first": "answered_at is null or asked_at is not null",
}


def upgrade() -> None:
    """Apply the change."""
    op.create_table(
        "outcome",
        sa.Column("event_id", sa.BigInteger(), nullable=False),
        sa.Column("question", sa.String(), nullable=False),
        sa.Column("ask_at", _MOMENT, nullable=False),
        sa.Column("asked_at", _MOMENT, nullable=True),
        sa.Column("answer", sa.String(), nullable=True),
        sa.Column("answered_at", _MOMENT, nullable=True),
        *(
            sa.CheckConstraint(rule, name=op.f(f"ck_outcome_{name}"))
            for name, rule in _RULES.items()
        ),
        sa.ForeignKeyConstraint(
            ["event_id"],
            ["case_event.id"],
            name=op.f("fk_outcome_event_id_case_event"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("event_id", name=op.f("pk_outcome")),
    )
    op.create_index(
        "ix_outcome_ask_at",
        "outcome",
        ["ask_at"],
        postgresql_where=sa.text("asked_at is null"),
    )


def downgrade() -> None:
    """Take the change back."""
    op.drop_table("outcome")
