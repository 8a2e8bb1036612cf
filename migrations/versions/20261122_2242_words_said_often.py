"""what a team often says to authors, for more than questions."""

import sqlalchemy as sa
from alembic import op

revision = "d2a86c40f7b1"
down_revision = "c3f8a1e60d47"
branch_labels = None
depends_on = None

_USES = "'question', 'contact', 'answer', 'reason', 'next_step'"


def upgrade() -> None:
    """Apply the change."""
    use = sa.Column("use", sa.String(), server_default="question", nullable=False)
    op.add_column("canned", use)
    op.create_check_constraint(op.f("ck_canned_use"), "canned", f"use in ({_USES})")


def downgrade() -> None:
    """Take the change back."""
    op.execute("delete from canned where use <> 'question'")
    op.drop_column("canned", "use")
