"""the day of the next meeting, and those of the former ones."""

import sqlalchemy as sa
from alembic import op

revision = "2f61c0ad93be"
down_revision = "5d90b3f7ae24"
branch_labels = None
depends_on = None

_KEPT = "'supported', 'deferred', 'declined'"


def upgrade() -> None:
    """Apply the change."""
    op.create_table(
        "meeting",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=True), nullable=False),
        sa.Column("group_id", sa.BigInteger(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("over_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["group_id"],
            ["working_group.id"],
            name=op.f("fk_meeting_group_id_working_group"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_meeting")),
    )
    ahead = sa.text("over_at is not null")
    op.create_index("uq_meeting_day", "meeting", ["group_id", "day"], unique=True)
    op.create_index(
        "uq_meeting_ahead",
        "meeting",
        ["group_id"],
        unique=True,
        postgresql_where=ahead,
    )
    op.create_index(
        "ix_meeting_over_at", "meeting", ["over_at"], postgresql_where=ahead
    )
    op.add_column("working_group", sa.Column("meets_on", sa.Date(), nullable=True))
    _allow(f"{_KEPT}, 'referred', 'agenda'")


def downgrade() -> None:
    """Take the change back."""
    op.execute("delete from decision where status in ('referred', 'agenda')")
    _allow(_KEPT)
    op.drop_column("working_group", "meets_on")
    op.drop_table("meeting")


def _allow(statuses: str) -> None:
    name = op.f("ck_decision_status")
    op.drop_constraint(name, "decision")
    op.create_check_constraint(name, "decision", f"status in ({statuses})")
