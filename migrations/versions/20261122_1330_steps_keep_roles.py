"""a step keeps the number of the role that took it, when the role is gone."""

from alembic import op

revision = "e83b5f1a06d9"
down_revision = "7be05c3d91f4"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply the change."""
    op.drop_constraint("fk_case_event_staff_id_staff", "case_event", type_="foreignkey")


def downgrade() -> None:
    """Take the change back."""
    op.execute(
        "update case_event set staff_id = null where not exists "
        "(select from staff where staff.id = case_event.staff_id)"
    )
    op.create_foreign_key(
        "fk_case_event_staff_id_staff",
        "case_event",
        "staff",
        ["staff_id"],
        ["id"],
        ondelete="SET NULL",
    )
