"""digests that say nothing, the bot's own name, and what a digest counts by."""

import sqlalchemy as sa
from alembic import op

revision = "3b7e5d0c91fa"
down_revision = "b41f7d02c9e6"
branch_labels = None
depends_on = None

_BEFORE = "state in ('queued', 'skipped')"
_AFTER = "state in ('queued', 'skipped', 'empty')"
_INDEXES = (
    ("ix_case_group_created", ["group_id", "created_at"], None),
    ("ix_case_group_answered", ["group_id", "answered_at"], "answered_at is not null"),
    ("ix_case_group_unanswered", ["group_id", "created_at"], "answered_at is null"),
    ("ix_case_group_document", ["group_id", "document_id"], "document_id is not null"),
    ("ix_case_merged_into", ["merged_into"], "merged_into is not null"),
)


def upgrade() -> None:
    """Apply the change."""
    op.add_column(
        "digest",
        sa.Column("is_empty", sa.Boolean(), server_default=sa.false(), nullable=False),
    )
    _allow(_AFTER)
    op.create_table(
        "bot_name",
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("username", sa.String(), nullable=False),
        sa.CheckConstraint("id = 1", name=op.f("ck_bot_name_one_row")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_bot_name")),
    )
    for name, columns, where in _INDEXES:
        condition = None if where is None else sa.text(where)
        op.create_index(name, "case", columns, postgresql_where=condition)


def downgrade() -> None:
    """Take the change back."""
    for name, _columns, _where in _INDEXES:
        op.drop_index(name, "case")
    op.drop_table("bot_name")
    op.execute("delete from digest where state = 'empty'")
    _allow(_BEFORE)
    op.drop_column("digest", "is_empty")


def _allow(rule: str) -> None:
    name = op.f("ck_digest_state")
    op.drop_constraint(name, "digest")
    op.create_check_constraint(name, "digest", rule)
