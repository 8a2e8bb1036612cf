"""a moderator who leads the group passes a text on to its agenda."""

from alembic import op

revision = "b7d40e19c5f2"
down_revision = "9e07d6b3f1c4"
branch_labels = None
depends_on = None

_KEPT = "'pass', 'refer', 'refuse'"


def upgrade() -> None:
    """Apply the change."""
    _allow(f"{_KEPT}, 'agenda'")


def downgrade() -> None:
    """Take the change back."""
    op.execute("delete from verdict where action = 'agenda'")
    _allow(_KEPT)


def _allow(actions: str) -> None:
    name = op.f("ck_verdict_action")
    op.drop_constraint(name, "verdict")
    op.create_check_constraint(name, "verdict", f"action in ({actions})")
