"""calls and digests wait for room in a chat's week."""

import sqlalchemy as sa
from alembic import op

revision = "8e1d5b7c02f9"
down_revision = "c5e81b7d2f46"
branch_labels = None
depends_on = None

_KEPT = "'queued', 'skipped', 'empty'"


def upgrade() -> None:
    """Apply the change."""
    op.create_table(
        "call",
        sa.Column("request_id", sa.BigInteger(), nullable=False, autoincrement=False),
        sa.Column("group_id", sa.BigInteger(), nullable=False, autoincrement=False),
        sa.Column("owed_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["request_id"],
            ["request.id"],
            name=op.f("fk_call_request_id_request"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["group_id"],
            ["working_group.id"],
            name=op.f("fk_call_group_id_working_group"),
        ),
        sa.PrimaryKeyConstraint("request_id", "group_id", name=op.f("pk_call")),
    )
    op.create_index("ix_call_group_id", "call", ["group_id", "owed_at"])
    waits = sa.text("owed_at is null")
    op.create_index("ix_call_waits", "call", ["group_id"], postgresql_where=waits)
    _allow(f"{_KEPT}, 'full'")


def downgrade() -> None:
    """Take the change back."""
    op.execute("update digest set state = 'skipped' where state = 'full'")
    _allow(_KEPT)
    op.drop_table("call")


def _allow(states: str) -> None:
    name = op.f("ck_digest_state")
    op.drop_constraint(name, "digest")
    op.create_check_constraint(name, "digest", f"state in ({states})")
