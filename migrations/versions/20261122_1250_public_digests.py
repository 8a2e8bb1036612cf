"""public digests, who reads them, and what they are still to be told."""

import sqlalchemy as sa
from alembic import op

revision = "e6b30a85d17f"
down_revision = "c92b6d07f3ea"
branch_labels = None
depends_on = None

_NOW = sa.text("app_now()")
_MOMENT = sa.DateTime(timezone=True)
_BEFORE = "recipient in ('author', 'staff', 'group', 'supporter')"
_AFTER = "recipient in ('author', 'staff', 'group', 'supporter', 'subscriber')"


def upgrade() -> None:
    """Apply the change."""
    _name_recipients(_AFTER)
    _make_digests()
    op.create_table(
        "subscription",
        sa.Column("group_id", sa.BigInteger(), nullable=False),
        sa.Column("chat_key", sa.BigInteger(), nullable=False),
        sa.Column("address", sa.LargeBinary(), nullable=False),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("since", _MOMENT, server_default=_NOW, nullable=False),
        sa.CheckConstraint(
            "language in ('uk', 'en')", name=op.f("ck_subscription_language")
        ),
        _key("subscription", "group_id", "working_group"),
        sa.PrimaryKeyConstraint("group_id", "chat_key", name=op.f("pk_subscription")),
    )
    op.create_index("ix_subscription_chat_key", "subscription", ["chat_key"])
    op.create_index("ix_subscription_since", "subscription", ["since"])
    op.create_table(
        "group_news",
        sa.Column("digest_id", sa.BigInteger(), nullable=False),
        sa.Column("chat_key", sa.BigInteger(), nullable=False),
        sa.Column("due_at", _MOMENT, nullable=False),
        _key("group_news", "digest_id", "public_digest"),
        sa.PrimaryKeyConstraint("digest_id", "chat_key", name=op.f("pk_group_news")),
    )
    op.create_index("ix_group_news_due_at", "group_news", ["due_at"])
    op.create_index("ix_group_news_chat_key", "group_news", ["chat_key"])


def downgrade() -> None:
    """Take the change back."""
    for table in ("group_news", "subscription", "public_digest"):
        op.drop_table(table)
    op.execute("delete from notice where recipient = 'subscriber'")
    _name_recipients(_BEFORE)


def _name_recipients(rule: str) -> None:
    name = op.f("ck_notice_recipient")
    op.drop_constraint(name, "notice")
    op.create_check_constraint(name, "notice", rule)


def _key(table: str, column: str, other: str) -> sa.ForeignKeyConstraint:
    name = op.f(f"fk_{table}_{column}_{other}")
    return sa.ForeignKeyConstraint(
        [column], [f"{other}.id"], name=name, ondelete="CASCADE"
    )


def _make_digests() -> None:
    op.create_table(
        "public_digest",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=True), nullable=False),
        sa.Column("group_id", sa.BigInteger(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=True),
        sa.Column("since", _MOMENT, nullable=False),
        sa.Column("made_at", _MOMENT, server_default=_NOW, nullable=False),
        sa.Column("met_on", sa.Date(), nullable=True),
        sa.Column("secretary_id", sa.BigInteger(), nullable=True),
        sa.Column("chair_id", sa.BigInteger(), nullable=True),
        sa.Column("approved_at", _MOMENT, nullable=True),
        sa.ForeignKeyConstraint(
            ["group_id"],
            ["working_group.id"],
            name=op.f("fk_public_digest_group_id_working_group"),
        ),
        *(
            sa.ForeignKeyConstraint(
                [f"{role}_id"],
                ["staff.id"],
                name=op.f(f"fk_public_digest_{role}_id_staff"),
                ondelete="SET NULL",
            )
            for role in ("secretary", "chair")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_public_digest")),
    )
    op.create_index(
        "uq_public_digest_draft",
        "public_digest",
        ["group_id"],
        unique=True,
        postgresql_where=sa.text("approved_at is null"),
    )
    op.create_index(
        "ix_public_digest_group_made", "public_digest", ["group_id", "made_at"]
    )
