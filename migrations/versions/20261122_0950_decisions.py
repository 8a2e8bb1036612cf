"""decisions of groups, programme documents, and the news of a day."""

import sqlalchemy as sa
from alembic import op

revision = "c58e01d7a4b9"
down_revision = "f0c95d1a7e38"
branch_labels = None
depends_on = None

_NOW = sa.text("app_now()")
_MOMENT = sa.DateTime(timezone=True)
_KINDS = ", ".join(f"'D{number}'" for number in range(1, 9))


def upgrade() -> None:
    """Apply the change."""
    _make_documents()
    op.add_column("case", sa.Column("decided_at", _MOMENT, nullable=True))
    op.add_column("case", sa.Column("document_id", sa.BigInteger(), nullable=True))
    op.add_column("case", sa.Column("merged_into", sa.BigInteger(), nullable=True))
    op.create_foreign_key(
        op.f("fk_case_document_id_document"),
        "case",
        "document",
        ["document_id"],
        ["id"],
    )
    op.create_check_constraint(
        op.f("ck_case_in_doc"), "case", "status <> 'in_doc' or document_id is not null"
    )
    op.add_column(
        "submission",
        sa.Column("news", sa.Boolean(), server_default=sa.true(), nullable=False),
    )
    _make_decisions()
    _make_news()


def downgrade() -> None:
    """Take the change back."""
    op.drop_table("case_news")
    op.drop_table("decision")
    op.drop_column("submission", "news")
    op.drop_constraint(op.f("ck_case_in_doc"), "case")
    for column in ("merged_into", "document_id", "decided_at"):
        op.drop_column("case", column)
    op.drop_table("document")


def _make_documents() -> None:
    op.create_table(
        "document",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=True), nullable=False),
        sa.Column("group_id", sa.BigInteger(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("number", sa.String(), nullable=True),
        sa.Column("adopted_on", sa.Date(), nullable=False),
        sa.Column("link", sa.String(), nullable=True),
        sa.Column("created_at", _MOMENT, server_default=_NOW, nullable=False),
        sa.CheckConstraint(f"kind in ({_KINDS})", name=op.f("ck_document_kind")),
        sa.CheckConstraint(
            "length(title) between 1 and 200", name=op.f("ck_document_title")
        ),
        sa.CheckConstraint("link like 'https://%'", name=op.f("ck_document_link")),
        sa.ForeignKeyConstraint(
            ["group_id"],
            ["working_group.id"],
            name=op.f("fk_document_group_id_working_group"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_document")),
    )
    op.create_index(
        "uq_document_group_title_adopted",
        "document",
        ["group_id", "title", "adopted_on"],
        unique=True,
    )


def _make_decisions() -> None:
    op.create_table(
        "decision",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=True), nullable=False),
        sa.Column("case_id", sa.BigInteger(), nullable=False),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("note", sa.LargeBinary(), nullable=True),
        sa.Column("decided_at", _MOMENT, server_default=_NOW, nullable=False),
        sa.CheckConstraint(
            "status in ('supported', 'deferred', 'declined')",
            name=op.f("ck_decision_status"),
        ),
        sa.ForeignKeyConstraint(
            ["case_id"],
            ["case.id"],
            name=op.f("fk_decision_case_id_case"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_decision")),
    )
    op.create_index("uq_decision_case", "decision", ["case_id"], unique=True)


def _make_news() -> None:
    op.create_table(
        "case_news",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=True), nullable=False),
        sa.Column("event_id", sa.BigInteger(), nullable=False),
        sa.Column("due_at", _MOMENT, nullable=False),
        sa.Column("told_with", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(
            ["event_id"],
            ["case_event.id"],
            name=op.f("fk_case_news_event_id_case_event"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_case_news")),
    )
    op.create_index("uq_case_news_event", "case_news", ["event_id"], unique=True)
    op.create_index("ix_case_news_told_with", "case_news", ["told_with"])
    op.create_index(
        "ix_case_news_due",
        "case_news",
        ["due_at"],
        postgresql_where=sa.text("told_with is null"),
    )
