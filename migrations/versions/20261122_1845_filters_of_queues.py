"""what a moderator looked for, kept as the filter of their queue."""

import sqlalchemy as sa
from alembic import op

revision = "7d20f5c8e1b4"
down_revision = "e2b7740c9d15"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply the change."""
    op.create_table(
        "queue_filter",
        sa.Column("person_id", sa.BigInteger(), nullable=False),
        sa.Column("looked", sa.LargeBinary(), nullable=True),
        sa.Column("kept", sa.LargeBinary(), nullable=True),
        sa.Column(
            "at",
            sa.DateTime(timezone=True),
            server_default=sa.text("app_now()"),
            nullable=False,
        ),
        sa.CheckConstraint(
            "looked is not null or kept is not null",
            name=op.f("ck_queue_filter_holds"),
        ),
        sa.ForeignKeyConstraint(
            ["person_id"],
            ["person.id"],
            name=op.f("fk_queue_filter_person_id_person"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("person_id", name=op.f("pk_queue_filter")),
    )
    op.create_index("ix_queue_filter_at", "queue_filter", ["at"])


def downgrade() -> None:
    """Take the change back."""
    op.drop_table("queue_filter")
