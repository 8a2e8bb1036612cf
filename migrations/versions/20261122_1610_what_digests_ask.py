"""indexes of cases carry what a digest asks for."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision = "b7e94d02c6a1"
down_revision = "d3f20a6c71be"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply the change."""
    _make(["urgency", "passed_at", "due_at"], ["status", "id"])


def downgrade() -> None:
    """Take the change back."""
    _make([], [])


def _make(queue: Sequence[str], unanswered: Sequence[str]) -> None:
    op.drop_index("ix_case_queue", "case")
    op.create_index(
        "ix_case_queue",
        "case",
        ["group_id", "status", "id"],
        postgresql_include=list(queue),
    )
    op.drop_index("ix_case_group_unanswered", "case")
    op.create_index(
        "ix_case_group_unanswered",
        "case",
        ["group_id", "created_at"],
        postgresql_include=list(unanswered),
        postgresql_where=sa.text("answered_at is null"),
    )
