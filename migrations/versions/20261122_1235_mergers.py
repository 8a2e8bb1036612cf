"""merging that can be undone, of which all authors hear."""

import sqlalchemy as sa
from alembic import op

revision = "94d2c7f0b86e"
down_revision = "3b8d41f6c0a7"
branch_labels = None
depends_on = None

_MOMENT = sa.DateTime(timezone=True)
_TOGETHER = """
create function considered_with(number bigint, reader bigint)
returns setof bigint language sql stable as $$
    with recursive family as (
        select number as id
        union
        select c.submission_id from "case" c join family f on c.merged_into = f.id
        where c.group_id = reader and c.status = 'merged'
    )
    select id from family
$$
"""
_OWN = """
update case_news set submission_id = c.submission_id
from case_event e join "case" c on c.id = e.case_id where e.id = event_id
"""


def upgrade() -> None:
    """Apply the change."""
    op.create_table(
        "merger",
        sa.Column("case_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), nullable=True),
        sa.Column("due_at", _MOMENT, nullable=True),
        sa.Column("news_due_at", _MOMENT, nullable=True),
        sa.Column("answered_at", _MOMENT, nullable=True),
        sa.Column(
            "created_at", _MOMENT, server_default=sa.text("app_now()"), nullable=False
        ),
        sa.ForeignKeyConstraint(
            ["case_id"],
            ["case.id"],
            name=op.f("fk_merger_case_id_case"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("case_id", name=op.f("pk_merger")),
    )
    op.create_index("ix_merger_created_at", "merger", ["created_at"])
    op.execute(_TOGETHER)
    _tell_all_authors()


def downgrade() -> None:
    """Take the change back."""
    op.execute(
        'delete from case_news using case_event e, "case" c '
        "where e.id = event_id and c.id = e.case_id "
        "and case_news.submission_id <> c.submission_id"
    )
    op.drop_index("uq_case_news_event", "case_news")
    op.drop_column("case_news", "submission_id")
    op.create_index("uq_case_news_event", "case_news", ["event_id"], unique=True)
    op.execute("drop function considered_with(bigint, bigint)")
    op.drop_table("merger")


def _tell_all_authors() -> None:
    op.add_column("case_news", sa.Column("submission_id", sa.BigInteger()))
    op.execute(_OWN)
    op.alter_column("case_news", "submission_id", nullable=False)
    op.create_foreign_key(
        op.f("fk_case_news_submission_id_submission"),
        "case_news",
        "submission",
        ["submission_id"],
        ["id"],
        ondelete="CASCADE",
    )
    op.drop_index("uq_case_news_event", "case_news")
    op.create_index(
        "uq_case_news_event", "case_news", ["event_id", "submission_id"], unique=True
    )
    op.create_index("ix_case_news_submission_id", "case_news", ["submission_id"])
