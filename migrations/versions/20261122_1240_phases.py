"""phases of a community's round: which days it collects, votes, decides."""

import sqlalchemy as sa
from alembic import op

revision = "c92b6d07f3ea"
down_revision = "94d2c7f0b86e"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply the change."""
    op.create_table(
        "phase",
        sa.Column("community_code", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("first_day", sa.Date(), nullable=False),
        sa.Column("last_day", sa.Date(), nullable=False),
        sa.CheckConstraint(
            "kind in ('collect', 'vote', 'decide', 'results')",
            name=op.f("ck_phase_kind"),
        ),
        sa.CheckConstraint("last_day >= first_day", name=op.f("ck_phase_ends_later")),
        sa.ForeignKeyConstraint(
            ["community_code"],
            ["community.code"],
            name=op.f("fk_phase_community_code_community"),
        ),
        sa.PrimaryKeyConstraint("community_code", "kind", name=op.f("pk_phase")),
    )


def downgrade() -> None:
    """Take the change back."""
    op.drop_table("phase")
