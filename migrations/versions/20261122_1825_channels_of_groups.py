"""channels in which groups publish, and notices that go there."""

import sqlalchemy as sa
from alembic import op

revision = "c61f8a0b27de"
down_revision = "5e0c72d8ab31"
branch_labels = None
depends_on = None
_MOMENT = sa.DateTime(timezone=True)
_BEFORE = "'author', 'staff', 'group', 'supporter', 'subscriber'"


def upgrade() -> None:
    """Apply the change."""
    _name_recipients(f"recipient in ({_BEFORE}, 'channel')")
    op.create_table(
        "channel",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("chat_key", sa.BigInteger(), nullable=False),
        sa.Column("address", sa.LargeBinary(), nullable=False),
        sa.Column("group_id", sa.BigInteger(), nullable=True),
        sa.Column("added_by", sa.BigInteger(), nullable=True),
        sa.Column(
            "since", _MOMENT, server_default=sa.text("app_now()"), nullable=False
        ),
        sa.Column("lost_at", _MOMENT, nullable=True),
        sa.CheckConstraint(
            "(group_id is null) <> (added_by is null)", name=op.f("ck_channel_owner")
        ),
        _foreign("group_id", "working_group"),
        _foreign("added_by", "person"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_channel")),
        sa.UniqueConstraint("chat_key", name=op.f("uq_channel_chat_key")),
        sa.UniqueConstraint("group_id", name=op.f("uq_channel_group_id")),
    )
    op.create_index("ix_channel_added_by", "channel", ["added_by"])


def downgrade() -> None:
    """Take the change back."""
    op.drop_table("channel")
    op.execute("delete from notice where recipient = 'channel'")
    _name_recipients(f"recipient in ({_BEFORE})")


def _foreign(column: str, to: str) -> sa.ForeignKeyConstraint:
    name = op.f(f"fk_channel_{column}_{to}")
    return sa.ForeignKeyConstraint(
        [column], [f"{to}.id"], name=name, ondelete="CASCADE"
    )


def _name_recipients(rule: str) -> None:
    name = op.f("ck_notice_recipient")
    op.drop_constraint(name, "notice")
    op.create_check_constraint(name, "notice", rule)
