"""passing to a service can be taken back; offered texts lie in one place only."""

from alembic import op

revision = "5d90b3f7ae24"
down_revision = "e83b5f1a06d9"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply the change."""
    _allow("'pass', 'refer', 'refuse'")
    # `case.edited` holds what an author is asked about, and goes with the question.
    op.execute("update case_event set note = null where status = 'edited'")


def downgrade() -> None:
    """Take the change back."""
    op.execute("delete from verdict where action = 'refer'")
    _allow("'pass', 'refuse'")


def _allow(actions: str) -> None:
    name = op.f("ck_verdict_action")
    op.drop_constraint(name, "verdict")
    op.create_check_constraint(name, "verdict", f"action in ({actions})")
