"""the receipt of a text that was split is for each part of it."""

from alembic import op

revision = "d3b90f5a7c18"
down_revision = "b7e94d02c6a1"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply the change."""
    _identify("token, submission_id")


def downgrade() -> None:
    """Take the change back."""
    op.execute("""
        delete from receipt later using receipt first
        where later.token = first.token and later.submission_id > first.submission_id
    """)
    _identify("token")


def _identify(columns: str) -> None:
    op.execute(f"""
        alter table receipt
        drop constraint pk_receipt,
        add constraint pk_receipt primary key ({columns})
    """)
