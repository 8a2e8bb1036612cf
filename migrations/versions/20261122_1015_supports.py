"""who supports a proposal and hears of it, and the ledger of unasked messages."""

import sqlalchemy as sa
from alembic import op

revision = "7f20b9c3d816"
down_revision = "7a1de64b93c5"
branch_labels = None
depends_on = None

_MOMENT = sa.DateTime(timezone=True)
_BEFORE = "recipient in ('author', 'staff', 'group')"
_AFTER = "recipient in ('author', 'staff', 'group', 'supporter')"


def upgrade() -> None:
    """Apply the change."""
    _name_recipients(_AFTER)
    op.create_table(
        "support",
        sa.Column("submission_id", sa.BigInteger(), nullable=False),
        sa.Column("chat_key", sa.BigInteger(), nullable=False),
        sa.Column("address", sa.LargeBinary(), nullable=False),
        sa.Column("language", sa.String(), nullable=False),
        sa.CheckConstraint(
            "language in ('uk', 'en')", name=op.f("ck_support_language")
        ),
        sa.ForeignKeyConstraint(
            ["submission_id"],
            ["submission.id"],
            name=op.f("fk_support_submission_id_submission"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("submission_id", "chat_key", name=op.f("pk_support")),
    )
    op.create_index("ix_support_chat_key", "support", ["chat_key"])
    _make_news()
    op.create_table(
        "unasked",
        sa.Column("chat_key", sa.BigInteger(), nullable=False),
        sa.Column("at", _MOMENT, server_default=sa.text("app_now()"), nullable=False),
        sa.PrimaryKeyConstraint("chat_key", "at", name=op.f("pk_unasked")),
    )
    op.create_index("ix_unasked_at", "unasked", ["at"])


def downgrade() -> None:
    """Take the change back."""
    for table in ("unasked", "support_news", "support"):
        op.drop_table(table)
    op.execute("delete from notice where recipient = 'supporter'")
    _name_recipients(_BEFORE)


def _name_recipients(rule: str) -> None:
    name = op.f("ck_notice_recipient")
    op.drop_constraint(name, "notice")
    op.create_check_constraint(name, "notice", rule)


def _make_news() -> None:
    op.create_table(
        "support_news",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=True), nullable=False),
        sa.Column("event_id", sa.BigInteger(), nullable=False),
        sa.Column("chat_key", sa.BigInteger(), nullable=False),
        sa.Column("due_at", _MOMENT, nullable=False),
        sa.Column("told_with", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(
            ["event_id"],
            ["case_event.id"],
            name=op.f("fk_support_news_event_id_case_event"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_support_news")),
    )
    op.create_index(
        "uq_support_news_once", "support_news", ["event_id", "chat_key"], unique=True
    )
    for column in ("chat_key", "told_with"):
        op.create_index(f"ix_support_news_{column}", "support_news", [column])
    op.create_index(
        "ix_support_news_due",
        "support_news",
        ["due_at"],
        postgresql_where=sa.text("told_with is null"),
    )
