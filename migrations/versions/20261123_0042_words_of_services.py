"""what a team says often, also of services in charge."""

from alembic import op

revision = "7c1e94d20b5f"
down_revision = "b41f90d6c7e3"
branch_labels = None
depends_on = None

_KEPT = "'question', 'contact', 'answer', 'reason', 'next_step'"


def upgrade() -> None:
    """Apply the change."""
    _allow(f"{_KEPT}, 'body'")


def downgrade() -> None:
    """Take the change back."""
    op.execute("delete from canned where use = 'body'")
    _allow(_KEPT)


def _allow(uses: str) -> None:
    name = op.f("ck_canned_use")
    op.drop_constraint(name, "canned")
    op.create_check_constraint(name, "canned", f"use in ({uses})")
