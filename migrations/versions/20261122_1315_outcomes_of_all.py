"""outcomes: the authors of all that is considered together are asked."""

import sqlalchemy as sa
from alembic import op

revision = "b7f14e92c05d"
down_revision = "c7a25d90e4b1"
branch_labels = None
depends_on = None

_FILL = """
    update outcome set submission_id = c.submission_id
    from case_event e join "case" c on c.id = e.case_id where e.id = outcome.event_id
"""
_OTHERS = """
    delete from outcome using case_event e join "case" c on c.id = e.case_id
    where e.id = outcome.event_id and c.submission_id <> outcome.submission_id
"""


def upgrade() -> None:
    """Apply the change."""
    op.add_column("outcome", sa.Column("submission_id", sa.BigInteger()))
    op.execute(_FILL)
    op.alter_column("outcome", "submission_id", nullable=False)
    _rekey(["event_id", "submission_id"])
    op.create_foreign_key(
        op.f("fk_outcome_submission_id_submission"),
        "outcome",
        "submission",
        ["submission_id"],
        ["id"],
        ondelete="CASCADE",
    )


def downgrade() -> None:
    """Take the change back."""
    op.execute(_OTHERS)
    op.drop_constraint(op.f("fk_outcome_submission_id_submission"), "outcome")
    _rekey(["event_id"])
    op.drop_column("outcome", "submission_id")


def _rekey(columns: list[str]) -> None:
    name = op.f("pk_outcome")
    op.drop_constraint(name, "outcome", type_="primary")
    op.create_primary_key(name, "outcome", columns)
