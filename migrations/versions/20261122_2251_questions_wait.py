"""a question to an author waits like a decision."""

from alembic import op

revision = "f5b9c27e80a4"
down_revision = "d2a86c40f7b1"
branch_labels = None
depends_on = None

_KEPT = "'pass', 'refer', 'refuse', 'agenda'"


def upgrade() -> None:
    """Apply the change."""
    _allow(f"{_KEPT}, 'ask'")


def downgrade() -> None:
    """Take the change back."""
    op.execute("delete from verdict where action = 'ask'")
    _allow(_KEPT)


def _allow(actions: str) -> None:
    name = op.f("ck_verdict_action")
    op.drop_constraint(name, "verdict")
    op.create_check_constraint(name, "verdict", f"action in ({actions})")
