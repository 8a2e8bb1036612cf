"""pauses after abuse, questions that a team asks often, translations."""

import sqlalchemy as sa
from alembic import op

revision = "a6f3d8b20c57"
down_revision = "91c6e0d4b7f2"
branch_labels = None
depends_on = None

_MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Apply the change."""
    _make_bans()
    op.create_table(
        "canned",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=True), nullable=False),
        sa.Column("group_id", sa.BigInteger(), nullable=False),
        sa.Column("text_uk", sa.String(), nullable=False),
        sa.Column("text_en", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["group_id"],
            ["working_group.id"],
            name=op.f("fk_canned_group_id_working_group"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_canned")),
    )
    op.create_index("ix_canned_group_id", "canned", ["group_id", "id"])
    op.add_column("case", sa.Column("translation", sa.String(), nullable=True))


def downgrade() -> None:
    """Take the change back."""
    op.drop_column("case", "translation")
    op.drop_table("canned")
    op.drop_table("ban")


def _make_bans() -> None:
    op.create_table(
        "ban",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=True), nullable=False),
        sa.Column("person_id", sa.BigInteger(), nullable=False),
        sa.Column("group_id", sa.BigInteger(), nullable=False),
        sa.Column("submission_id", sa.BigInteger(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("until", _MOMENT, nullable=False),
        sa.Column(
            "created_at", _MOMENT, server_default=sa.text("app_now()"), nullable=False
        ),
        sa.CheckConstraint(
            "reason in ('B01', 'B02', 'B03')", name=op.f("ck_ban_reason")
        ),
        sa.ForeignKeyConstraint(
            ["person_id"],
            ["person.id"],
            name=op.f("fk_ban_person_id_person"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["group_id"],
            ["working_group.id"],
            name=op.f("fk_ban_group_id_working_group"),
        ),
        sa.ForeignKeyConstraint(
            ["submission_id"],
            ["submission.id"],
            name=op.f("fk_ban_submission_id_submission"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_ban")),
    )
    op.create_index(
        "uq_ban_person_group", "ban", ["person_id", "group_id"], unique=True
    )
    for column in ("group_id", "until"):
        op.create_index(f"ix_ban_{column}", "ban", [column])
