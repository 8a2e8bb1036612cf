"""what two people must want: calls to all, the end of a group."""

import sqlalchemy as sa
from alembic import op

revision = "91c6e0d4b7f2"
down_revision = "5d18c7e40a9f"
branch_labels = None
depends_on = None

_MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Apply the change."""
    op.create_table(
        "request",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=True), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("group_id", sa.BigInteger(), nullable=True),
        sa.Column("text_uk", sa.String(), nullable=True),
        sa.Column("text_en", sa.String(), nullable=True),
        sa.Column("asked_by", sa.BigInteger(), nullable=True),
        sa.Column(
            "asked_at", _MOMENT, server_default=sa.text("app_now()"), nullable=False
        ),
        sa.Column("done_at", _MOMENT, nullable=True),
        sa.CheckConstraint(
            "(kind = 'announce') = (text_uk is not null and text_en is not null)"
            " and (kind = 'group.delete') = (group_id is not null)"
            " and kind in ('announce', 'group.delete')",
            name=op.f("ck_request_kind"),
        ),
        sa.ForeignKeyConstraint(
            ["group_id"],
            ["working_group.id"],
            name=op.f("fk_request_group_id_working_group"),
        ),
        sa.ForeignKeyConstraint(
            ["asked_by"],
            ["person.id"],
            name=op.f("fk_request_asked_by_person"),
            ondelete="SET NULL",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_request")),
    )
    op.add_column("working_group", sa.Column("deleted_at", _MOMENT, nullable=True))


def downgrade() -> None:
    """Take the change back."""
    op.drop_column("working_group", "deleted_at")
    op.drop_table("request")
